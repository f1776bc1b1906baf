// Changes the page in its place when the briefing has changed, and lists what is wrong with it. Only
// `sidenote serve` puts this script into pages; what is published has no trace of it.
(() => {
  "use strict";

  const script = document.currentScript;
  const isListed = script.hasAttribute("data-listed");
  let version = script.dataset.version;
  let assets = null;
  let served = null; // the page as the server gave it, before scripts changed it

  /* What the page's own scripts listen to and watch. When its text is another, they begin anew; those
     that belong to every page go on. It is noted from the start: this script is the first to run. */

  const EVERYWHERE = /\/(theme|search|find)\.js|\/\.sidenote\/writing\//;
  const undo = [];
  const isOfPage = () => !EVERYWHERE.test(new Error().stack ?? "");
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function add(type, listener, options) {
    // Called by its name alone it is the window's.
    const target = this ?? window;
    if (isOfPage()) undo.push(() => target.removeEventListener(type, listener, options));
    return listen.call(target, type, listener, options);
  };
  for (const name of ["ResizeObserver", "MutationObserver", "IntersectionObserver"]) {
    const Original = window[name];
    if (!Original) continue;
    window[name] = class extends Original {
      constructor(...given) {
        super(...given);
        if (isOfPage()) undo.push(() => this.disconnect());
      }
    };
  }

  const beginAnew = async () => {
    for (const one of undo.splice(0)) one();
    for (const box of document.querySelectorAll("body > .preview")) box.remove();
    for (const old of document.querySelectorAll("script[src][defer]")) {
      if (EVERYWHERE.test(old.src)) continue;
      const again = document.createElement("script");
      for (const { name, value } of old.attributes) again.setAttribute(name, value);
      again.async = false;
      const done = new Promise((resolve) => { again.onload = again.onerror = resolve; });
      old.replaceWith(again);
      await done;
    }
  };

  /* The page in its place. */

  const parsed = (text) => new DOMParser().parseFromString(text, "text/html");
  const html = (elements) => Array.from(elements, (element) => element.outerHTML).join("");
  const scriptsOf = (page) => Array.from(page.querySelectorAll("script[src]"), (one) => one.getAttribute("src")).join();
  const frame = (page) => html(page.querySelectorAll("body > :not(main, template)"));

  // An element by the nearest id and its place among what is alike there.
  const placeOf = (element, within) => {
    const root = element.closest("[id]");
    const inside = root && within.contains(root) ? root : within;
    const alike = [inside, ...inside.querySelectorAll(element.localName)];
    return [inside === within ? "" : inside.id, element.localName, alike.indexOf(element)];
  };
  const at = ([id, name, index], within) => {
    const inside = id ? within.querySelector(`#${CSS.escape(id)}`) : within;
    return inside && [inside, ...inside.querySelectorAll(name)][index];
  };

  // Words that are selected: where they begin and end, as a place in the text of a block.
  const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, pre, figure, summary, blockquote";
  const pointOf = (node, offset, main) => {
    const block = (node instanceof Element ? node : node.parentElement)?.closest(BLOCKS);
    if (!block || !main.contains(block)) return null;
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(node, offset);
    return { place: placeOf(block, main), text: block.textContent, length: before.toString().length };
  };
  const pointAt = (point, main) => {
    const block = at(point.place, main);
    if (block?.textContent !== point.text) return null;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let left = point.length;
    while (walker.nextNode()) {
      if (left <= walker.currentNode.length) return [walker.currentNode, left];
      left -= walker.currentNode.length;
    }
    return null;
  };
  const selectionIn = (main) => {
    const { anchorNode, anchorOffset, focusNode, focusOffset, isCollapsed } = getSelection();
    if (isCollapsed) return () => {};
    const points = [pointOf(anchorNode, anchorOffset, main), pointOf(focusNode, focusOffset, main)];
    return (next) => {
      const [from, to] = points.map((point) => point && pointAt(point, next));
      if (from && to) getSelection().setBaseAndExtent(...from, ...to);
    };
  };

  // What can be ticked is known by what it stands for: a note of another kind brings one more.
  const ticked = (main) => Array.from(main.querySelectorAll("input:is([type='checkbox'], [type='radio'])"));
  const standsFor = (one) => [one.closest("[id]")?.id ?? "", one.name, one.value].join("\n");

  const keep = (main) => {
    const opened = Array.from(main.querySelectorAll("details"), (one) => [placeOf(one.querySelector("[id]") ?? one, main), one.open]);
    const ticks = new Map(ticked(main).map((one) => [standsFor(one), one.checked]));
    const filled = Array.from(main.querySelectorAll("input:not([type='checkbox'], [type='radio']), select"), (one) => [placeOf(one, main), one.value]);
    const active = main.contains(document.activeElement) ? placeOf(document.activeElement, main) : null;
    const inSight = Array.from(main.querySelectorAll("[id]")).find((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return bottom > top && top >= 0 && top < innerHeight;
    });
    const line = inSight && [inSight.id, inSight.getBoundingClientRect().top];
    const y = scrollY;
    const select = selectionIn(main);
    return (next) => {
      for (const [place, open] of opened) {
        const one = at(place, next)?.closest("details");
        if (one) one.open = open;
      }
      for (const one of ticked(next)) one.checked = ticks.get(standsFor(one)) ?? one.checked;
      for (const [place, value] of filled) {
        const one = at(place, next);
        if (one) one.value = value;
      }
      if (active) at(active, next)?.focus({ preventScroll: true });
      select(next);
      return () => {
        const here = line && document.getElementById(line[0]);
        if (here) scrollBy({ top: here.getBoundingClientRect().top - line[1], behavior: "instant" });
        else scrollTo({ top: y, behavior: "instant" });
      };
    };
  };

  // The smallest pieces that were not there before are shown for a moment.
  const piecesOf = (main) => Array.from(main.querySelectorAll(BLOCKS)).filter((one) => !one.querySelector(BLOCKS));
  // The numbers of notes count on behind a note that is new: that is no change of theirs.
  const holds = (piece) => {
    const copy = piece.cloneNode(true);
    for (const reference of copy.querySelectorAll("[data-n]")) {
      reference.removeAttribute("data-n");
      reference.removeAttribute("aria-label");
    }
    copy.querySelector(":scope > .number")?.remove();
    return copy.innerHTML;
  };
  const newIn = (main, before) => {
    const known = new Set(piecesOf(before).map(holds));
    return piecesOf(main).filter((piece) => !known.has(holds(piece)));
  };
  const show = (pieces) => {
    if (pieces.length > 40) return;
    for (const piece of pieces) {
      const colour = "rgb(230 170 30 / 35%)";
      piece.animate([{ backgroundColor: colour }, { backgroundColor: colour, offset: 0.4 }, { backgroundColor: "transparent" }], 2400);
    }
  };

  const change = async (text) => {
    const [before, after] = [served, parsed(text)];
    served = after;
    const main = document.querySelector("body > main");
    const next = after.querySelector("body > main");
    const was = before?.querySelector("body > main");
    // What stands around the text is on every page, with scripts that hold on to it.
    if (!main || !next || !was || scriptsOf(before) !== scriptsOf(after) || frame(before) !== frame(after)) {
      reload();
      return;
    }
    document.title = after.title;
    document.body.className = after.body.className;
    for (const { name, value } of after.documentElement.attributes) {
      if (name !== "class") document.documentElement.setAttribute(name, value);
    }
    const isSame = was.outerHTML === next.outerHTML;
    const about = (page) => html(page.querySelectorAll("body > template"));
    if (isSame && about(before) === about(after)) return;
    for (const template of after.querySelectorAll("body > template[id]")) {
      document.querySelector(`body > template#${CSS.escape(template.id)}`)?.replaceWith(template.cloneNode(true));
    }
    const put = keep(main);
    const fresh = document.importNode(next, true);
    // Before the page's scripts add what the server did not send.
    const pieces = newIn(fresh, was);
    main.replaceWith(fresh);
    unplaced(problems);
    const scroll = put(fresh);
    scroll();
    await beginAnew();
    put(fresh)();
    scroll();
    show(pieces);
  };

  // Who is typing in the page may put it off.
  const reload = () => {
    if (document.dispatchEvent(new CustomEvent("sidenote:reload", { cancelable: true }))) location.reload();
  };

  const read = async (address) => (await fetch(address, { cache: "no-store" })).text();
  const here = () => location.href.split("#")[0];

  // A style sheet is put beside the old one until it is loaded, so that nothing is drawn without.
  const styles = new Map();
  const style = async () => {
    for (const link of document.querySelectorAll("link[rel='stylesheet']")) {
      const address = link.href.replace(/[?&]served=.*/, "");
      const text = await read(address);
      if (styles.has(address) && styles.get(address) !== text) {
        const next = link.cloneNode();
        next.href = `${address}?served=${Date.now()}`;
        next.onload = () => link.remove();
        link.after(next);
      }
      styles.set(address, text);
    }
  };

  // One after the other: a state that came meanwhile is the one that counts.
  let newest = null;
  let isBusy = false;
  const follow = async (state) => {
    newest = state;
    if (isBusy) return;
    isBusy = true;
    try {
      while (newest) {
        const { version: next, assets: files, problems: told, edited } = newest;
        newest = null;
        problems = told;
        if (assets !== files) await style();
        assets = files;
        if (next !== version) {
          if (isListed) {
            reload();
            return;
          }
          await change(await read(here()));
          version = next;
          lead(edited);
          document.dispatchEvent(new CustomEvent("sidenote:changed"));
        }
        list(problems);
        unplaced(problems);
      }
    } catch {
      // The server is gone, or a script of the page failed: the next state is another chance.
    } finally {
      isBusy = false;
    }
  };

  /* What is wrong, and where. */

  const element = (name, { text = "", className = "", href = "" } = {}) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    if (href) made.href = href;
    return made;
  };
  // A shadow root keeps the page's styles out, and these in.
  const shade = (role) => {
    const host = element("div");
    const root = host.attachShadow({ mode: "open" });
    const link = element("link", { href: "/.sidenote/serve.css" });
    link.rel = "stylesheet";
    const live = element("div");
    live.setAttribute("role", role);
    root.append(link, live);
    return [host, live];
  };

  let problems = { list: [], more: 0, unplaced: [] };
  let panel = null;
  let listed = "";
  const list = ({ list: all, more }) => {
    const text = JSON.stringify([all, more]);
    if (text === listed || isListed) return;
    listed = text;
    const wasOpen = panel?.shadowRoot.querySelector("details").open;
    panel?.remove();
    panel = null;
    if (all.length === 0) return;
    const errors = all.filter((one) => one.severity === "error").length;
    const details = element("details", { className: "panel" });
    details.open = wasOpen ?? errors > 0;
    details.append(element("summary", { text: errors > 0
      ? `The briefing has errors: ${all.length + more} to look at`
      : `Warnings: ${all.length + more}` }));
    const items = element("ol");
    for (const { severity, code, place, source, page, message, help } of all) {
      const item = element("li", { className: severity });
      const first = element("p");
      if (place) first.append(source ? element("a", { text: place, href: source, className: "place" }) : element("code", { text: place }), " ");
      first.append(element("b", { text: severity }), code ? ` ${code} ` : " ");
      if (page) first.append(element("a", { text: "where it stands", href: page }));
      item.append(first, element("p", { text: message, className: "message" }));
      item.append(...help.map((line) => element("p", { text: line, className: "help" })));
      items.append(item);
    }
    if (more > 0) items.append(element("li", { text: `and ${more} more, in the terminal` }));
    details.append(items);
    // What is put in now is read out by screen readers.
    const [host, live] = shade(errors > 0 ? "alert" : "status");
    panel = host;
    document.body.append(panel);
    live.append(details);
  };

  // Passages without a place stand at the head of the article in which they should.
  const unplaced = ({ unplaced: all }) => {
    document.querySelector("body > main > .sidenote-unplaced")?.remove();
    const mine = all.filter(({ page }) => page === decodeURI(location.pathname) || page === location.pathname);
    if (mine.length === 0) return;
    const [host, live] = shade("note");
    host.className = "sidenote-unplaced";
    for (const { title, words, message, source } of mine) {
      const note = element("section", { className: "unplaced" });
      note.append(element("h2", { text: title }), element("blockquote", { text: words }), element("p", { text: message }));
      if (source) note.append(element("a", { text: "Where it is written", href: source }));
      live.append(note);
    }
    document.querySelector("body > main")?.prepend(host);
  };

  // What was edited and stands on another page: a link that goes by itself.
  let leading = null;
  const lead = (edited) => {
    leading?.remove();
    leading = null;
    const path = ({ page }) => page.split("#")[0];
    if (edited.length === 0 || edited.some((one) => path(one) === location.pathname)) return;
    const [host, live] = shade("status");
    const [{ page, title }] = edited;
    const line = element("p", { className: "lead", text: "Edited: " });
    line.append(element("a", { text: title, href: page }));
    leading = host;
    document.body.append(host);
    live.append(line);
    setTimeout(() => host.remove(), 12_000);
  };

  /* The connection. */

  let events = null;
  const connect = () => {
    if (events) return;
    events = new EventSource("/.sidenote/events");
    events.onmessage = ({ data }) => follow(JSON.parse(data));
    events.onerror = () => {
      // The browser tries again by itself, unless it has given up.
      if (events?.readyState === EventSource.CLOSED) {
        disconnect();
        setTimeout(connect, 1000);
      }
    };
  };
  // A browser has few connections to one server: pages that nobody sees give theirs up.
  const disconnect = () => {
    events?.close();
    events = null;
  };
  const attend = () => {
    if (document.visibilityState === "hidden") disconnect();
    else connect();
  };

  const begin = async () => {
    try {
      const now = parsed(await read(here()));
      const made = now.querySelector(`script[src="${script.getAttribute("src")}"]`);
      if (made && made.dataset.version !== version) {
        // Something has changed since this page was sent: what came now is not what it was made of.
        location.reload();
        return;
      }
      if (made) served = now;
      await style();
    } catch { /* Without it the first change loads the page again. */ }
    // Where notes may be written, others do that.
    if (script.dataset.token) {
      const writing = element("script");
      writing.type = "module";
      writing.src = "/.sidenote/writing/main.js";
      document.head.append(writing);
    }
    listen.call(document, "visibilitychange", attend);
    listen.call(window, "pagehide", disconnect);
    listen.call(window, "pageshow", attend);
    attend();
  };
  listen.call(document, "DOMContentLoaded", begin);
})();
