// What annotations.jsonld says of a page must be true of it.

/** A browser that cuts the page at a selector must get what the selector quotes. */
export async function checkPassages(page, site, path, tell) {
  const targets = (site.targets.get(path) ?? []).filter((target) => target.selector);
  const wrong = await page.evaluate((targets) => {
    const blockId = /^p-[0-9a-f]{6}(-[0-9]+)?$/;
    const blocks = [...document.querySelectorAll("[id]")].filter(({ id }) => blockId.test(id));
    const place = ({ value, refinedBy: { start, end } }) => {
      const element = document.querySelector(value);
      const text = [...(element?.textContent ?? "")];
      return { element, before: text.slice(0, start), from: text.slice(start), cut: text.slice(start, end) };
    };
    const cut = (selector) => {
      if (selector.type !== "RangeSelector") return place(selector).cut.join("");
      const [start, end] = [place(selector.startSelector), place(selector.endSelector)];
      const between = blocks
        .slice(blocks.indexOf(start.element) + 1, blocks.indexOf(end.element))
        .map((block) => block.textContent)
        .filter((text) => text !== "");
      return [start.from.join(""), ...between, end.before.join("")].join("\n");
    };
    return targets.flatMap(({ id, selector: [quote, where] }) => {
      const found = cut(where);
      return found === quote.exact ? [] : [`${id}: has “${found}”, not “${quote.exact}”`];
    });
  }, targets);
  wrong.forEach(tell);
}

/** Each note's text stands in the page, once what is folded is unfolded. */
export async function checkNotesAreShown(page, site, path, tell) {
  const missing = await page.evaluate((targets) => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    const bare = (text) => text.replace(/\s+/g, "").toLowerCase();
    const shown = bare(document.body.innerText);
    const parser = new DOMParser();
    return targets
      .filter(({ body }) => {
        const parsed = parser.parseFromString(body, "text/html").body;
        return [...parsed.querySelectorAll("p, li, td")]
          .filter((element) => element.querySelector("p, li") === null)
          .some((element) => !shown.includes(bare(element.textContent)));
      })
      .map(({ id }) => id);
  }, site.targets.get(path) ?? []);
  for (const id of new Set(missing)) tell(`does not show the whole note ${id}`);
}
