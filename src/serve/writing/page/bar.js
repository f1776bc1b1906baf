// The bar over selected words: what can be done with them.

import { button, copy, make, problem, root, sheetPlace } from "./elements.js";
import { joinForm, noteForm } from "./forms.js";
import { blocks, known } from "./page.js";
import { tell } from "./said.js";
import { clear, partOf, parts, rects, wait, words } from "./selection.js";
import { ask } from "./server.js";
import { open } from "./sheet.js";

const NARROW = matchMedia("(max-width: 47.99rem)");

export const bar = make("div", { className: "bar", role: "toolbar", "aria-label": "Selected words", hidden: true });
// A press in the bar leaves the words selected.
bar.addEventListener("mousedown", (event) => event.preventDefault());

const place = (element, rect) => {
  element.style.removeProperty("inset");
  if (NARROW.matches) return;
  const width = element.offsetWidth;
  const left = Math.min(Math.max(rect.left, 8), innerWidth - width - 16);
  element.style.insetBlockStart = `${rect.bottom + scrollY + 8}px`;
  element.style.insetInlineStart = "auto";
  element.style.left = `${left}px`;
};

const openForm = (form) => {
  isByKey = false;
  open(form);
  bar.hidden = true;
};

let asked = 0;
const offerBar = async () => {
  const all = parts();
  const number = ++asked;
  if (all.length === 0) {
    bar.hidden = true;
    return;
  }
  const told = await ask("quote", { article: known.page.article.id, parts: all });
  if (number !== asked || parts().length === 0) return;
  words.quote = told.refused ? null : told;
  const copied = button("Copy as passage", async () => {
    const done = words.quote && (await copy(words.quote.quote));
    copied.textContent = done ? "Copied" : "It could not be copied";
    setTimeout(() => { copied.textContent = "Copy as passage"; }, 2000);
  });
  const actions = [
    copied,
    button("New note", () => openForm(noteForm)),
    button("Add to a note…", () => openForm(joinForm)),
    button("And after a gap…", waitForMore, { title: "Keep these words, and select more of the report that follow them" }),
  ];
  const count = words.waiting.length === 0 ? [] : [make("span", { className: "parts", text: `${all.length} parts` })];
  bar.replaceChildren(...(told.refused ? [problem(told)] : [...count, ...actions]), button("✕", forget, { "aria-label": "Forget these words" }));
  bar.hidden = false;
  const last = Array.from(rects()).at(-1);
  if (last) place(bar, last);
};
const waitForMore = () => {
  wait();
  bar.replaceChildren(
    make("span", { className: "parts", text: "Now select the words after the gap." }),
    button("✕", forget, { "aria-label": "Forget these words" }),
  );
};
const forget = () => {
  asked += 1;
  bar.hidden = true;
  getSelection().removeAllRanges();
  clear();
};

let soon = 0;
/** Looks at what is selected now. */
export const look = () => {
  clearTimeout(soon);
  // What it offers is of the words before, and so is an answer that is still to come.
  if (!root.activeElement && !sheetPlace.firstChild) {
    asked += 1;
    if (words.current) bar.hidden = true;
  }
  soon = setTimeout(() => {
    if (!known.page?.article || sheetPlace.firstChild) return;
    const selection = getSelection();
    // A key or a finger in the bar may take the selection away: it is meant all the same.
    if (root.activeElement) return;
    const range = selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const part = range && partOf(range);
    if (!part && !words.current) return;
    words.current = part ? { part, range: range.cloneRange() } : null;
    if (!words.current && words.waiting.length > 0) return;
    offerBar();
  }, 120);
};

/* By key alone: `s` selects the first word in sight, arrows move the end, with Shift the start. */

let isByKey = false;
const lettersAreKeys = () => {
  try {
    return localStorage.getItem("sidenote-keys") !== "off";
  } catch {
    return true;
  }
};
const extend = (direction, unit) => getSelection().modify("extend", direction, unit);
const begin = () => {
  const selection = getSelection();
  const marked = document.activeElement?.closest?.("main [id^='p-']");
  const inSight = blocks().find((block) => block.getBoundingClientRect().top >= 0);
  const block = marked ?? inSight ?? blocks()[0];
  if (!block) return;
  isByKey = true;
  document.activeElement?.blur();
  // Before the first letter: from the block itself the first step would lead only there.
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  selection.collapse(walker.nextNode() ?? block, 0);
  extend("forward", "word");
  block.scrollIntoView({ block: "nearest" });
  tell("Selecting: → and ← move the end, with Shift the beginning, ↓ and ↑ take lines; Enter goes on, Escape ends.");
};
const moveStart = (direction) => {
  const selection = getSelection();
  const range = selection.getRangeAt(0);
  const [node, offset] = [range.endContainer, range.endOffset];
  selection.collapse(range.startContainer, range.startOffset);
  selection.modify("move", direction, "word");
  selection.extend(node, offset);
};
const KEYS = {
  ArrowRight: ["forward", "word"],
  ArrowLeft: ["backward", "word"],
  ArrowDown: ["forward", "line"],
  ArrowUp: ["backward", "line"],
};
/** What keys do. */
export const onKey = (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest?.("input:not([type='checkbox']), textarea, select, [contenteditable], dialog")) return;
  const { key } = event;
  if (key === "s" && lettersAreKeys() && known.page?.article) {
    event.preventDefault();
    if (words.current && !bar.hidden) bar.querySelector("button").focus();
    else begin();
  } else if (isByKey && KEYS[key]) {
    event.preventDefault();
    if (event.shiftKey) moveStart(KEYS[key][0]);
    else extend(...KEYS[key]);
  } else if (isByKey && key === "Enter" && !bar.hidden) {
    event.preventDefault();
    isByKey = false;
    bar.querySelector("button")?.focus();
  } else if (key === "Escape" && !bar.hidden) {
    event.preventDefault();
    isByKey = false;
    forget();
  }
};
