// Whether what is written can be read: no letters smaller than eleven pixels, on any page.

const SMALLEST = 11;

/** Tells of visible text that is smaller. */
export async function checkLabels(page, tell) {
  const small = await page.evaluate((smallest) => {
    const found = new Map();
    const look = (element, size, what) => {
      if (parseFloat(size) < smallest - 0.05) found.set(element.className || element.localName, `${what}: ${size}`);
    };
    for (const element of document.querySelectorAll("body *:not(svg *, script, style, template, .unseen)")) {
      const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      if (!element.checkVisibility()) continue;
      if (own) look(element, getComputedStyle(element).fontSize, element.outerHTML.slice(0, 80));
      for (const pseudo of ["::before", "::after"]) {
        const { content, fontSize } = getComputedStyle(element, pseudo);
        if (/[\p{L}\p{N}]/u.test(content) && !["none", "normal"].includes(content)) look(element, fontSize, `${element.outerHTML.slice(0, 80)} ${pseudo}`);
      }
    }
    return [...found.values()];
  }, SMALLEST);
  if (small.length > 0) tell(`${small.length} labels are too small: ${small.slice(0, 3).join("; ")}`);
}
