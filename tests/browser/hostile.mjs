// Loads every page of a site whose texts are meant to do something, and every page that `serve` shows of them,
// and tells what they did: a function that ran, a window that opened, an address that was asked, a page that
// went elsewhere, an address that acts.
//
//   node hostile.mjs SITE SERVED
//
// SITE is the folder of a site, SERVED the address of `sidenote serve`.

import { readFile, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "./serve.mjs";

const [folder, served] = process.argv.slice(2);
const EXECUTABLES = [process.env.SIDENOTE_CHROMIUM, "/usr/bin/chromium"];
const WHOLE_TIMEOUT = 1_800_000;
const TABS = 3;

let problems = 0;
/** Says what is wrong, at once: the first hundred times. */
function tell(where, what) {
  problems += 1;
  if (problems <= 100) console.log(`${where}: ${what}`);
}

/** What an author's text must not leave in a page, as the browser has read it. */
function dangers() {
  const found = [];
  const schemes = new Set(["http:", "https:", "mailto:", "tel:", "file:"]);
  const addresses = ["href", "src", "action", "formaction", "xlink:href", "data", "poster", "cite", "background", "ping"];
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      const acts = name.startsWith("on") || name === "srcdoc" || name === "formaction";
      let scheme = "https:";
      if (addresses.includes(name)) {
        try {
          scheme = new URL(value, document.baseURI).protocol;
        } catch {
          scheme = "https:";
        }
      }
      if (acts || !schemes.has(scheme)) found.push(element.outerHTML.slice(0, 200));
    }
  }
  // A page for a lost address names its parts from the root.
  const active = document.querySelectorAll("iframe, object, embed, base:not([href='/']), frame, body style, math, audio, video");
  return found.concat([...active].map((element) => element.outerHTML.slice(0, 200)));
}

async function open(browser, root) {
  const context = await browser.newContext();
  const state = { where: "" };
  await context.exposeFunction("evil", () => tell(state.where, "it ran"));
  await context.addInitScript(() => {
    for (const name of ["alert", "confirm", "prompt", "open"]) window[name] = () => window.evil();
  });
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(root) && !url.startsWith("data:")) tell(state.where, `asks for ${url}`);
  });
  // Nobody is asked, whatever the page wants.
  await context.route((url) => !url.href.startsWith(root), (route) => route.abort());
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on("dialog", (dialog) => {
    tell(state.where, `a window: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on("pageerror", (error) => tell(state.where, `script: ${error.message}`));
  context.on("page", () => tell(state.where, "a page was opened"));
  return { page, state, close: () => context.close() };
}

/** Opens a page, and does all that a reader can do without leaving it. */
async function read(page, state, address, where) {
  state.where = where;
  await page.goto(address, { waitUntil: "load" });
  for (const what of await page.evaluate(dangers)) tell(where, what);
  await page.evaluate(() => {
    window.addEventListener("click", (event) => event.preventDefault(), true);
    window.addEventListener("submit", (event) => event.preventDefault(), true);
    // That no element has a handler is seen already: this is for what a page's own scripts make of texts.
    const kinds = ["mouseover", "pointerenter", "focusin", "toggle", "click"];
    for (const element of document.querySelectorAll("main :is(a, mark, button, summary, details, input, [id])")) {
      for (const kind of kinds) element.dispatchEvent(new Event(kind, { bubbles: kind === "click", cancelable: true }));
    }
  });
  if (page.url().split("#")[0] !== new URL(address).href.split("#")[0]) tell(where, `went to ${page.url()}`);
}

async function readAll(browser, root, paths, name) {
  const rest = [...paths];
  const tab = async () => {
    const { page, state, close } = await open(browser, root);
    for (let path = rest.shift(); path !== undefined; path = rest.shift()) {
      const where = `${name} ${path}`;
      await read(page, state, root + path, where).catch((error) => tell(where, error.message.split("\n")[0]));
    }
    await close();
  };
  await Promise.all(Array.from({ length: TABS }, tab));
}

/** Seeks words that every text has, and looks at what is found. */
async function search(browser, root, name) {
  const { page, state, close } = await open(browser, root);
  for (const words of ["evil", "script", "begins", "javascript", "onerror", "<img", "\"><script>evil()</script>"]) {
    state.where = `${name} search ${words}`;
    await page.goto(`${root}search.html?q=${encodeURIComponent(words)}`, { waitUntil: "load" });
    const box = page.locator("main input[type=search]").first();
    await box.fill(words);
    // The count of what is found is told when all of it is there.
    await page.waitForFunction(() => document.querySelector("main [role=status]")?.textContent);
    for (const what of await page.evaluate(dangers)) tell(state.where, what);
  }
  await close();
}

async function main() {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".html"));
  const paths = files.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep));
  const texts = await Promise.all(paths.map((path) => readFile(join(folder, ...path), "utf8")));
  // What leads on is looked at where it leads.
  const stay = paths.filter((_, index) => !texts[index].includes('http-equiv="refresh"'));
  const all = stay.map((path) => path.map(encodeURIComponent).join("/")).sort();
  // Every text stands in an article; of the other pages, which are as many again, some will do.
  const pages = all.filter((path, index) => !path.includes("/") || path.startsWith("articles/") || index % 4 === 0);
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
  const server = await serve(folder, "/some/path/");
  await readAll(browser, server.root, pages, "site");
  await search(browser, server.root, "site");
  server.close();
  const lost = ["%3Cscript%3Eevil()%3C/script%3E", "%22onload=evil()", "a%00b", "..%2f..%2fetc%2fpasswd", "%ff", "javascript:evil()"];
  const own = [".sidenote/status", ...lost, ...lost.map((path) => `.sidenote/source/${path}`)];
  const some = pages.filter((path, index) => !path.includes("/") || index % 8 === 0);
  const links = await sources(browser);
  await readAll(browser, served, [...own, ...links, ...some], "served");
  await search(browser, served, "served");
  await browser.close();
  return pages.length + some.length + links.length;
}

/** Pages of sources that the page of what is wrong leads to. */
async function sources(browser) {
  const { page, state, close } = await open(browser, served);
  state.where = "served";
  await page.goto(served, { waitUntil: "load" });
  await page.waitForSelector('a[href^="/.sidenote/"]', { state: "attached" });
  const links = await page.evaluate(() => [...document.querySelectorAll("a")].map((link) => link.getAttribute("href")));
  await close();
  const inside = links.filter((link) => link?.startsWith("/.sidenote/")).map((link) => link.slice(1).split("#")[0]);
  return [...new Set(inside)];
}

setTimeout(() => {
  console.log(`the run: not done after ${WHOLE_TIMEOUT / 1000} s`);
  process.exit(1);
}, WHOLE_TIMEOUT).unref();

const count = await main();
console.error(`${count} pages read, ${problems} problems`);
process.exit(problems > 0 ? 1 : 0);
