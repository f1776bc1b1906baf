/* Lists that are looked through: a click on the head of a column sorts by it, and a field narrows a long
   list to what has its words. */
(() => {
  "use strict";

  /* What a row is sorted by: its rank in a column, or its first cell's words. */
  const order = (column, sign) => (one, other) => {
    const [a, b] = [one, other].map((row) => row.cells[column]);
    const rank = (cell) => Number(cell.dataset.rank);
    const plain = column === 0
      ? a.textContent.localeCompare(b.textContent, document.documentElement.lang)
      : rank(b) - rank(a);
    return sign * plain;
  };

  for (const table of document.querySelectorAll("table.columns")) {
    const heads = [...table.tHead.rows[0].cells];
    const groups = [...table.tBodies].map((body) => ({ body, rows: [...body.rows].filter((row) => !row.matches(".heading")) }));
    const whole = groups.some(({ body }) => body.matches(".group"));
    let sorted = null;
    const sort = (head, column) => {
      // The second time the other way round, the third as it was.
      const state = sorted === head ? head.getAttribute("aria-sort") : null;
      const first = column === 0 ? "ascending" : "descending";
      const next = { null: first, ascending: "descending", descending: "ascending" }[state];
      sorted?.removeAttribute("aria-sort");
      sorted = state === null || state === first ? head : null;
      sorted?.setAttribute("aria-sort", next);
      const compare = sorted ? order(column, next === first ? 1 : -1) : () => 0;
      if (whole) {
        table.append(...[...groups].sort((a, b) => compare(a.rows[0], b.rows[0])).map(({ body }) => body));
      } else {
        for (const { body, rows } of groups) body.append(...[...rows].sort(compare));
      }
    };
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.title = head.querySelector(".unseen")?.textContent ?? "";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(head, column));
      head.append(button);
    });
  }

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  for (const form of document.querySelectorAll("form.narrow")) {
    const entries = [...document.querySelectorAll(".month .entry")].map((entry) => [entry, fold(entry.textContent)]);
    const months = document.querySelectorAll(".month");
    const status = form.querySelector("[role=status]");
    const narrow = () => {
      const words = fold(form.elements.words.value).split(/\s+/);
      for (const [entry, text] of entries) entry.hidden = !words.every((word) => text.includes(word));
      for (const month of months) month.hidden = !month.querySelector(".entry:not([hidden])");
      const shown = entries.filter(([entry]) => !entry.hidden).length;
      status.textContent = shown === entries.length ? "" : status.dataset.told.replace("{n}", shown).replace("{m}", entries.length);
    };
    form.hidden = false;
    form.addEventListener("input", narrow);
    form.addEventListener("submit", (event) => event.preventDefault());
    // What a browser has kept in the field counts, too.
    narrow();
  }
})();
