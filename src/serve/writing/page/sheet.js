// The sheet: a form beside the text, on a narrow screen under it.

import { make, root, sheetPlace } from "./elements.js";
import { clear, highlight, rects } from "./selection.js";

const NARROW = matchMedia("(max-width: 47.99rem)");

let opener = null;
let isReloadPutOff = false;
// What is typed would be lost.
document.addEventListener("sidenote:reload", (event) => {
  isReloadPutOff = Boolean(sheetPlace.firstChild);
  if (isReloadPutOff) event.preventDefault();
});
/** Closes it. */
export const shut = () => {
  sheetPlace.replaceChildren();
  if (isReloadPutOff) {
    location.reload();
    return;
  }
  highlight();
  opener?.focus?.();
  opener = null;
};
/** Opens a form: `form` gives its title and what is in it. */
export const open = (form) => {
  opener = root.activeElement;
  const [title, inside] = form();
  const heading = make("h2", { text: title, id: "title" });
  const section = make("section", { className: "sheet", role: "dialog", "aria-labelledby": "title" }, [heading, inside]);
  section.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) {
      event.preventDefault();
      shut();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      inside.requestSubmit();
    }
  });
  sheetPlace.replaceChildren(section);
  if (!NARROW.matches && rects().length > 0) beside(section, rects()[0]);
  highlight();
  inside.querySelector("select, input, textarea").focus({ preventScroll: true });
};
const beside = (section, rect) => {
  const text = document.querySelector("main .passage")?.getBoundingClientRect() ?? rect;
  const width = section.offsetWidth;
  const isRight = getComputedStyle(document.documentElement).direction === "rtl";
  const left = isRight ? text.left - width - 24 : text.right + 24;
  section.style.top = `${Math.max(rect.top + scrollY - 24, 8)}px`;
  section.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 16))}px`;
};

/** Closes it when what it asked for is done. */
export const done = () => {
  clear();
  shut();
};
