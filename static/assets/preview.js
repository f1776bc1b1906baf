/* Shows at a mark the notes that do not stand in sight, and at the name of an entity or official
   who that is: under a pointer that rests there, under the focus, at a tap. What it shows is in
   the page already, or beside it, in a script that is loaded when a pointer or the focus comes to the page. Escape closes it, a
   pointer may move into it, and it stays until left. */
(() => {
  "use strict";

  const template = document.getElementById("_preview");
  if (!template) return;

  const REST = 250; // milliseconds until a resting pointer is meant
  const LEAVE = 300; // and until one that leaves has left
  const box = template.content.firstElementChild.cloneNode(true);
  const { name: plainName, note: toNote } = box.dataset;
  const close = box.querySelector(".close");
  box.hidden = true;
  document.body.append(box);

  /* What there is to show. */

  const address = (href) => new URL(href, document.baseURI);
  const who = new Map();
  const know = (entries) => {
    for (const entry of entries) who.set(address(entry.dataset.href).href, entry);
  };
  know(document.getElementById("_who")?.content.children ?? []);
  let beside = box.dataset.from; // what is not loaded yet
  let awaited = null; // what it is to show as soon as it is
  const load = () => {
    if (!beside) return;
    const script = document.createElement("script");
    script.src = beside;
    beside = "";
    script.onload = () => {
      delete box.dataset.from;
      if (awaited) show(...awaited);
    };
    document.head.append(script);
  };
  window.sidenotePreviews = (previews) => {
    const made = document.createElement("template");
    made.innerHTML = previews.join("");
    know(made.content.children);
  };
  // A tap is not told of before: there it is made ready while the page is read.
  if (matchMedia("(hover: none)").matches) addEventListener("load", load);
  /* A note that the page has is shown as it stands there: claims have a page of its name, quotations a place. */
  const noteAt = ({ hash, pathname }) => {
    const slug = decodeURIComponent(hash.slice(1) || pathname.match(/claims\/([^/]+)\.html$/)?.[1] || "");
    return slug && document.getElementById(slug)?.closest(".notes .note") ? slug : null;
  };

  const slugOf = (link) => decodeURIComponent(link.hash.slice(1));
  const inSight = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const drawn = element.checkVisibility?.() ?? bottom > top;
    return drawn && bottom > 60 && top < innerHeight - 60;
  };

  const copyOf = (slug, linked = false) => {
    const body = document.getElementById(slug);
    const note = body?.closest(".notes .note");
    // In the margin it comes to its passage itself: report.js.
    if (!note || note.hidden || (note.closest(".aligned") && !linked) || inSight(body)) return null;
    const copy = document.createElement("div");
    copy.className = note.className;
    copy.classList.remove("lit");
    const inside = body.cloneNode(true);
    inside.querySelector(".permalink")?.remove();
    const back = inside.querySelector(".back");
    if (back) {
      back.removeAttribute("aria-label");
      back.href = `#${slug}`;
      back.textContent = toNote;
    }
    const head = document.createElement("p");
    head.className = "note-line";
    head.append(...note.querySelector("summary").cloneNode(true).childNodes);
    copy.append(head, inside);
    for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
    inside.removeAttribute("id");
    return copy;
  };

  const referenceOf = (mark) => {
    const [slug] = mark.dataset.notes.split(" ");
    return Array.from(document.querySelectorAll(".text .ref")).find((ref) => slugOf(ref) === slug);
  };

  /* What an element shows: copies of notes, or of who somebody is. */
  const contentOf = (anchor) => {
    if (anchor.matches("mark")) return anchor.dataset.notes.split(" ").map(copyOf).filter(Boolean);
    if (anchor.matches(".ref")) return [copyOf(slugOf(anchor))].filter(Boolean);
    // In a drawing a link's `href` is no string.
    if (anchor.closest("nav, .running, .skip, .permalink, .back")) return [];
    const url = address(anchor.getAttribute("href"));
    const slug = noteAt(url);
    if (slug) return [copyOf(slug, true)].filter(Boolean);
    const entry = who.get(url.href) ?? who.get(url.href.split("#")[0]);
    return entry ? [...entry.cloneNode(true).childNodes] : [];
  };
  // A name within a passage is marked inside its link: the link is meant.
  const anchorAt = (target) => {
    const found = target.closest?.("a[href]") ?? target.closest?.(".passage mark");
    return found && !box.contains(found) ? found : null;
  };

  /* Where it stands: under the line that is meant, or over it; where there is little room, as a sheet
     from below, and the line goes out of its way. */
  const wide = matchMedia("(min-width: 48rem)");
  const place = (anchor, x) => {
    const lines = Array.from(anchor.getClientRects());
    const line = lines.find(({ left, right }) => x >= left && x <= right) ?? lines[0];
    if (!line) return;
    box.style.left = box.style.top = "";
    const { width, height } = box.getBoundingClientRect();
    if (!wide.matches) {
      const under = lines.at(-1).bottom - (innerHeight - height - 12);
      if (under > 0) scrollBy({ top: Math.min(under, line.top - 60), behavior: "instant" });
      return;
    }
    const room = document.documentElement.clientWidth - width;
    const edge = Math.min(20, room / 2);
    const under = line.bottom + height + edge < innerHeight || line.top < height + edge;
    const top = under ? line.bottom + 6 : line.top - height - 6;
    const left = Math.max(edge, Math.min(line.left, room - edge));
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${top + scrollY}px`;
  };

  let shown = null; // the element whose preview is open
  let dismissed = null; // the one that was closed by hand: it stays so until left
  let timer = 0;

  const hide = () => {
    clearTimeout(timer);
    awaited = null;
    if (!shown) return;
    const tapped = box.hasAttribute("role") && box.contains(document.activeElement);
    const anchor = shown;
    shown = null;
    box.hidden = true;
    box.removeAttribute("role");
    // The words of a passage take no focus; the reference after them does.
    const back = anchor.matches("a") ? anchor : referenceOf(anchor);
    if (tapped) back?.focus({ preventScroll: true });
  };

  /* For a tap it takes the focus, since there is no other way into it. Else it is for eyes alone:
     who hears the page goes to the note, or to the other page, by the link itself. */
  const show = (anchor, { tapped = false, x } = {}) => {
    clearTimeout(timer);
    if (shown === anchor && !tapped) return;
    load();
    const content = contentOf(anchor);
    hide();
    if (!content.length) {
      awaited = tapped ? null : [anchor, { x }];
      return;
    }
    shown = anchor;
    box.replaceChildren(...content, close);
    box.removeAttribute("aria-hidden");
    if (tapped) {
      box.setAttribute("role", "dialog");
      box.setAttribute("aria-label", anchor.getAttribute("aria-label") ?? plainName);
    } else {
      box.setAttribute("aria-hidden", "true");
      box.querySelectorAll("a, button").forEach((element) => { element.tabIndex = -1; });
    }
    box.hidden = false;
    place(anchor, x);
    if (tapped) box.focus({ preventScroll: true });
  };

  /* A pointer that rests. */
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    load();
    if (box.contains(event.target)) {
      clearTimeout(timer);
      return;
    }
    const anchor = anchorAt(event.target);
    if (anchor !== dismissed) dismissed = null;
    clearTimeout(timer);
    awaited = null;
    if (anchor && anchor !== dismissed && anchor !== shown) {
      timer = setTimeout(show, REST, anchor, { x: event.clientX });
    } else if (!anchor && shown && shown !== document.activeElement) {
      timer = setTimeout(hide, LEAVE);
    }
  });

  /* The focus, where it came by a key. */
  document.addEventListener("focusin", (event) => {
    const anchor = anchorAt(event.target);
    if (anchor?.matches(":focus-visible") && anchor !== dismissed) show(anchor);
    else if (shown && !box.contains(event.target) && event.target !== shown) hide();
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === dismissed) dismissed = null;
    if (event.target === shown && !box.contains(event.relatedTarget) && !box.hasAttribute("role")) hide();
  });

  /* A tap: in running text it shows what a pointer would. What it shows holds the link. */
  let touched = false;
  document.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; });
  document.addEventListener("click", (event) => {
    if (close.contains(event.target)) {
      hide();
      return;
    }
    if (box.contains(event.target)) {
      if (event.target.closest("a")) hide();
      return;
    }
    const anchor = anchorAt(event.target);
    const meant = touched && anchor?.closest(".passage, .note-body, .note-text, .profile, .summary");
    if (shown && anchor !== shown) hide();
    if (!meant) return;
    show(anchor, { tapped: true });
    if (shown === anchor && anchor.matches("a")) event.preventDefault();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !shown) return;
    event.preventDefault();
    dismissed = shown;
    hide();
  });
  let room = innerWidth;
  addEventListener("resize", () => {
    // A bar of the browser that comes and goes changes the height alone.
    if (innerWidth !== room) hide();
    room = innerWidth;
  });
})();
