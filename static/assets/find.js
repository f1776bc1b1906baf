/* Seeks in the index of the search: classic scripts beside this one, made by the build. search.js
   loads this when somebody seeks. */
(() => {
  "use strict";

  const assets = new URL(".", document.currentScript.src);
  const root = new URL("..", assets);
  const SHOWN = 5; // results of a group before "more"
  const AROUND = 90; // characters of context on either side
  const TRIED = 60; // documents of a group whose texts are searched for a phrase

  /* Loading. Each file hands what it has to `sidenoteSearch`. */

  const got = { index: null, terms: [], texts: [], tags: [] };
  window.sidenoteSearch = {
    results: (query, labels, tag, kind) => resultsOf(query, labels, tag, kind),
    choices: async () => {
      await start();
      return { kinds: got.index.groups.filter(([, count]) => count).map(([name]) => name), tags: got.tags.map(([name]) => name) };
    },
    index: (value) => { got.index = value; },
    terms: (n, lines) => { got.terms[n] = lines.split("\n"); },
    texts: (n, documents) => { got.texts[n] = documents; },
    tags: (value) => { got.tags = value; },
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

  const start = async () => {
    await load("index");
    if (got.index.tagged) await load("tags");
  };

  /* Words: as src/export/search/fold.rs has them. */

  const KANA_HANGUL = /[\u3040-\u30ff\uac00-\ud7a3]/;
  const PAIRED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  const LETTER = /[\p{Alphabetic}\p{N}\u2600-\u27bf\u{1f300}-\u{1faff}]/u;
  const SIGNS = /^[+#]+(?![\p{Alphabetic}\p{N}])/u;
  const UNSEEN = /[\p{M}\p{Default_Ignorable_Code_Point}]/gu;
  const fold = (c) => {
    if (c < "\x80") return c.toLowerCase();
    const base = KANA_HANGUL.test(c) ? c : c.normalize("NFKD").replace(UNSEEN, "");
    return base.toLowerCase().replace(UNSEEN, "").replace(/ς/g, "σ").replace(/ß/g, "ss");
  };

  /* A text as it is searched: its words, and where each begins and ends in it. A run of a script
     that parts no words is one word here. */
  const wordsOf = (text) => {
    const words = [];
    let word = null;
    let at = 0;
    // Signs at the end of a word are part of its name: C++, C#.
    let signs = 0;
    for (const c of text) {
      const end = at + c.length;
      if (word && !signs && /[a-z0-9]$/.test(word.text) && (c === "+" || c === "#")) {
        signs = SIGNS.exec(text.slice(at))?.[0].length ?? 0;
      }
      for (const part of fold(c)) {
        if (signs && word && (c === "+" || c === "#")) {
          signs -= 1;
          word.text += c;
          word.to = end;
          word.places.push([at, end]);
          if (!signs) word = null;
          continue;
        }
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

  /* Whether two words differ in one letter, one more, one less, or two that have changed places. */
  const nearly = (one, other) => {
    const [a, b] = [Array.from(one), Array.from(other)];
    if (Math.abs(a.length - b.length) > 1) return false;
    let start = 0;
    while (start < a.length && a[start] === b[start]) start += 1;
    let end = 0;
    while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
    const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
    if (x.length <= 1 && y.length <= 1) return true;
    return x.length === 2 && y.length === 2 && x[0] === y[1] && x[1] === y[0];
  };

  /* A word of the index that differs from one that nothing has in a single slip. */
  const SHORTEST = 5; // letters of a word of which a slip is forgiven
  const slipped = async (term) => {
    if (Array.from(term).length < SHORTEST || PAIRED.test(term)) return term;
    if ((await documentsOf([term, true])).size) return term;
    let best = term;
    let most = 0;
    for (let n = 0; n < got.index.terms.length; n += 1) {
      await load(`terms-${n}`);
      for (const line of got.terms[n]) {
        const word = line.slice(0, line.indexOf(" "));
        if (line.length > most && nearly(term, word)) {
          best = word;
          most = line.length;
        }
      }
    }
    return best;
  };
  const mended = async (items) => {
    let changed = false;
    for (const { words } of items) {
      for (const word of words) {
        const meant = await slipped(word.text);
        changed ||= meant !== word.text;
        word.text = meant;
      }
    }
    return changed && items.flatMap(({ words }) => words.map(({ text }) => text)).join(" ");
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

  /* What a query finds, a group a kind of document, best first; nothing where there is no word in it.
     `next` gives so many more of a group: [document, context] of each. With a tag, those that have it; with a
     kind, that group. */
  const seek = async (query, tag, kind) => {
    const items = parse(query);
    if (!items.length) return null;
    await start();
    // By its number in the list, since two may have one name.
    const [, tagged] = (tag && got.tags[tag]) || [];
    const kept = tagged && new Set(tagged);
    let first = 0;
    const ranges = got.index.groups.map(([name, count]) => {
      const range = { name, first, end: first + count };
      first += count;
      return range;
    }).filter(({ name }) => !kind || name === kind);
    const isKept = (number) => (!kept || kept.has(number)) && (!kind || ranges.some((range) => number >= range.first && number < range.end));
    const all = async () => (await ranked(items)).filter(isKept);
    let found = await all();
    let meant = "";
    if (!found.length) {
      meant = await mended(items);
      if (meant) found = await all();
    }
    const key = (text) => wordsOf(text).map((word) => word.text).join(" ");
    const sought = items.flatMap(({ words }) => words.map(({ text }) => text)).join(" ");
    /* How exactly a document has the name that is sought: its title, another name, the beginning of its title. */
    const exactness = async (number) => {
      const [title, , , , names] = await textsOf(number);
      if (key(title) === sought) return 0;
      if (names.split(" · ").some((name) => key(name) === sought)) return 1;
      return `${key(title)} `.startsWith(`${sought} `) ? 2 : 3;
    };
    const tops = found.slice(0, TRIED);
    const exact = new Map(await Promise.all(tops.map(async (number) => [number, await exactness(number)])));
    const rank = (number) => exact.get(number) ?? 3;
    found = tops.sort((a, b) => rank(a) - rank(b)).concat(found.slice(TRIED));
    const groups = ranges.map(({ name, first, end }) => {
      const numbers = found.filter((number) => number >= first && number < end);
      let tried = 0;
      const more = async (wanted) => {
        const results = [];
        const last = Math.min(numbers.length, tried + TRIED);
        while (results.length < wanted && tried < last) {
          const document = await textsOf(numbers[tried]);
          tried += 1;
          const context = contextOf(document, items);
          if (context) results.push([document, context]);
        }
        return { results, more: tried < numbers.length };
      };
      return { name, next: more, exact: Math.min(3, ...numbers.map(rank)) };
    });
    // The group that has the exact name comes first.
    groups.sort((a, b) => (a.exact > 1) - (b.exact > 1));
    return { groups, meant };
  };

  /* What is shown: of each group its first results, and a button for more. */

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  /* Where the letter begins, accents and all, that a place may lie in. */
  const letters = Intl.Segmenter && new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const whole = (text, at) => (at < text.length && letters?.segment(text).containing(at).index) || at;

  /* A passage cut to what stands around the words, with the words marked. */
  const excerpt = ({ text, places }) => {
    const middle = places[0]?.[0] ?? 0;
    let from = Math.max(0, middle - AROUND);
    let to = Math.min(text.length, middle + 2 * AROUND);
    if (from > 0) from = text.indexOf(" ", from) + 1 || from;
    if (from > middle) from = middle;
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), places[0]?.[1] ?? 0, from + AROUND);
    [from, to] = [whole(text, from), whole(text, to)];
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

  const group = ({ name, next }, labels) => {
    const list = element("ol");
    const section = element("div", {}, element("h2", {}, labels[name]), list);
    const button = element("button", { type: "button", className: "found-more" }, labels.more);
    section.append(button);
    const show = async (count) => {
      const { results: found, more } = await next(count);
      const lines = found.map(([document, context]) => resultOf(document, context));
      list.append(...lines);
      button.hidden = !more;
      return lines;
    };
    button.addEventListener("click", async () => {
      const [first] = await show(4 * SHOWN);
      first?.querySelector("a").focus();
    });
    return { section, show };
  };

  const resultsOf = async (query, labels, tag, kind) => {
    const sections = [];
    const { groups, meant } = await seek(query, tag, kind) ?? { groups: [], meant: "" };
    sections.meant = meant;
    for (const one of groups) {
      const { section, show } = group(one, labels);
      if ((await show(SHOWN)).length) sections.push(section);
    }
    return sections;
  };
})();
