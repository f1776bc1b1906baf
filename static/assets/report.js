/* Puts each note of the margin at the line of its passage. The note that is meant, which the second part
   gives the class `here`, stands whole and level with it; the others show as much as leaves none of
   them far from its passage: all of it, its head, its title, one line, or, several in a row, their numbers. Without this script notes stand
   under their paragraph: only a script knows how high they are. */
(() => {
  "use strict";

  const sheet = document.querySelector(".report .sheet");
  const text = sheet?.querySelector(".text");
  if (!text) return;

  const wide = matchMedia("(min-width: 48rem)");
  // Pixels between two notes.
  const GAP = 8;
  // Of the screen: so far a note may push others to show more of itself.
  const NEAR = 0.2;
  // And so far where there are too many for anything else.
  const FAR = 0.4;
  // Further none stands.
  const MOST = 0.48;
  // Numbers beside each other.
  const IN_ROW = 5;
  const [NUMBER, LINE, TITLE, HEAD, WHOLE] = [0, 1, 2, 3, 4];
  const notes = Array.from(text.querySelectorAll(".notes .note"));
  if (!notes.length) return;

  const marks = new Map();
  for (const mark of text.querySelectorAll("mark")) {
    for (const slug of mark.dataset.notes.split(" ")) {
      if (!marks.has(slug)) marks.set(slug, mark);
    }
  }
  const markOf = new Map(notes.map((note) => [note, marks.get(note.querySelector(".note-body").id)]));
  const about = sheet.querySelector(".notes.about");
  // What follows the text at its full width has to wait for the last note.
  const below = sheet.querySelector(".families");

  const show = (note, level) => {
    note.classList.toggle("line", level <= LINE);
    note.classList.toggle("title-only", level === TITLE);
    note.classList.toggle("number-only", level === NUMBER);
    note.open = level === WHOLE;
  };

  // By note: of its number, of a line, of its title, of its head, of all of it.
  let heights = null;
  let levels = new Map();
  const measure = () => {
    const by = [NUMBER, LINE, TITLE, HEAD, WHOLE].map((level) => {
      for (const note of notes) show(note, level);
      return notes.map((note) => note.offsetHeight);
    });
    heights = new Map(notes.map((note, n) => [note, by.map((all) => all[n])]));
    levels = new Map(notes.map((note) => [note, WHOLE]));
  };

  /* Where notes of these heights stand: each at its line or below the one before; above its line only
     where it were too far below. The one that is meant stands at its own. */
  const stand = (lines, tall, far, first, meant) => {
    let before = 0;
    const wanted = lines.map((line, n) => {
      const at = line - before;
      before += tall[n] + GAP;
      return at;
    });
    const least = new Array(wanted.length);
    wanted.reduceRight((low, at, n) => {
      least[n] = Math.min(low, at);
      return least[n];
    }, Infinity);
    let pushed = first;
    const pin = meant < 0 ? 0 : Math.max(first, wanted[meant]);
    const shifts = wanted.map((at, n) => {
      pushed = Math.max(pushed, at);
      let shift = Math.max(first, Math.min(pushed, least[n] + far));
      if (meant >= 0 && n <= meant) shift = Math.min(shift, pin);
      if (meant >= 0 && n >= meant) shift = Math.max(shift, pin);
      return shift;
    });
    const drifts = shifts.map((shift, n) => Math.abs(shift - wanted[n]));
    const away = Math.max(0, ...drifts);
    const tops = shifts.map((shift, n) => shift - wanted[n] + lines[n]);
    return { tops, drifts, away, worst: drifts.indexOf(away) };
  };

  /* As much of each note as there is room for: first whole titles, then those that the build gives room, then heads. */
  const choose = (shown, lines, first, meant) => {
    const chosen = shown.map((_, n) => (n === meant ? WHOLE : LINE));
    const tall = shown.map((note, n) => heights.get(note)[chosen[n]]);
    const far = innerHeight * FAR;
    let best = stand(lines, tall, far, first, meant);
    const raise = (n, level) => {
      if (chosen[n] >= level) return;
      const was = tall[n];
      tall[n] = heights.get(shown[n])[level];
      const now = stand(lines, tall, far, first, meant);
      const near = (drift, n) => drift <= Math.max(best.drifts[n] + 1, n === meant ? 0 : innerHeight * NEAR);
      if (!now.drifts.every(near)) {
        tall[n] = was;
        return;
      }
      chosen[n] = level;
      best = now;
    };
    // Where lines are too many, those beside the one that is furthest away become numbers, in rows, which
    // take the height of one.
    const columns = new Array(shown.length).fill(0);
    const row = (from) => {
      for (let n = from; n < from + IN_ROW; n += 1) {
        chosen[n] = NUMBER;
        columns[n] = n - from;
        tall[n] = n - from < IN_ROW - 1 ? -GAP : heights.get(shown[n])[NUMBER];
      }
      best = stand(lines, tall, far, first, meant);
    };
    const free = (from) => from >= 0 && from + IN_ROW <= shown.length
      && chosen.slice(from, from + IN_ROW).every((level) => level === LINE);
    const lost = () => meant >= 0 && Math.abs(best.tops[meant] - lines[meant]) > 1;
    while (best.away > innerHeight * MOST || lost()) {
      // What stands between the one that is furthest away and the one that is meant; without that,
      // before it where it is pushed down, after it where it is pushed up.
      const worst = lost() ? meant - 1 : best.worst;
      const later = meant >= 0 ? worst > meant : best.tops[worst] < lines[worst];
      const [from, to] = meant < 0 ? (later ? [worst, shown.length] : [0, worst + 1])
        : (later ? [meant + 1, worst + IN_ROW] : [0, meant]);
      const starts = shown.map((_, n) => n).filter((n) => n >= from && n + IN_ROW <= to && free(n));
      if (!starts.length) break;
      row(later ? starts[0] : starts.at(-1));
    }
    shown.forEach((_, n) => { if (chosen[n] !== NUMBER) raise(n, TITLE); });
    shown.forEach((note, n) => { if (note.matches(".open") && chosen[n] !== NUMBER) raise(n, WHOLE); });
    shown.forEach((_, n) => { if (chosen[n] !== NUMBER) raise(n, HEAD); });
    return { chosen, columns, tops: best.tops };
  };

  const clear = () => {
    if (!sheet.matches(".aligned")) return;
    sheet.classList.remove("aligned");
    for (const note of notes) {
      show(note, HEAD);
      note.style.top = "";
      delete note.dataset.column;
    }
    levels.clear();
    heights = null;
    sheet.style.minHeight = text.style.minHeight = "";
  };

  let here = null;
  /* Where the notes on the whole report end: they stand whole where that keeps none from its passage. */
  const beginning = (origin, line) => {
    if (!about) return -text.offsetTop;
    const end = () => about.getBoundingClientRect().bottom - origin + GAP;
    const whole = (open) => {
      for (const note of about.querySelectorAll(".note")) note.open = note === here || (open && note.matches(".open"));
    };
    whole(true);
    if (end() > line) whole(false);
    return end();
  };

  const align = () => {
    if (!wide.matches) {
      clear();
      return;
    }
    sheet.classList.add("aligned");
    if (!heights) measure();
    // First everything is measured, then everything moved: the browser lays the page out once.
    const { top: origin } = text.getBoundingClientRect();
    const shown = notes.filter((note) => !note.hidden);
    const lines = shown.map((note) => {
      const mark = markOf.get(note) ?? note.closest(".segment");
      return (mark.getClientRects()[0] ?? mark.getBoundingClientRect()).top - origin;
    });
    const first = beginning(origin, lines[0] ?? Infinity);
    const { chosen, columns, tops } = choose(shown, lines, first, shown.indexOf(here));
    let end = 0;
    shown.forEach((note, n) => {
      show(note, chosen[n]);
      note.dataset.column = columns[n];
      levels.set(note, chosen[n]);
      note.style.top = `${Math.round(tops[n])}px`;
      end = Math.max(end, tops[n] + heights.get(note)[chosen[n]]);
    });
    if (below) text.style.minHeight = `${Math.ceil(end)}px`;
    else sheet.style.minHeight = `${Math.ceil(end + text.offsetTop)}px`;
  };

  // All that changes in a frame is one change, made in the next.
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      align();
    });
  };

  // A window, a font: what changes the width of the text changes the notes' heights.
  let width = text.offsetWidth;
  new ResizeObserver(() => {
    if (text.offsetWidth !== width) heights = null;
    width = text.offsetWidth;
    soon();
  }).observe(text);
  addEventListener("resize", () => {
    heights = null;
    soon();
  });

  // Another note is meant, or a filter hides some. What is meant now stands there at once, since
  // whoever meant it may ask where it is.
  const changes = new MutationObserver((records) => {
    const meant = notes.find((note) => note.matches(".here")) ?? null;
    if (meant !== here) {
      here = meant;
      align();
    } else if (records.some(({ attributeName }) => attributeName === "hidden")) {
      soon();
    }
  });
  for (const note of notes) {
    changes.observe(note, { attributes: true, attributeFilter: ["class", "hidden"] });
    // A note that a reader unfolds is meant; one that is folded is so no more.
    note.addEventListener("toggle", () => {
      if (!wide.matches || note.open === (levels.get(note) === WHOLE)) return;
      for (const other of notes) other.classList.toggle("here", other === note && note.open);
    });
  }
  align();
})();
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
  // By note: the stretches of its passages.
  const marks = new Map();
  // By note: the references after them.
  const refs = new Map();
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
    for (const element of document.querySelectorAll(".lit")) {
      element.classList.remove("lit");
      element.style.removeProperty("--kind");
    }
    // A passage of several notes is lit in the colour of the one that is meant.
    const [note, other] = elements.filter((element) => element.matches(".note"));
    const kind = other ? "" : note && getComputedStyle(note).getPropertyValue("--kind");
    for (const element of elements) {
      element.classList.add("lit");
      if (kind) element.style.setProperty("--kind", kind);
    }
  };
  // The note that is meant: in the margin it stands level with its passage, and whole.
  let current = null;
  const mean = (note) => {
    current = note;
    for (const other of notes) other.classList.toggle("here", other === note);
  };
  const pair = (note) => (note ? [note, ...marksOf(note)] : []);
  const pointed = (target) => {
    const mark = target.closest?.(".text mark, .text .ref");
    if (mark) {
      const slugs = mark.matches("mark") ? mark.dataset.notes.split(" ") : [idIn(mark)];
      return slugs.flatMap((slug) => pair(document.getElementById(slug)?.closest(".note")));
    }
    return pair(target.closest?.(".notes .note"));
  };
  // A pointer that rests on a passage means its note; one that passes only lights it.
  // Milliseconds.
  const REST = 180;
  let resting = 0;
  const meanSoon = (target, after) => {
    clearTimeout(resting);
    const mark = target.closest?.(".text mark, .text .ref");
    const note = mark && pointed(mark).find((element) => element.matches(".note"));
    if (note && note !== current) resting = setTimeout(mean, after, note);
  };
  for (const kind of ["pointerover", "focusin", "click"]) {
    document.addEventListener(kind, ({ target, pointerType }) => {
      const lit = pointed(target);
      light(lit.length ? lit : pair(current));
      if (kind !== "pointerover" || pointerType !== "touch") meanSoon(target, kind === "pointerover" ? REST : 0);
    });
  }

  /* There and back. */

  const inSight = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const drawn = element.checkVisibility?.() ?? bottom > top;
    return drawn && top >= 50 && bottom <= innerHeight;
  };
  // By note: the reference that led to it.
  const cameFrom = new Map();
  const unfold = (note) => {
    const body = bodyOf(note);
    if (!(body.checkVisibility?.() ?? false)) note.open = true;
    return body;
  };
  const enter = (note, ref) => {
    if (ref) cameFrom.set(note, ref);
    mean(note);
    const body = unfold(note);
    body.tabIndex = -1;
    body.focus({ preventScroll: true });
    light(pair(note));
    // Once it stands where it belongs. What stands in sight must not jump.
    requestAnimationFrame(() => { if (!inSight(body)) body.scrollIntoView({ block: "nearest" }); });
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
    mean(note);
    light(pair(note));
    const body = unfold(note);
    requestAnimationFrame(() => body.scrollIntoView({ block: "nearest" }));
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
    mean(note);
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
/* Shows only the kinds of note that a reader wants, or those of one tag: the others' notes are hidden,
   and their marks fall silent. */
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
  const tag = kinds.querySelector(".tag-choice select");
  const idOf = (note) => note.querySelector(".note-body").id;
  const byId = new Map(notes.map((note) => [idOf(note), note]));
  const tagsOf = (note) => (note.dataset.tags ?? "").split(" ");
  // A passage of several kinds is drawn as those that are shown.
  const marks = Array.from(text.querySelectorAll("mark"), (mark) =>
    [mark, kindsOf(mark), (mark.dataset.notes ?? "").split(" ")]);
  const refs = Array.from(text.querySelectorAll(".ref"), (ref) => [ref, byId.get(ref.hash.slice(1))]);

  const show = () => {
    const shown = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const wanted = tag?.value ?? "";
    const tagged = (note) => !wanted || !note || tagsOf(note).includes(wanted);
    for (const note of notes) note.hidden = !shown.has(kindsOf(note)[0]) || !tagged(note);
    for (const [ref, note] of refs) ref.hidden = note ? note.hidden : !shown.has(kindsOf(ref)[0]);
    for (const [mark, all, ids] of marks) {
      const those = ids.map((id) => byId.get(id)).filter(Boolean);
      const kept = new Set(those.filter(tagged).map((note) => kindsOf(note)[0]));
      const left = all.filter((kind) => shown.has(kind) && (!wanted || kept.has(kind)));
      mark.className = left.length ? left.map((kind) => `k-${kind}`).join(" ") : "quiet";
    }
  };

  kinds.addEventListener("change", () => {
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
    if (tag) tag.value = "";
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
/* Where one is: the sections of a long page, in the rail or in the bar, and the one that is being read. A
   long text without headings is cut into steps, each named by the words it begins with. */
(() => {
  "use strict";

  const box = document.querySelector(".tools .sections");
  const sheet = box?.closest(".sheet");
  if (!sheet) return;

  // Sections, for a list of them.
  const LEAST = 3;
  // Of a text, that make a step.
  const SCREENS = 3;
  const WORDS = 5;
  const LETTERS = 40;
  const list = box.querySelector("ol");
  const text = sheet.querySelector(".text");

  const begins = (paragraph) => {
    const words = paragraph.textContent.trim().split(/\s+/);
    const first = words.slice(0, WORDS).join(" ").slice(0, LETTERS);
    return words.length > WORDS || first.length === LETTERS ? `${first} …` : first;
  };
  const steps = () => {
    const most = Math.floor((text?.offsetHeight ?? 0) / innerHeight / SCREENS);
    if (most < LEAST - 1) return [];
    const paragraphs = Array.from(text.querySelectorAll(".passage > p"));
    const every = Math.ceil(paragraphs.length / Math.min(most, 10));
    return paragraphs.filter((_, n) => n % every === 0).map((place) => ({ place, name: begins(place) }));
  };
  const headed = (selector) => Array.from(sheet.querySelectorAll(selector), (place) => ({ place, name: place.textContent.trim() }));
  const inText = headed(".text .passage :is(h2, h3)");
  const all = [...(inText.length < LEAST ? steps() : inText), ...headed(":scope > section > h2, :scope > .families > h2")]
    .filter(({ place, name }) => name && place.checkVisibility?.() !== false);
  if (all.length < LEAST) return;

  all.forEach((section, n) => {
    section.place.id ||= `_section_${n + 1}`;
    const item = document.createElement("li");
    section.link = document.createElement("a");
    section.link.href = `#${encodeURIComponent(section.place.id)}`;
    section.link.textContent = section.name;
    item.append(section.link);
    list.append(item);
  });
  box.hidden = false;
  box.closest(".tools").hidden = false;

  let waiting = false;
  const follow = () => {
    waiting = false;
    const line = innerHeight * 0.3;
    const here = all.findLast(({ place }) => place.getBoundingClientRect().top < line);
    for (const { link } of all) {
      if (link === here?.link) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(follow);
    waiting = true;
  }, { passive: true });
  follow();

  // In the rail there is room for the list; over the text it closes as other menus do.
  const rail = matchMedia("(min-width: 75rem)");
  const fold = () => { box.open = rail.matches; };
  rail.addEventListener("change", fold);
  fold();
  document.addEventListener("click", ({ target }) => {
    if (!rail.matches && (!box.contains(target) || target.closest("a"))) box.open = false;
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || rail.matches || !box.open) return;
    event.preventDefault();
    box.open = false;
    box.querySelector("summary").focus();
  });
})();
