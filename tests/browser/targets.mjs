// Whether what is pressed is high enough for a finger, on a narrow screen.

const LEAST = 24;

/** Tells of targets that stand alone and are lower. Those within a sentence have its lines, and those of a
 *  picture its scale. */
export async function checkTargets(page, tell) {
  const low = await page.evaluate((least) => {
    const alone = (element) => {
      const around = element.closest("p, li, td, th, dd, dt, h1, h2, h3, figcaption, label, div");
      const words = (it) => (it?.textContent ?? "").trim().length;
      return element.tagName !== "A" || words(around) <= words(element) + 2;
    };
    return Array.from(document.querySelectorAll("a[href], button, select, summary, input:not(label input)"))
      .filter((element) => !element.closest("svg, .permalink, .skip, .unseen, .mention, .ref") && element.checkVisibility())
      .filter((element) => alone(element))
      .map((element) => ({ element, height: element.getBoundingClientRect().height }))
      .filter(({ height }) => height > 0 && height < least - 0.5)
      .map(({ element, height }) => `${element.outerHTML.slice(0, 100)}: ${height.toFixed(1)} px`);
  }, LEAST);
  if (low.length > 0) tell(`${low.length} targets are too low: ${low[0]}`);
}
