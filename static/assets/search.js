/* The field for searching and what it finds, without a server and by double click: `/` opens it
   anywhere, and search.html holds it. What seeks, and makes the results, is
   find.js, loaded when somebody does. */
(() => {
  "use strict";

  const template = document.getElementById("_search");
  if (!template) return;
  const assets = new URL(".", document.currentScript.src);

  let loading = null;
  const finder = () => {
    loading ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = new URL("find.js", assets);
      script.onload = () => done(window.sidenoteSearch);
      script.onerror = () => { loading = null; failed(new Error("find.js")); };
      document.head.append(script);
    });
    return loading;
  };

  /* One field with its results: in the dialog, and in the page of its own. */
  const mount = (place) => {
    place.append(template.content.cloneNode(true));
    const [field, kind, tag, status, results] =
      ["input", ".kind-choice select", ".tag-choice select", ".search-status", ".search-results"].map((name) => place.querySelector(name));
    const labels = results.dataset;
    let turn = 0;

    // Which kinds and tags there are the index knows, which is loaded when somebody seeks.
    const offer = (select, options) => {
      if (!select || select.options.length > 1 || !options.length) return;
      select.append(...options.map(([name, value]) => new Option(name, value)));
      select.closest("label").hidden = false;
    };
    const offerChoices = async () => {
      const { kinds, tags } = await (await finder()).choices();
      offer(kind, kinds.length > 1 ? kinds.map((name) => [labels[name], name]) : []);
      offer(tag, tags.map((name, n) => [name, n]));
    };

    const seek = async () => {
      turn += 1;
      const mine = turn;
      const shown = field.value.trim() ? await (await finder()).results(field.value, labels, tag?.value, kind?.value) : null;
      if (shown) await offerChoices();
      // While this was loading, somebody went on typing.
      if (mine !== turn) return;
      results.replaceChildren(...shown ?? []);
      const lines = results.querySelectorAll("li").length;
      const meant = lines && shown.meant ? ` · ${labels.meant.replace("{words}", shown.meant)}` : "";
      status.textContent = lines ? labels.some.replace("{n}", lines) + meant : shown ? labels.none : "";
    };
    const seekOrSay = () => seek().catch(() => { status.textContent = labels.failed; });

    place.addEventListener("change", (event) => { if (event.target !== field) seekOrSay(); });

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
      if (!step || event.target.localName === "select" || event.altKey || event.ctrlKey || event.metaKey) return;
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
    const asked = () => {
      try {
        return decodeURIComponent(location.hash.replace(/^#q=/, "").replace(/^#.*/, ""));
      } catch {
        return "";
      }
    };
    field.value = new URLSearchParams(location.search).get("q") ?? asked();
    field.focus();
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
      dialog = document.createElement("dialog");
      dialog.className = "search-dialog";
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
  // Keys that are a single sign can be turned off: report.js.
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
