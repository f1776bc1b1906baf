// Reads built sites in Chromium as their readers do, and tells what is wrong with them.
//
//   node read.mjs NAME=FOLDER[=few]…
//
// Of a site with `few` one page of each kind is read, and the largest.
//
// Each page is opened from a small server, below a path, and by double click; wide and narrow,
// light and dark, with scripts and without. Each problem is a line on standard output; the exit
// status is 1 where there is one.

import { readFile, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { checkAccessibility } from "./accessibility.mjs";
import { checkLabels } from "./labels.mjs";
import { checkMargin } from "./margin.mjs";
import { checkPassages, checkNotesAreShown } from "./passages.mjs";
import { checkPictures } from "./pictures.mjs";
import { serve } from "./serve.mjs";
import { checkTargets } from "./targets.mjs";

const WIDTHS = [320, 768, 1440];
const SCHEMES = ["light", "dark"];
const PAGE_TIMEOUT = 20_000;
const WHOLE_TIMEOUT = 1_800_000;
const EXECUTABLES = [process.env.SIDENOTE_CHROMIUM, "/usr/bin/chromium"];

const problems = [];
const tell = (where, what) => problems.push(`${where}: ${what}`);

/** Every page of a site, by its path from the root. */
async function pagesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

/** The first page of each kind, and the largest: these are looked at in every combination. */
function representative(pages, sizes) {
  const kinds = new Map();
  for (const path of pages) {
    const kind = path.includes("/") && !path.endsWith("index.html") ? path.split("/")[0] : path;
    const best = kinds.get(kind);
    if (best === undefined || sizes.get(path) > sizes.get(best)) kinds.set(kind, path);
  }
  return new Set(kinds.values());
}

/** A page of the browser that tells what goes wrong in it. */
async function open(context, root) {
  const page = await context.newPage();
  page.setDefaultTimeout(PAGE_TIMEOUT);
  const state = { where: "" };
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) tell(state.where, `console: ${message.text()}`);
  });
  page.on("pageerror", (error) => tell(state.where, `script: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(root) && !url.startsWith("data:")) tell(state.where, `asks for ${url}`);
  });
  page.on("requestfailed", (request) => {
    const { errorText } = request.failure();
    // What the browser itself gives up when it goes on to the next page is no failure.
    if (errorText !== "net::ERR_ABORTED") tell(state.where, `cannot load ${request.url()}: ${errorText}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) tell(state.where, `${response.status()} for ${response.url()}`);
  });
  return { page, state };
}

/** Whether a reader has to scroll sideways; what sticks out, if so. */
async function checkWidth(page, where) {
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return null;
    const outside = [...document.querySelectorAll("body *")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && (box.right > room + 1 || box.left < -1);
    });
    return outside.slice(0, 3).map((element) => element.outerHTML.slice(0, 80)).join(" … ");
  });
  if (wide !== null) tell(where, `scrolls sideways: ${wide}`);
}

/** With scripts, from a server: widths, schemes, accessibility, passages. */
async function readServed(browser, site) {
  const server = await serve(site.folder, "/some/path/");
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const { page, state } = await open(context, server.root);
  for (const path of site.pages) {
    state.where = `${site.name} ${path}`;
    await page.goto(server.root + path, { waitUntil: "load" });
    await checkPassages(page, site, path, (what) => tell(state.where, what));
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of SCHEMES) {
        const where = `${site.name} ${path} (${width} px, ${colorScheme})`;
        await page.emulateMedia({ colorScheme });
        await checkWidth(page, where);
        await checkPictures(page, (what) => tell(where, what));
        if (colorScheme === SCHEMES[0]) await checkMargin(page, (what) => tell(where, what));
        if (colorScheme === SCHEMES[0]) await checkLabels(page, (what) => tell(where, what));
        if (colorScheme === SCHEMES[0] && width === WIDTHS[0]) await checkTargets(page, (what) => tell(where, what));
        const first = width === WIDTHS.at(-1) && colorScheme === SCHEMES[0];
        if (first || site.representative.has(path)) {
          await checkAccessibility(page, (what) => tell(where, what));
        }
      }
    }
  }
  for (const path of site.redirects) {
    state.where = `${site.name} ${path}`;
    await page.goto(server.root + path);
    await page.waitForURL((url) => !url.href.endsWith(path));
  }
  await context.close();
  server.close();
}

/** By double click: each page loads and is whole. */
async function readFiles(browser, site) {
  const root = `${pathToFileURL(site.folder).href}/`;
  const context = await browser.newContext();
  const { page, state } = await open(context, root);
  for (const path of site.pages) {
    state.where = `${site.name} ${path} (by double click)`;
    await page.goto(root + path, { waitUntil: "load" });
    const styled = await page.evaluate(() => document.styleSheets.length > 0);
    if (!styled) tell(state.where, "has no style");
    await checkPassages(page, site, path, (what) => tell(state.where, what));
  }
  await context.close();
}

/** Without scripts everything can be read. */
async function readWithoutScripts(browser, site) {
  const root = `${pathToFileURL(site.folder).href}/`;
  const context = await browser.newContext({ javaScriptEnabled: false });
  const { page, state } = await open(context, root);
  for (const path of site.pages.filter((path) => site.targets.has(path))) {
    state.where = `${site.name} ${path} (without scripts)`;
    await page.goto(root + path, { waitUntil: "load" });
    for (const width of [WIDTHS[0], WIDTHS.at(-1)]) {
      await page.setViewportSize({ width, height: 900 });
      state.where = `${site.name} ${path} (${width} px, without scripts)`;
      await checkNotesAreShown(page, site, path, (what) => tell(state.where, what));
    }
  }
  await context.close();
}

/** What the annotations say of each page. */
function targetsOf(collection) {
  const targets = new Map();
  for (const annotation of collection.first.items) {
    for (const target of annotation.target) {
      // A claim to which a report says nothing is shown on its own page.
      if (annotation.motivation === "assessing" && !target.selector) continue;
      const path = decodeURI(target.source);
      if (!targets.has(path)) targets.set(path, []);
      targets.get(path).push({ id: annotation.id, body: annotation.body.value, selector: target.selector });
    }
  }
  return targets;
}

async function load(name, folder, extent) {
  const all = await pagesOf(folder);
  const texts = new Map();
  for (const path of all) texts.set(path, await readFile(join(folder, path), "utf8"));
  const leadsOn = (path) => texts.get(path).includes('http-equiv="refresh"');
  const sizes = new Map([...texts].map(([path, text]) => [path, text.length]));
  const whole = all.filter((path) => !leadsOn(path));
  const some = representative(whole, sizes);
  const pages = extent === "few" ? whole.filter((path) => some.has(path)) : whole;
  const annotations = JSON.parse(await readFile(join(folder, "annotations.jsonld"), "utf8"));
  return {
    name,
    folder,
    pages,
    redirects: all.filter(leadsOn),
    representative: some,
    targets: targetsOf(annotations),
  };
}

async function main() {
  const sites = [];
  for (const argument of process.argv.slice(2)) {
    const [name, folder, extent] = argument.split("=");
    sites.push(await load(name, folder, extent));
  }
  const browser = await chromium.launch({
    executablePath: EXECUTABLES.find(Boolean),
    timeout: 60_000,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const attempt = (work) => work.catch((error) => tell("the run", error.message));
  // Two at a time: one waits for the browser while the other is worked on.
  await Promise.all([
    ...sites.map((site) => attempt(readServed(browser, site))),
    attempt(
      (async () => {
        for (const site of sites) {
          await readFiles(browser, site);
          await readWithoutScripts(browser, site);
        }
      })(),
    ),
  ]);
  await browser.close();
  return sites.reduce((sum, site) => sum + site.pages.length, 0);
}

setTimeout(() => {
  console.log([...problems, `the run: not done after ${WHOLE_TIMEOUT / 1000} s`].join("\n"));
  process.exit(1);
}, WHOLE_TIMEOUT).unref();

const count = await main();
for (const problem of problems) console.log(problem);
console.error(`${count} pages read, ${problems.length} problems`);
process.exit(problems.length > 0 ? 1 : 0);
