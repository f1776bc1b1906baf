// Words that are selected in the page.

import { sheetPlace } from "./elements.js";
import { blocks } from "./page.js";

const letters = (text) => Array.from(text);
const before = (block, node, offset) => {
  const range = document.createRange();
  range.setStart(block, 0);
  range.setEnd(node, offset);
  return letters(range.toString()).length;
};

// What the server is told of a range: the first and the last block of it, and how far into each.
export const partOf = (range) => {
  const pieces = [];
  for (const block of blocks().filter((one) => range.intersectsNode(one))) {
    const text = letters(block.textContent);
    const from = block.contains(range.startContainer) ? before(block, range.startContainer, range.startOffset) : 0;
    const to = block.contains(range.endContainer) ? before(block, range.endContainer, range.endOffset) : text.length;
    if (from < to) pieces.push({ id: block.id, from, to, text: text.slice(from, to).join("") });
  }
  const [first, last] = [pieces[0], pieces.at(-1)];
  const text = pieces.map((piece) => piece.text).join("\n");
  if (!text.trim()) return null;
  return { start: { block: first.id, offset: first.from }, end: { block: last.id, offset: last.to }, text };
};

// Parts that wait for more after a gap, and what is selected now.
export const words = { waiting: [], current: null, quote: null };
const selected = () => [...words.waiting, words.current].filter(Boolean);
export const parts = () => selected().map(({ part }) => part);
/** Where the words stand that were selected last. */
export const rects = () => (words.current ?? words.waiting.at(-1)).range.getClientRects();

/** Forgets them all. */
export const clear = () => {
  words.waiting = [];
  words.current = null;
  highlight();
};

/** Keeps them, until others are selected that follow. */
export const wait = () => {
  words.waiting = selected();
  words.current = null;
  getSelection().removeAllRanges();
  highlight();
};

export const highlight = () => {
  if (!CSS.highlights) return;
  const shown = sheetPlace.firstChild ? selected() : words.waiting;
  CSS.highlights.set("sidenote-words", new Highlight(...shown.map(({ range }) => range)));
};
