/* The reader's choice of light or dark, kept. Loaded before the page is drawn, so that nothing
   flashes; without it the page follows the system. */
(() => {
  "use strict";

  const KEY = "sidenote-theme";
  const root = document.documentElement;
  // Controls that need scripts are shown from the start, so that none pushes the text down later.
  root.classList.add("js");

  const kept = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // By double click, or where a reader allows no storage.
    }
  };
  const keep = (choice) => {
    try {
      if (choice) localStorage.setItem(KEY, choice);
      else localStorage.removeItem(KEY);
    } catch { /* It holds for this page. */ }
  };

  const apply = (choice) => {
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
    else delete root.dataset.theme;
  };
  // The browser's own frame goes with the page.
  const colourFrame = () => {
    const { backgroundColor } = getComputedStyle(document.body);
    document.querySelectorAll("meta[name='theme-color']").forEach((meta) => {
      meta.content = backgroundColor;
    });
  };

  apply(kept());

  document.addEventListener("DOMContentLoaded", () => {
    const control = document.querySelector(".theme select");
    const show = () => {
      if (control) control.value = root.dataset.theme ?? "";
      if (root.dataset.theme) colourFrame();
    };
    show();
    control?.addEventListener("change", () => {
      keep(control.value);
      apply(control.value);
      colourFrame();
    });
    // Chosen in another tab, or on a page that the browser had put aside.
    const follow = () => {
      apply(kept());
      show();
    };
    addEventListener("storage", (event) => {
      if (event.key === KEY || event.key === null) follow();
    });
    addEventListener("pageshow", (event) => {
      if (event.persisted) follow();
    });
  });
})();
