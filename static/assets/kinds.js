/* Shows only the kinds of note that a reader wants: the others' notes are hidden, and their marks
   fall silent. */
(() => {
  "use strict";

  const choice = document.querySelector(".kinds fieldset");
  const text = document.querySelector(".report .text");
  if (!choice || !text) return;

  const kinds = choice.closest(".kinds");
  const status = document.querySelector(".tools [role='status']");
  const notes = Array.from(document.querySelectorAll(".notes .note"));
  const boxes = Array.from(choice.querySelectorAll("input"));
  const KIND = /\bk-([a-z]+)/g;
  const kindsOf = (element) => Array.from(element.className.matchAll(KIND), ([, kind]) => kind);
  // A passage of several kinds is drawn as those that are shown.
  const marks = Array.from(text.querySelectorAll("mark"), (mark) => [mark, kindsOf(mark)]);
  const single = [...notes, ...text.querySelectorAll(".ref")].map((element) => [element, kindsOf(element)[0]]);

  const show = () => {
    const shown = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    for (const [element, kind] of single) element.hidden = !shown.has(kind);
    for (const [mark, all] of marks) {
      const left = all.filter((kind) => shown.has(kind));
      mark.className = left.length ? left.map((kind) => `k-${kind}`).join(" ") : "quiet";
    }
  };

  choice.addEventListener("change", () => {
    show();
    const left = notes.filter((note) => !note.hidden).length;
    status.textContent = choice.dataset.told.replace("{n}", left).replace("{m}", notes.length);
  });

  // Whoever is led to a note that is hidden sees it.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const note = target?.closest(".note[hidden]");
    if (!note && !target?.matches("mark.quiet")) return;
    const wanted = note ? [kindsOf(note)[0]] : marks.find(([mark]) => mark === target)[1];
    for (const box of boxes) box.checked ||= wanted.includes(box.value);
    show();
  };
  addEventListener("hashchange", reveal);
  // A browser may remember what was chosen here before.
  show();
  reveal();

  // In the rail there is room for the list.
  const rail = matchMedia("(min-width: 75rem)");
  const fold = () => { kinds.open = rail.matches; };
  rail.addEventListener("change", fold);
  fold();
  // Over the text it closes as other menus do.
  document.addEventListener("click", (event) => {
    if (!rail.matches && !kinds.contains(event.target)) kinds.open = false;
  });
  kinds.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || rail.matches || !kinds.open) return;
    event.preventDefault();
    kinds.open = false;
    kinds.querySelector("summary").focus();
  });
})();
