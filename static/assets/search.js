/* Search, without a server and by double click: `/` opens it anywhere, and search.html holds it.
   The index is classic scripts beside this one, made by the build and loaded when somebody seeks. */
(() => {
  "use strict";

  const template = document.getElementById("_search");
  if (!template) return;
  const assets = new URL(".", document.currentScript.src);
  const root = new URL("..", assets);
  const SHOWN = 5; // results of a group before "more"
  const TRIED = 60; // documents of a group whose texts are searched for a phrase
  const AROUND = 90; // characters of context on either side

  /* Loading. Each file hands what it has to `sidenoteSearch`. */

  const got = { index: null, terms: [], texts: [] };
  window.sidenoteSearch = {
    index: (value) => { got.index = value; },
    terms: (n, lines) => { got.terms[n] = lines.split("\n"); },
    texts: (n, documents) => { got.texts[n] = documents; },
  };
  const loading = new Map();
  const load = (name) => {
    if (!loading.has(name)) {
      loading.set(name, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = new URL(`search/${name}.js`, assets);
        script.onload = done;
        script.onerror = () => { loading.delete(name); failed(new Error(name)); };
        document.head.append(script);
      }));
    }
    return loading.get(name);
  };

  /* Words: as src/export/search/fold.rs has them. */

  const KANA_HANGUL = /[\u3040-\u30ff\uac00-\ud7a3]/;
  const PAIRED = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  const LETTER = /[\p{Alphabetic}\p{N}]/u;
  const fold = (c) => {
    if (c < "\x80") return c.toLowerCase();
    const base = KANA_HANGUL.test(c) ? c : c.normalize("NFKD").replace(/\p{M}/gu, "");
    return base.toLowerCase().replace(/\p{M}/gu, "").replace(/ς/g, "σ");
  };

  /* A text as it is searched: its words, and where each begins and ends in it. A run of a script
     that parts no words is one word here. */
  const wordsOf = (text) => {
    const words = [];
    let word = null;
    let at = 0;
    for (const c of text) {
      const end = at + c.length;
      for (const part of fold(c)) {
        if (!LETTER.test(part)) { word = null; continue; }
        const paired = PAIRED.test(part);
        if (!word || word.paired !== paired) {
          word = { text: "", from: at, to: end, paired, places: [] };
          words.push(word);
        }
        word.text += part;
        word.to = end;
        for (let i = 0; i < part.length; i += 1) word.places.push([at, end]);
      }
      // A mark that folds to nothing belongs to the letter before it.
      if (word && word.to === at && fold(c) === "") word.to = end;
      at = end;
    }
    return words;
  };

  /* What is sought: each item is words in a row, of which the last may be the beginning of one. */
  const parse = (query) => {
    const items = [];
    for (const [, quoted, plain] of query.matchAll(/["“”„«]([^"“”„«»]*)["“”»]?|([^\s"“”„«»]+)/g)) {
      const words = wordsOf(quoted ?? plain);
      if (words.length) items.push({ words, whole: quoted !== undefined });
    }
    return items;
  };

  /* The terms of the index that an item needs: [term, whether it may go on]. */
  const termsOf = ({ words, whole }) => words.flatMap(({ text, paired }, n) => {
    if (!paired) return [[text, !whole && n === words.length - 1]];
    const chars = Array.from(text);
    if (chars.length === 1) return [[text, true]];
    return chars.slice(1).map((c, i) => [chars[i] + c, false]);
  });

  /* The documents that hold a term: number → weight. A word that goes on counts less. */
  const documentsOf = async ([term, open]) => {
    const firsts = got.index.terms;
    const found = new Map();
    const last = open ? `${term}\uffff` : term;
    let n = Math.max(0, firsts.findLastIndex((first) => first <= term));
    for (; n < firsts.length && firsts[n] <= last; n += 1) {
      await load(`terms-${n}`);
      const lines = got.terms[n];
      let low = 0;
      for (let high = lines.length; low < high;) {
        const middle = (low + high) >> 1;
        if (lines[middle].slice(0, lines[middle].indexOf(" ")) < term) low = middle + 1;
        else high = middle;
      }
      for (; low < lines.length; low += 1) {
        const [word, postings] = lines[low].split(" ");
        if (open ? !word.startsWith(term) : word !== term) break;
        let document = -1;
        const all = Array.from(postings.matchAll(/([0-9a-z]*)([A-Z])/g));
        const rare = Math.log(1 + documents() / all.length);
        for (const [, step, weight] of all) {
          document += 1 + (step ? parseInt(step, 36) : 0);
          const worth = (weight.charCodeAt(0) - 64) * rare * (word === term ? 1 : 0.6);
          found.set(document, Math.max(worth, found.get(document) ?? 0));
        }
      }
    }
    return found;
  };
  const documents = () => got.index.groups.reduce((sum, [, count]) => sum + count, 0);

  /* The documents that hold all terms, best first. */
  const ranked = async (items) => {
    const lists = await Promise.all(items.flatMap(termsOf).map(documentsOf));
    const [first, ...others] = lists.sort((a, b) => a.size - b.size);
    const found = [];
    for (const [document, worth] of first) {
      const worths = others.map((list) => list.get(document));
      if (worths.includes(undefined)) continue;
      found.push([document, worths.reduce((sum, other) => sum + other, worth)]);
    }
    found.sort(([a, x], [b, y]) => y - x || a - b);
    return found.map(([document]) => document);
  };

  const textsOf = async (number) => {
    const n = got.index.texts.findLastIndex((first) => first <= number);
    await load(`texts-${n}`);
    return got.texts[n][number - got.index.texts[n]];
  };

  /* Where an item stands in a text: [from, to] of each place. */
  const placesOf = (item, words) => {
    const places = [];
    const { words: sought, whole } = item;
    words.forEach((start, at) => {
      if (sought.length === 1 && start.paired) {
        for (let i = start.text.indexOf(sought[0].text); i >= 0; i = start.text.indexOf(sought[0].text, i + 1)) {
          places.push([start.places[i][0], start.places[i + sought[0].text.length - 1][1]]);
        }
        return;
      }
      const holds = sought.every((word, n) => {
        const here = words[at + n]?.text;
        if (here === undefined) return false;
        if (n === sought.length - 1 && (!whole || word.paired)) return here.startsWith(word.text);
        return n === 0 && word.paired ? here.endsWith(word.text) : here === word.text;
      });
      if (holds) places.push([start.from, words[at + sought.length - 1].to]);
    });
    return places;
  };

  /* The passage of a document that shows best why it was found, or none where words that must
     stand in a row do not. */
  const contextOf = ([title, , , , names, passages], items) => {
    const inRow = items.filter(({ words }) => words.length > 1 || words[0].text.length > 2 && words[0].paired);
    const missing = new Set(inRow);
    const look = (fragment, text) => {
      const words = wordsOf(text);
      const places = items.map((item) => placesOf(item, words));
      inRow.forEach((item) => { if (places[items.indexOf(item)].length) missing.delete(item); });
      const held = places.filter((found) => found.length).length;
      return { held, fragment, text, places: places.flat().sort(([a], [b]) => a - b) };
    };
    // Other names are shown where they hold more than the title does.
    const named = look("", title);
    const others = look("", names);
    let best = others.held > named.held ? others : { held: 0, fragment: "", text: passages[0]?.[1] ?? "", places: [] };
    for (const [fragment, text] of passages) {
      const here = look(fragment, text);
      if (here.held > best.held) best = here;
    }
    return missing.size ? null : best;
  };

  /* What is shown. */

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  /* A passage cut to what stands around the words, with the words marked. */
  const excerpt = ({ text, places }) => {
    const middle = places[0]?.[0] ?? 0;
    let from = Math.max(0, middle - AROUND);
    let to = Math.min(text.length, middle + 2 * AROUND);
    if (from > 0) from = text.indexOf(" ", from) + 1 || from;
    if (from > middle) from = middle;
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), places[0]?.[1] ?? 0, from + AROUND);
    const line = element("p", { className: "found-context", dir: "auto" }, from > 0 ? "… " : "");
    let at = from;
    for (const [start, end] of places) {
      if (start < at || end > to) continue;
      line.append(text.slice(at, start), element("mark", {}, text.slice(start, end)));
      at = end;
    }
    line.append(text.slice(at, to), to < text.length ? " …" : "");
    return line;
  };

  const resultOf = ([title, href, about, language], context) => {
    const address = new URL(href, root);
    if (context.fragment) address.hash = context.fragment;
    const link = element("a", { href: address, dir: "auto" }, title);
    const words = context.text ? [excerpt(context)] : [];
    if (language) [link, ...words].forEach((line) => { line.lang = language; });
    return element("li", {}, link, about ? element("p", { className: "found-about" }, about) : "", ...words);
  };

  /* One field with its results: in the dialog, and in the page of its own. */
  const mount = (place) => {
    place.append(template.content.cloneNode(true));
    const [field, status, results] =
      ["input", ".search-status", ".search-results"].map((name) => place.querySelector(name));
    const labels = results.dataset;
    let turn = 0;

    const group = (name, numbers, items) => {
      const list = element("ol");
      const section = element("div", {}, element("h2", {}, labels[name]), list);
      let tried = 0;
      const more = element("button", { type: "button", className: "found-more", hidden: true }, labels.more);
      section.append(more);
      const show = async (count) => {
        const before = list.children.length;
        while (list.children.length < before + count && tried < numbers.length && tried < TRIED + before) {
          const found = await textsOf(numbers[tried]);
          tried += 1;
          const context = contextOf(found, items);
          if (context) list.append(resultOf(found, context));
        }
        more.hidden = tried >= numbers.length;
        return list.children.length - before;
      };
      more.addEventListener("click", async () => {
        const before = list.children.length;
        await show(4 * SHOWN);
        list.children[before]?.querySelector("a").focus();
      });
      return { section, show };
    };

    const seek = async () => {
      turn += 1;
      const mine = turn;
      const items = parse(field.value);
      if (!items.length) {
        status.textContent = "";
        results.replaceChildren();
        return;
      }
      await load("index");
      const found = await ranked(items);
      const shown = [];
      let start = 0;
      for (const [name, count] of got.index.groups) {
        const end = start + count;
        const first = start;
        const numbers = found.filter((number) => number >= first && number < end);
        if (numbers.length) {
          const made = group(name, numbers, items);
          if (await made.show(SHOWN)) shown.push(made.section);
        }
        start = end;
      }
      // While this was loading, somebody went on typing.
      if (mine !== turn) return;
      results.replaceChildren(...shown);
      const lines = results.querySelectorAll("li").length;
      status.textContent = lines ? labels.some.replace("{n}", lines) : labels.none;
    };
    const seekOrSay = () => seek().catch(() => { status.textContent = labels.failed; });

    let waiting = 0;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(seekOrSay, 80);
    });
    place.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(waiting);
      seekOrSay().then(() => { if (event.submitter === null) results.querySelector("a")?.focus(); });
    });
    place.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Enter" && event.target === field && !event.isComposing) {
        event.preventDefault();
        clearTimeout(waiting);
        seekOrSay().then(() => results.querySelector("a")?.click());
      }
      if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
      const stops = [field, ...results.querySelectorAll("a, button:not([hidden])")];
      const next = stops[stops.indexOf(document.activeElement) + step];
      if (next) {
        event.preventDefault();
        next.focus();
      }
    });
    return { field, seek: seekOrSay };
  };

  /* The page of its own: what is sought stands in its address, to be kept and sent. */
  const page = document.querySelector("[data-search-page]");
  if (page) {
    page.replaceChildren();
    const { field, seek } = mount(page);
    field.value = decodeURIComponent(location.hash.replace(/^#q=/, "").replace(/^#.*/, ""));
    field.addEventListener("input", () => {
      try {
        history.replaceState(null, "", `#q=${encodeURIComponent(field.value)}`);
      } catch { /* By double click some browsers refuse. */ }
    });
    if (field.value) seek();
  }

  let dialog = null;
  const shut = () => {
    dialog.close();
    // Else the keys of the page are taken for the field's until the browser has noticed.
    if (dialog.contains(document.activeElement)) document.activeElement.blur();
  };
  const open = () => {
    if (page) {
      page.querySelector("input").focus();
      return;
    }
    if (!dialog) {
      dialog = element("dialog", { className: "search-dialog" });
      dialog.setAttribute("aria-label", template.dataset.label);
      document.body.append(dialog);
      mount(dialog);
      // In a field for searching, Escape would only empty it.
      dialog.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || event.isComposing) return;
        event.preventDefault();
        shut();
      });
      // Beside the dialog; and on a result, which may stand in the page under it.
      dialog.addEventListener("click", (event) => {
        if (event.target === dialog || event.target.closest("a")) shut();
      });
    }
    if (!dialog.open) dialog.showModal();
    const field = dialog.querySelector("input");
    field.focus();
    field.select();
  };

  document.querySelectorAll("[data-search-link]").forEach((link) => {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      open();
    });
  });
  // Keys that are a single sign can be turned off: notes.js.
  const signsAreKeys = () => {
    try {
      return localStorage.getItem("sidenote-keys") !== "off";
    } catch {
      return true;
    }
  };
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || writing || !signsAreKeys() || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    open();
  });
})();
