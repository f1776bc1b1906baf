// Says what was done, takes it back, and leads to it.

import { button, make, problem, root, worded } from "./elements.js";
import { keep, WRITTEN } from "./kept.js";
import { learnFile } from "./page.js";
import { ask } from "./server.js";

export const said = make("div", { className: "said", role: "status", tabIndex: -1 });

/** Says something, until it is closed. */
export const tell = (text, more = []) => {
  said.replaceChildren(make("p", {}, worded(text)), ...more);
  const close = button("✕", () => {
    said.replaceChildren();
    keep(sessionStorage, WRITTEN, null);
  }, { "aria-label": "Close", className: "close" });
  said.append(close);
};
/** Says where a note was written. */
export const tellWritten = ({ file, beside, page: where, is_shown: isShown }) => {
  const made = beside.length === 0 ? "" : `, with ${beside.map((path) => `\`${path}\``).join(", ")}`;
  const hidden = isShown ? "" : " A draft is shown with `sidenote serve --private`.";
  const shown = isShown && !document.getElementById(where.split("#")[1] ?? "")
    ? [make("a", { href: where, text: "Show it" })] : [];
  tell(`Written into \`${file}\`${made}.${hidden}`, [...shown, button("Undo", undo)]);
};
const undo = async () => {
  const told = await ask("undo");
  keep(sessionStorage, WRITTEN, null);
  if (told.refused) {
    tell("It is not taken back.", [problem(told)]);
    return;
  }
  learnFile(told);
  tell(`Taken back: \`${told.file}\` is as it was.`, told.last ? [button("Undo the one before", undo)] : []);
};
let lead = null;
/** Says that a note was written, and leads to it. */
export const written = (told) => {
  keep(sessionStorage, WRITTEN, told);
  if (told.is_shown) lead = told.page;
  learnFile(told);
  tellWritten(told);
  // What was pressed is gone: keys go on from here, and not from the head of the page.
  if (!root.activeElement && document.activeElement === document.body) said.focus({ preventScroll: true });
};
/** Leads to what was written as soon as the page has it. */
export const follow = () => {
  const [path, id] = lead?.split("#") ?? [];
  const there = path === location.pathname && id ? document.getElementById(id) : null;
  if (!there) return;
  lead = null;
  said.querySelector("a")?.remove();
  there.scrollIntoView({ block: "nearest", behavior: "instant" });
  if (location.hash === `#${id}`) return;
  // It is lit where it stands: who has just read the words beside it looks at them.
  const y = scrollY;
  const stay = () => scrollTo({ top: y, behavior: "instant" });
  addEventListener("hashchange", () => requestAnimationFrame(stay), { once: true });
  location.replace(`#${id}`);
  stay();
};
