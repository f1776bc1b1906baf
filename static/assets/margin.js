/* Puts each note of the margin at the line of its passage, or below the note before. Without this
   the notes of a paragraph begin level with it. */
(() => {
  "use strict";

  const sheet = document.querySelector(".report .sheet");
  const text = sheet?.querySelector(".text");
  if (!text) return;

  const wide = matchMedia("(min-width: 48rem)");
  const GAP = 14; // pixels between two notes
  const notes = Array.from(text.querySelectorAll(".notes .note"));
  if (!notes.length) return;

  const marks = new Map();
  for (const mark of text.querySelectorAll("mark")) {
    for (const slug of mark.dataset.notes.split(" ")) {
      if (!marks.has(slug)) marks.set(slug, mark);
    }
  }
  const markOf = (note) => marks.get(note.querySelector(".note-body").id);
  const about = sheet.querySelector(".notes.about");
  // What follows the text at its full width has to wait for the last note.
  const below = sheet.querySelector(".families");

  const clear = () => {
    sheet.classList.remove("aligned");
    notes.forEach((note) => { note.style.top = ""; });
    sheet.style.minHeight = text.style.minHeight = "";
  };

  const align = () => {
    if (!wide.matches) {
      clear();
      return;
    }
    sheet.classList.add("aligned");
    // First everything is measured, then everything moved: the browser lays the page out once.
    const { top: origin } = text.getBoundingClientRect();
    let end = about ? about.getBoundingClientRect().bottom - origin : -Infinity;
    const places = notes.filter((note) => !note.hidden).map((note) => {
      const mark = markOf(note) ?? note.closest(".segment");
      const line = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
      const top = Math.max(line.top - origin, end + GAP);
      end = top + note.offsetHeight;
      return [note, top];
    });
    for (const [note, top] of places) note.style.top = `${Math.round(top)}px`;
    const last = `${Math.ceil(end)}px`;
    if (below) text.style.minHeight = last;
    else sheet.style.minHeight = `${Math.ceil(end + text.offsetTop)}px`;
  };

  // Whatever changes the size of the text or of a note: a window, a font, a fold, a filter. All that
  // changes in a frame is one change, made in the next.
  let waiting = false;
  const sizes = new ResizeObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      align();
    });
  });
  for (const element of [text, ...notes]) sizes.observe(element);
  align();
})();
