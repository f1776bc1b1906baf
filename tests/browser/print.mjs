// Prints articles, and the whole briefing, and tells what the paper lacks.
//
//   node print.mjs NAME=FOLDER…
//
// Needs `pdftotext`. Each problem is a line on standard output; the exit status is 1 where there is one.

import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const EXECUTABLE = process.env.SIDENOTE_CHROMIUM ?? "/usr/bin/chromium";
// Of an A4 sheet in points: where the text of the page stands, and where the running head does.
const TEXT = ["-x", "0", "-y", "62", "-W", "595", "-H", "715"];
const HEAD = ["-x", "0", "-y", "0", "-W", "595", "-H", "62"];
const FOOT = ["-x", "0", "-y", "780", "-W", "595", "-H", "62"];

const problems = [];
const run = promisify(execFile);

/** What can be compared: letters of any font that is there, without what a line's end puts between. */
const bare = (text) => text.normalize("NFKC").replace(/[^\p{Script=Latin}\p{N}]/gu, "").toLowerCase();

/** The notes of each page, and of the whole briefing: their blocks, cut where paper adds an address. */
async function notesOf(page, folder) {
  const { first } = JSON.parse(await readFile(join(folder, "annotations.jsonld"), "utf8"));
  const notes = await page.evaluate((items) => items.map(({ id, body, target }) => {
    const parsed = new DOMParser().parseFromString(body.value, "text/html").body;
    const blocks = [...parsed.querySelectorAll("p, li, td, th, pre")]
      .filter((element) => element.querySelector("p, li, td, pre") === null);
    const pieces = blocks.flatMap((block) => {
      for (const link of block.querySelectorAll("a[rel~='external']")) link.after("\0");
      return block.textContent.split("\0");
    });
    // A claim to which a report says nothing is shown on its own page.
    const beside = target.filter(({ selector }) => selector).map(({ source }) => decodeURI(source));
    return { id, pieces, beside };
  }), first.items);
  return notes.map(({ pieces, ...note }) => ({ ...note, pieces: pieces.map(bare).filter(Boolean) }));
}

async function textOf(file, ...options) {
  const { stdout } = await run("pdftotext", ["-enc", "UTF-8", ...options, file, "-"], { maxBuffer: 2 ** 26 });
  return stdout;
}

async function checkPage(page, { name, folder, notes }, path, scratch) {
  const tell = (what) => problems.push(`${name} ${path}: ${what}`);
  const file = join(scratch, "page.pdf");
  await page.goto(`${pathToFileURL(folder).href}/${path}`, { waitUntil: "load" });
  const chrome = await page.locator(".colophon").textContent();
  const [briefing, title] = await page.evaluate(() => {
    const { briefing, page } = document.documentElement.dataset;
    return [briefing, page];
  });
  await page.pdf({ path: file, format: "A4", preferCSSPageSize: true });
  const text = bare(await textOf(file, ...TEXT));
  for (const { id, pieces, beside } of notes) {
    if (path !== "print.html" && !beside.includes(path)) continue;
    if (!pieces.every((piece) => text.includes(piece))) tell(`lacks the note ${id}`);
  }
  if (text.includes(bare(chrome))) tell("prints what only a screen has use for");
  // Whatever the text's script, the sheets are numbered.
  const sheets = (await textOf(file, ...FOOT)).split("\f").slice(0, -1);
  sheets.forEach((foot, n) => {
    if (foot.replace(/\s/g, "") !== `${n + 1}/${sheets.length}`) tell(`sheet ${n + 1} is numbered “${foot.trim()}”`);
  });
  const heads = (await textOf(file, ...HEAD)).split("\f").slice(1, -1).map(bare);
  if (heads.some((head) => !head.includes(bare(briefing)) || !head.includes(bare(title)))) {
    tell("a sheet after the first names not the briefing and the page");
  }
}

const browser = await chromium.launch({
  executablePath: EXECUTABLE,
  timeout: 60_000,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const scratch = await mkdtemp(join(tmpdir(), "sidenote-print-"));
// As most read it: wide, with the notes placed by a script, in the dark.
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: "dark" });
const page = await context.newPage();
for (const argument of process.argv.slice(2)) {
  const [name, folder] = argument.split("=");
  const site = { name, folder, notes: await notesOf(page, folder) };
  const articles = (await readdir(join(folder, "articles"))).filter((file) => /(?<!index)\.html$/.test(file)).sort();
  for (const path of [...articles.map((file) => `articles/${file}`), "print.html"]) {
    await checkPage(page, site, path, scratch).catch((error) => problems.push(`${name} ${path}: ${error.message}`));
  }
}
await browser.close();
await rm(scratch, { recursive: true });

for (const problem of problems) console.log(problem);
console.error(`${problems.length} problems`);
process.exit(problems.length > 0 ? 1 : 0);
