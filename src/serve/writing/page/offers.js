// What could be added: a line each, beside the words that it is about.

import { button, make, problem, shade, worded } from "./elements.js";
import { chosen, fileChoice } from "./fields.js";
import { DECLINED, HIDDEN, keep, kept } from "./kept.js";
import { fileHash, known, learn } from "./page.js";
import { written } from "./said.js";
import { ask } from "./server.js";

const WHAT = {
  "quotation-without-note": "Quotation", "printing-without-passage": "Printing elsewhere", "figures-without-claim": "Figures",
};
const offerOf = (offer, decline) => {
  const answer = make("div", { className: "answer", role: "alert" });
  const summary = make("summary", {}, [make("span", { className: "what", text: `${WHAT[offer.code] ?? offer.code} ` }), `“${offer.words}”`]);
  const text = make("textarea", { value: offer.text.trimEnd(), rows: Math.min(14, offer.text.split("\n").length + 1), "aria-label": "The note, in Markdown" });
  const isWhole = offer.joins !== null;
  const file = isWhole ? [make("p", { className: "where" }, worded(`Added to \`#${offer.joins}\` in \`${offer.file}\`.`))] : fileChoice();
  const made = offer.beside.map((path) => make("p", { className: "where" }, worded(`Makes \`${path}\`, too.`)));
  const form = make("form", {}, [
    make("p", { className: "reason" }, worded(offer.reason)),
    isWhole ? make("pre", { text: offer.text }) : text,
    ...file, ...made, answer,
    make("div", { className: "buttons" }, [
      make("button", { type: "submit", className: "write", text: "Take" }),
      button("Not now", () => decline(offer.key)),
    ]),
  ]);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const path = isWhole ? offer.file : chosen(form);
    const body = { article: known.page.article.id, key: offer.key, hash: fileHash(path) };
    const told = await ask("take", isWhole ? body : { ...body, file: path, text: `${text.value}\n` });
    if (told.refused) {
      if (told.hash !== null && told.hash !== undefined) await learn();
      answer.replaceChildren(problem(told));
    } else {
      written(told);
    }
  });
  return make("details", { className: "offer" }, [summary, form]);
};

export const offers = async () => {
  const told = await ask("suggestions", { article: known.page.article.id });
  for (const old of document.querySelectorAll(".sidenote-offers")) old.remove();
  if (told.refused) return;
  known.newcomers = told.newcomers;
  show(told.list);
};
// What the keys can go to: the button above all, and each that is shown.
let heading = null;
const summaries = new Map();
const show = (list) => {
  summaries.clear();
  for (const old of document.querySelectorAll(".sidenote-offers")) old.remove();
  const declined = new Set(kept(localStorage, DECLINED, []));
  const open = list.filter(({ key }) => !declined.has(key));
  const isHidden = kept(localStorage, HIDDEN, false);
  if (list.length === 0) return;
  const decline = (key) => {
    keep(localStorage, DECLINED, [...declined, key].slice(-1000));
    const next = open[open.findIndex((one) => one.key === key) + 1];
    show(list);
    // Keys go on with the one that follows.
    (summaries.get(next?.key) ?? heading)?.focus({ preventScroll: true });
  };
  const [line, lineRoot] = shade("sidenote-offers");
  const count = `${open.length} ${open.length === 1 ? "suggestion" : "suggestions"} beside the text`;
  lineRoot.append(make("p", { className: "count" }, [
    `${count} `,
    button(isHidden ? "Show" : "Hide", () => {
      keep(localStorage, HIDDEN, isHidden ? null : true);
      show(list);
    }),
    ...(open.length < list.length ? [" ", button(`Show ${list.length - open.length} that wait`, () => {
      keep(localStorage, DECLINED, [...declined].filter((key) => !list.some((one) => one.key === key)));
      show(list);
    })] : []),
  ]));
  heading = lineRoot.querySelector("button");
  (document.querySelector("main .title") ?? document.querySelector("main")).append(line);
  if (isHidden) return;
  const places = new Map();
  for (const offer of open) {
    const block = offer.block && document.getElementById(offer.block);
    const where = block?.closest(".segment") ?? line.parentElement;
    if (!places.has(where)) {
      const [host_, inside] = shade("sidenote-offers");
      where.append(host_);
      places.set(where, inside);
    }
    const one = offerOf(offer, decline);
    summaries.set(offer.key, one.querySelector("summary"));
    places.get(where).append(one);
  }
};
