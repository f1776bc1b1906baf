// Elements, apart from those of the page.

import { KEYS } from "./names.js";

/** An element with what it has: properties where it has these, else attributes. */
export const make = (name, { text = "", ...properties } = {}, children = []) => {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
};
// What stands between back-ticks is set as code.
export const worded = (text) => text.split("`").map((part, index) => (index % 2 ? make("code", { text: part }) : part));
// One style sheet for all of it, there before anything is shown.
const styles = new CSSStyleSheet();
styles.replaceSync(await (await fetch("/.sidenote/writing/page.css")).text());
// A shadow root keeps the page's styles out, and these in; what is typed there is no key of the page.
export const shade = (className) => {
  const host = make("div", { className });
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [styles];
  for (const name of ["keydown", "keyup", "keypress"]) host.addEventListener(name, (event) => event.stopPropagation());
  return [host, root];
};
/** A button. */
export const button = (text, action, more = {}) => {
  const made = make("button", { type: "button", text, ...more });
  made.addEventListener("click", action);
  return made;
};
// A key is told by what its field is called, too: forms do not show it.
const named = (text) => text.split("`").flatMap((part, index) => {
  if (index % 2 === 0) return [part];
  const key = part.split("=")[0];
  return [make("code", { text: part }), ...(Object.hasOwn(KEYS, key) ? [` (“${KEYS[key]}”)`] : [])];
});
/** What was refused, and what to do instead. */
export const problem = ({ refused, help = [] }) => make("div", { className: "problem" }, [
  make("p", {}, named(`${refused[0].toUpperCase()}${refused.slice(1)}.`)),
  ...help.map((line) => make("p", { className: "help" }, named(line))),
]);

/** Whether a text could be copied. */
export const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};

/** Where all of it stands. */
export const [host, root] = shade("sidenote-writing");
host.setAttribute("role", "region");
host.setAttribute("aria-label", "Writing notes");
/** The form, where one is open. */
export const sheetPlace = make("div");

const style = new CSSStyleSheet();
style.replaceSync(`
  ::highlight(sidenote-words) { background-color: rgb(230 170 30 / 40%); }
  .sidenote-edit { margin-inline-start: 0.6em; color: inherit; font: inherit; text-decoration: underline 1px; text-underline-offset: 0.18em; }
  .sidenote-offers { -webkit-user-select: none; user-select: none; }
  @media print { .sidenote-writing, .sidenote-offers, .sidenote-edit { display: none; } }
`);
document.adoptedStyleSheets.push(style);
