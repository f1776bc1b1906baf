// Whether the note that is meant comes level with its passage, and whole: under a pointer, by key, by a
// click on its line; and what that costs the others.
//
//   node focus.mjs NAME=FOLDER…
//
// Each problem is a line on standard output; the exit status is 1 where there is one.

import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { weigh } from "./weigh.mjs";

const EXECUTABLE = process.env.SIDENOTE_CHROMIUM ?? "/usr/bin/chromium";
const WIDTHS = [768, 1024, 1440];
const HEIGHT = 900;
const LEVEL = 12; // pixels between the line of a passage and its note's
const HEAVIEST = 40 * 1024; // bytes of a report's page with all that it loads, packed

const problems = [];

/** How a note stands: whether it is whole, and how far it and the furthest of all are from their passages. */
const stands = (page, slug) => page.evaluate((slug) => {
  const drift = (note) => {
    const id = note.querySelector(".note-body").id;
    return note.getBoundingClientRect().top - document.querySelector(`mark[data-notes~="${id}"]`).getClientRects()[0].top;
  };
  const note = document.getElementById(slug).closest(".note");
  const all = [...document.querySelectorAll(".text .note")].filter((other) => !other.hidden);
  return {
    whole: note.open && document.getElementById(slug).checkVisibility(),
    drift: drift(note),
    furthest: Math.max(...all.map((other) => Math.abs(drift(other)))),
  };
}, slug);

async function checkNote(page, slug, how, tell) {
  const drawn = () => page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
  if (how === "pointer") {
    const mark = page.locator(`mark[data-notes="${slug}"]`).first();
    const at = await mark.evaluate((element) => {
      element.scrollIntoView({ block: "center", behavior: "instant" });
      const { left, top, height } = element.getClientRects()[0];
      return { x: left + 3, y: top + height / 2 };
    });
    await page.mouse.move(at.x, at.y);
    await page.waitForTimeout(260);
  } else if (how === "key") {
    await page.locator(`.ref[href="#${slug}"]`).first().focus();
  } else {
    // One that has room stands whole already, and a click would fold it.
    const folded = await page.evaluate((slug) => !document.getElementById(slug).closest(".note").open, slug);
    if (!folded) return;
    await page.evaluate((slug) => document.getElementById(slug).closest(".note").querySelector("summary").click(), slug);
    await page.waitForTimeout(60);
  }
  await drawn();
  const { whole, drift, furthest } = await stands(page, slug);
  if (!whole) tell(`${slug} is not whole when it is meant by ${how}`);
  if (Math.abs(drift) > LEVEL) tell(`${slug} stands ${Math.round(drift)} px from its passage when it is meant by ${how}`);
  if (furthest > HEIGHT / 2) tell(`with ${slug} meant by ${how}, a note stands ${Math.round(furthest)} px from its passage`);
  const shown = await page.evaluate(() => document.querySelector("body > .preview")?.hidden === false);
  if (shown && how !== "pointer") tell(`${slug} is shown twice when it is meant by ${how}`);
}

async function checkReport(browser, root, path, name) {
  for (const width of WIDTHS) {
    const page = await browser.newPage({ viewport: { width, height: HEIGHT } });
    const tell = (what) => problems.push(`${name} ${path} (${width} px): ${what}`);
    page.setDefaultTimeout(5000);
    page.on("pageerror", (error) => tell(`script: ${error.message}`));
    await page.goto(`${root}/${path}`);
    // Notes of which a passage has the words alone: else it is another that is meant.
    const slugs = await page.evaluate(() => [...document.querySelectorAll(".text .note .note-body")]
      .map(({ id }) => id)
      .filter((id) => document.querySelector("mark[data-notes]")
        && document.querySelector(`mark[data-notes~="${id}"]`)?.dataset.notes === id));
    const some = [0, 0.3, 0.6, 1].map((part) => slugs[Math.round(part * (slugs.length - 1))]).filter(Boolean);
    for (const slug of new Set(some)) {
      for (const how of ["pointer", "key", "click"]) {
        // What was meant before is no more.
        await page.goto("about:blank");
        await page.goto(`${root}/${path}`);
        await checkNote(page, slug, how, tell).catch((error) => tell(`${slug}, ${how}: ${error.message}`));
      }
    }
    await page.close();
  }
}

const browser = await chromium.launch({
  executablePath: EXECUTABLE,
  timeout: 60_000,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
for (const argument of process.argv.slice(2)) {
  const [name, folder] = argument.split("=");
  const root = pathToFileURL(resolve(folder)).href;
  const reports = (await readdir(join(folder, "articles"))).filter((file) => /(?<!index)\.html$/.test(file)).sort();
  for (const file of reports.slice(0, 2)) await checkReport(browser, root, `articles/${file}`, name);
  for (const file of reports) {
    const { packed } = await weigh(resolve(folder), `articles/${file}`);
    if (packed > HEAVIEST) problems.push(`${name} articles/${file}: weighs ${packed} bytes`);
  }
}
await browser.close();

for (const problem of problems) console.log(problem);
console.error(`${problems.length} problems`);
process.exit(problems.length > 0 ? 1 : 0);
