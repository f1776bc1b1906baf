/* From a passage to its note and back, and from note to note: by link, by button, by key. */
(() => {
  "use strict";

  const text = document.querySelector(".report .text");
  const tools = document.querySelector(".tools");
  if (!text || !tools) return;

  const KEYS_KEPT = "sidenote-keys";
  const notes = Array.from(document.querySelectorAll(".notes .note"));
  const bodyOf = (note) => note.querySelector(".note-body");
  const idIn = (link) => decodeURIComponent(link.hash.slice(1));
  const marks = new Map(); // by note: the stretches of its passages
  const refs = new Map(); // by note: the references after them
  const add = (map, slug, element) => {
    if (!map.has(slug)) map.set(slug, []);
    map.get(slug).push(element);
  };
  for (const mark of text.querySelectorAll("mark")) {
    for (const slug of mark.dataset.notes.split(" ")) add(marks, slug, mark);
  }
  for (const ref of text.querySelectorAll(".ref")) add(refs, idIn(ref), ref);
  const marksOf = (note) => marks.get(bodyOf(note).id) ?? [];
  const refsOf = (note) => refs.get(bodyOf(note).id) ?? [];

  /* A passage and its notes light up together. */

  const light = (elements) => {
    for (const element of document.querySelectorAll(".lit")) element.classList.remove("lit");
    for (const element of elements) element.classList.add("lit");
  };
  let current = null;
  const pair = (note) => (note ? [note, ...marksOf(note)] : []);
  const pointed = (target) => {
    const mark = target.closest?.(".text mark, .text .ref");
    if (mark) {
      const slugs = mark.matches("mark") ? mark.dataset.notes.split(" ") : [idIn(mark)];
      return slugs.flatMap((slug) => pair(document.getElementById(slug)?.closest(".note")));
    }
    return pair(target.closest?.(".notes .note"));
  };
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, ({ target }) => {
      const lit = pointed(target);
      light(lit.length ? lit : pair(current));
    });
  }

  /* There and back. */

  const inSight = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const drawn = element.checkVisibility?.() ?? bottom > top;
    return drawn && top >= 50 && bottom <= innerHeight;
  };
  const cameFrom = new Map(); // by note: the reference that led to it
  const unfold = (note) => {
    const body = bodyOf(note);
    if (!(body.checkVisibility?.() ?? false)) note.open = true;
    return body;
  };
  const enter = (note, ref) => {
    if (ref) cameFrom.set(note, ref);
    current = note;
    const body = unfold(note);
    body.tabIndex = -1;
    // What stands in sight must not jump.
    if (!inSight(body)) body.scrollIntoView({ block: "nearest" });
    body.focus({ preventScroll: true });
    light(pair(note));
  };
  const back = (note) => {
    const ref = cameFrom.get(note) ?? refsOf(note)[0];
    if (!ref) return false;
    if (!inSight(ref)) ref.scrollIntoView({ block: "center" });
    ref.focus({ preventScroll: true });
    return true;
  };
  const remember = (hash) => {
    try {
      history.pushState(null, "", hash);
    } catch { /* By double click some browsers refuse. */ }
  };

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const ref = event.target.closest(".text .ref, .preview .back");
    const note = ref && document.getElementById(idIn(ref))?.closest(".note");
    if (note) {
      event.preventDefault();
      remember(ref.hash);
      enter(note, ref.matches(".ref") ? ref : null);
      return;
    }
    const link = event.target.closest(".notes .back");
    if (link && back(link.closest(".note"))) {
      event.preventDefault();
      remember(link.hash);
    }
  });

  const arrive = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const note = target?.closest(".notes .note");
    if (!note) return;
    current = note;
    unfold(note).scrollIntoView({ block: "nearest" });
    light(pair(note));
  };
  addEventListener("hashchange", arrive);
  if (location.hash) addEventListener("load", arrive);

  /* From note to note. */

  const at = tools.querySelector(".at");
  const status = tools.querySelector("[role='status']");
  const placeOf = (note) => refsOf(note)[0] ?? note;
  /* The next note from here: from the one that one is at, while it is in sight; else from what is. */
  const neighbour = (step) => {
    const shown = notes.filter((note) => !note.hidden);
    const focused = document.activeElement?.closest?.(".ref, .note");
    const here = focused?.matches(".ref") ? document.getElementById(idIn(focused))?.closest(".note") : focused;
    const from = here ?? current;
    if (from && shown.includes(from) && (here || inSight(placeOf(from)))) return shown[shown.indexOf(from) + step];
    const line = (note) => placeOf(note).getBoundingClientRect().top;
    return step > 0 ? shown.find((note) => line(note) > 50) : shown.findLast((note) => line(note) < 50);
  };
  const step = (by, byKey) => {
    const note = neighbour(by);
    if (!note) return;
    const shown = notes.filter((other) => !other.hidden);
    current = note;
    const place = placeOf(note);
    if (!inSight(place)) place.scrollIntoView({ block: "center" });
    light(pair(note));
    at.textContent = at.dataset.at.replace("{n}", shown.indexOf(note) + 1).replace("{m}", shown.length);
    if (!byKey) {
      // The focus stays on the button, to be pressed again.
      status.textContent = place.getAttribute("aria-label") ?? at.textContent;
    } else if (place.matches(".ref")) {
      place.focus({ preventScroll: true });
    } else {
      enter(note);
    }
  };
  tools.querySelector(".before").addEventListener("click", () => step(-1, false));
  tools.querySelector(".after").addEventListener("click", () => step(1, false));

  /* Keys. Letters alone can be turned off, for those who speak to their machine. */

  const dialog = tools.querySelector(".keys");
  const letters = dialog.querySelector(".letters");
  try {
    letters.checked = localStorage.getItem(KEYS_KEPT) !== "off";
  } catch { /* They are on. */ }
  letters.addEventListener("change", () => {
    try {
      if (letters.checked) localStorage.removeItem(KEYS_KEPT);
      else localStorage.setItem(KEYS_KEPT, "off");
    } catch { /* It holds for this page. */ }
  });
  const help = () => dialog.showModal();
  tools.querySelector(".help").addEventListener("click", help);
  dialog.querySelector(".close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });

  const ACTIONS = { n: () => step(1, true), p: () => step(-1, true), "?": help };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const { target, key } = event;
    if (target.closest?.("input:not([type='checkbox']), textarea, select, [contenteditable], dialog")) return;
    if (key === "Escape") {
      const note = target.closest?.(".notes .note");
      if (note && back(note)) event.preventDefault();
    } else if (letters.checked && ACTIONS[key]) {
      event.preventDefault();
      ACTIONS[key]();
    }
  });
})();
