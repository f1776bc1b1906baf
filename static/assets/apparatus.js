/* A change of a quotation lights up wherever it stands, the base, its line, the printings: under a pointer
   or the focus of a link. Who makes it, and what it is, the line says. */
(() => {
  "use strict";

  const ofFamily = (element) => {
    const at = element.closest?.(".family [data-at]");
    if (!at) return [];
    const numbers = new Set(at.dataset.at.split(" "));
    const all = at.closest(".family").querySelectorAll("[data-at]");
    return Array.from(all).filter(({ dataset }) => dataset.at.split(" ").some((number) => numbers.has(number)));
  };
  let lit = [];
  const light = ({ target }) => {
    const now = ofFamily(target);
    for (const element of lit) element.classList.remove("lit");
    for (const element of now) element.classList.add("lit");
    lit = now;
  };
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, light);
})();
