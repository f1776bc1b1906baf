// Accessibility, as axe sees it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Tells each violation of the page as it is shown now. */
export async function checkAccessibility(page, tell) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const results = await window.axe.run(document, { resultTypes: ["violations"] });
    return results.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      count: nodes.length,
      first: nodes[0].html.slice(0, 160),
      why: nodes[0].failureSummary.replace(/\s+/g, " ").slice(0, 240),
    }));
  });
  for (const { id, help, count, first, why } of violations) {
    tell(`axe ${id} (${count}): ${help}: ${first}: ${why}`);
  }
}
