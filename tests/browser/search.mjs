// Searches a built site as its readers do, and tells what is not found.
//
//   node search.mjs FOLDER
//
// FOLDER is the site of tests/cases/search. It is served below a path, and opened by double click.

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "./serve.mjs";

const EXECUTABLE = process.env.SIDENOTE_CHROMIUM ?? "/usr/bin/chromium";

// What is sought; then the first result of each group: its address, and what is marked in it.
const SEARCHES = [
  ["cafe", ["articles/gazette.html#", "cafés"], ["officials/plugh.html", "café"]],
  ["CAFÉ OWN", ["articles/gazette.html#", "owners|cafés"], ["officials/plugh.html", "café"]],
  ["urumqi", ["articles/gazette.html", ""]],
  ['"will not pay"', ["officials/plugh.html#pay", "will not pay"], ["articles/gazette.html#", "will not pay"]],
  ['"not will pay"'],
  ["pay will", ["articles/gazette.html#", "will|pay"], ["officials/plugh.html#pay", "will|pay"]],
  ["plu", ["articles/gazette.html#", "Plugh"], ["officials/plugh.html", "Plugh"], ["officials/plugh.html#pay", ""]],
  ["counted", ["articles/gazette.html#forty_1", "counted"]],
  ["海", ["articles/ribao.html#", "海|海"], ["entities/hikvision.html", "海"]],
  ["康威视", ["articles/ribao.html#", "康威视"], ["entities/hikvision.html", "康威视"]],
  ["威视是一家公", ["articles/ribao.html#", "威视是一家公"]],
  ["威康"],
  ["قال", ["articles/sahifa.html#", "قَالَ"]],
  ["اويغور", ["articles/sahifa.html#", "أُويغور"]],
  ["nothing of the kind"],
];

const problems = [];
const tell = (where, what) => problems.push(`${where}: ${what}`);

/** The first result of each group: its address in the site, and what is marked in its text. */
const firsts = (root) => [...document.querySelectorAll(".search-dialog ol")].map((list) => {
  const result = list.querySelector("li");
  const marks = [...result.querySelectorAll("mark")].map((mark) => mark.textContent);
  return [result.querySelector("a").href.slice(root.length), marks.join("|")];
});

async function seek(page, words) {
  await page.fill(".search-dialog input", "");
  await page.waitForFunction(() => document.querySelector(".search-dialog .search-status").textContent === "");
  await page.fill(".search-dialog input", words);
  await page.waitForFunction(() => document.querySelector(".search-dialog .search-status").textContent !== "");
}

async function checkResults(page, root) {
  await page.goto(`${root}articles/gazette.html`);
  await page.keyboard.press("/");
  for (const [words, ...expected] of SEARCHES) {
    await seek(page, words);
    const found = await page.evaluate(firsts, root);
    const same = found.length === expected.length && expected.every(([address, marked], n) => {
      const [to, marks] = found[n];
      return (address.endsWith("#") ? to.startsWith(address) : to === address) && marks === marked;
    });
    if (!same) tell(root, `${words} finds ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
  }
}

/** From the keyboard alone: open, go down and up, leave, follow. */
async function checkKeyboard(page, root) {
  const focused = () => page.evaluate(() => document.activeElement.localName);
  const expectFocus = async (name, when) => {
    if ((await focused()) !== name) tell(root, `${when}, the focus is on ${await focused()}`);
  };
  await page.goto(`${root}index.html`);
  await page.keyboard.press("/");
  await seek(page, "cafe");
  await page.keyboard.press("ArrowDown");
  await expectFocus("a", "an arrow down from the field");
  await page.keyboard.press("ArrowUp");
  await expectFocus("input", "an arrow back up");
  await page.keyboard.type(" / owners");
  if ((await page.inputValue(".search-dialog input")) !== "cafe / owners") tell(root, "a slash cannot be typed");
  await page.keyboard.press("Escape");
  if (await page.isVisible(".search-dialog")) tell(root, "Escape does not close the search");
  await page.keyboard.press("/");
  await seek(page, "counted");
  await Promise.all([page.waitForURL(/gazette\.html#forty_1$/), page.keyboard.press("Enter")]);
}

/** From the link, by pointer: it opens, and closes beside; it tells how much it shows, in which language. */
async function checkPointer(page, root) {
  await page.goto(`${root}index.html`);
  await page.locator("[data-search-link]").click();
  await seek(page, "grebe");
  const results = page.locator(".search-dialog .search-results li");
  const status = page.locator(".search-dialog .search-status");
  const shown = async (count) => {
    if ((await results.count()) !== count) tell(root, `${await results.count()} results are shown, not ${count}`);
  };
  await shown(5);
  if (!(await status.textContent()).includes("5")) tell(root, `the count is told as “${await status.textContent()}”`);
  const first = await results.first().locator("a").textContent();
  if (first !== "Society of the grebe") tell(root, `${first} comes before what has the word for its name`);
  await page.getByRole("button", { name: "More" }).click();
  await shown(7);
  if (await page.getByRole("button", { name: "More" }).isVisible()) tell(root, "there is more when all is shown");
  await seek(page, "海");
  const language = await results.first().locator("a").getAttribute("lang");
  if (language !== "zh") tell(root, `a Chinese title is said to be ${language}`);
  await page.mouse.click(3, 500);
  if (await page.isVisible(".search-dialog")) tell(root, "a click beside the search does not close it");
  // Signs alone are no keys where a reader turned them off.
  await page.evaluate(() => localStorage.setItem("sidenote-keys", "off"));
  await page.keyboard.press("/");
  if (await page.isVisible(".search-dialog")) tell(root, "a slash that was turned off is a key");
  await page.evaluate(() => localStorage.clear());
}

/** A search can be narrowed to one kind of result. */
async function checkKinds(page, root) {
  await page.goto(`${root}index.html`);
  await page.keyboard.press("/");
  await seek(page, "plu");
  const kinds = page.locator(".search-dialog .kind-choice select");
  const groups = page.locator(".search-dialog .search-results h2");
  await kinds.selectOption("officials");
  await page.waitForFunction(() => document.querySelectorAll(".search-dialog .search-results h2").length === 1);
  if ((await groups.allTextContents()).join() !== "Who speaks") tell(root, `of those who speak alone ${await groups.allTextContents()} are shown`);
  await kinds.selectOption("");
  await page.waitForFunction(() => document.querySelectorAll(".search-dialog .search-results h2").length === 3);
}

/** What cannot be loaded is said. */
async function checkFailure(page, root) {
  await page.route("**/search/terms-*.js", (route) => route.abort());
  await page.goto(`${root}index.html`);
  await page.keyboard.press("/");
  await seek(page, "cafe");
  const told = await page.locator(".search-dialog .search-status").textContent();
  if (!/not.*load/i.test(told)) tell(root, `an index that is not there is told as “${told}”`);
  await page.unrouteAll();
}

/** A search has an address, and its page is of use without scripts. */
async function checkPage(browser, page, root) {
  await page.goto(`${root}search.html#q=counted`);
  await page.waitForSelector("main .search-results li");
  await page.fill("main input[type='search']", "plu");
  await page.waitForFunction(() => location.hash === "#q=plu");
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(`${root}search.html`);
  if (!(await plain.isVisible("main a[href='articles/index.html']"))) tell(root, "without scripts, no way on");
  await context.close();
}

const folder = resolve(process.argv[2]);
const browser = await chromium.launch({
  executablePath: EXECUTABLE,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
});
const server = await serve(folder, "/some/path/");
for (const root of [server.root, `${pathToFileURL(folder)}/`]) {
  const page = await browser.newPage();
  page.on("pageerror", (error) => tell(root, error.message));
  await checkResults(page, root);
  await checkKeyboard(page, root);
  await checkPointer(page, root);
  await checkKinds(page, root);
  if (root === server.root) await checkFailure(page, root);
  await checkPage(browser, page, root);
  await page.close();
}
await browser.close();
server.close();
for (const problem of problems) console.log(problem);
process.exitCode = problems.length ? 1 : 0;
