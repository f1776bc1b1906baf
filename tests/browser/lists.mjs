// Sorts and narrows lists as their readers do, and tells what does not come out.
//
//   node lists.mjs NAME=FOLDER…
//
// `shipped` is the briefing of the project, `crowd` one of two hundred reports. Each problem is a line on
// standard output; the exit status is 1 where there is one.

import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const EXECUTABLE = process.env.SIDENOTE_CHROMIUM ?? "/usr/bin/chromium";
const WIDTHS = [390, 768, 1440];

const problems = [];
const tell = (where, what) => problems.push(`${where}: ${what}`);

/** The marks of one report stand under each other, and under its initials. */
async function checkColumns(page, where) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const crooked = await page.evaluate(() => [...document.querySelectorAll("table.columns")].flatMap((table) => {
      const middle = (cell) => { const box = cell.getBoundingClientRect(); return (box.left + box.right) / 2; };
      return [...table.tHead.rows[0].querySelectorAll(".mark")].flatMap((head) => {
        const cells = [...table.rows].map((row) => row.cells[head.cellIndex]).filter((cell) => cell?.matches("td.mark"));
        return cells.filter((cell) => Math.abs(middle(cell) - middle(head)) > 1.5).map((cell) => cell.outerHTML);
      });
    }));
    if (crooked.length > 0) tell(`${where} (${width} px)`, `${crooked.length} marks do not stand under their report: ${crooked[0]}`);
  }
}

/** A click on a head sorts, the next one turns the order round, the third puts all back; keys do the same. */
async function checkSorting(page, where) {
  const ranks = () => page.evaluate(() => [...document.querySelector("table.columns").querySelectorAll("tbody tr:first-child > :last-child")].map((cell) => Number(cell.dataset.rank)));
  const before = await ranks();
  const head = page.locator("table.columns").first().locator("thead th:last-child");
  const sorted = (sign) => [...before].sort((a, b) => sign * (a - b)).join();
  await head.locator("button").click();
  if ((await ranks()).join() !== sorted(-1)) tell(where, `a click does not put the most first: ${await ranks()}`);
  if ((await head.getAttribute("aria-sort")) !== "descending") tell(where, "what it is sorted by is not told");
  await page.keyboard.press("Enter");
  if ((await ranks()).join() !== sorted(1)) tell(where, `a key does not put the least first: ${await ranks()}`);
  await page.keyboard.press("Enter");
  if ((await ranks()).join() !== before.join()) tell(where, "the third time does not put it back");
  if ((await head.getAttribute("aria-sort")) !== null) tell(where, "it is still said to be sorted");
}

/** A field shows of many reports those with its words. */
async function checkNarrowing(page, where) {
  const shown = () => page.evaluate(() => document.querySelectorAll(".month:not([hidden]) .entry:not([hidden])").length);
  const all = await shown();
  await page.fill(".narrow input", "SHIPYARD pilot");
  const some = await shown();
  if (all !== 200 || some === 0 || some >= 40) tell(where, `${some} of ${all} reports have two words`);
  const status = await page.textContent(".narrow [role=status]");
  if (!status.includes(String(some)) || !status.includes("200")) tell(where, `it is told as “${status}”`);
  await page.fill(".narrow input", "nothing of the kind");
  if (await page.isVisible(".month h2")) tell(where, "months without a report are shown");
  await page.fill(".narrow input", "");
  if ((await shown()) !== all) tell(where, "an empty field does not show all");
}

const browser = await chromium.launch({
  executablePath: EXECUTABLE,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
});
const page = await browser.newPage();
page.on("pageerror", (error) => tell("script", error.message));
for (const argument of process.argv.slice(2)) {
  const [name, folder] = argument.split("=");
  for (const path of ["index.html", "officials/index.html", "entities/index.html"]) {
    await page.goto(`${pathToFileURL(folder)}/${path}`);
    await checkColumns(page, `${name} ${path}`);
  }
  await page.goto(`${pathToFileURL(folder)}/officials/index.html`);
  if (name === "shipped") await checkSorting(page, `${name} officials`);
  await page.goto(`${pathToFileURL(folder)}/articles/index.html`);
  if (name === "crowd") await checkNarrowing(page, `${name} articles`);
}
await browser.close();
for (const problem of problems) console.log(problem);
process.exit(problems.length > 0 ? 1 : 0);
