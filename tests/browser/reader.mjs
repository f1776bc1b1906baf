// Reads an article with its notes as its readers do: by key, by pointer, by tap; and tells what
// does not work.
//
//   node reader.mjs FOLDER [JOURNEY…]
//
// FOLDER is the site of the briefing that the project ships. It is served below a path, and opened
// by double click; with scripts and without. Where journeys are named, these alone are taken.

import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { checkAccessibility } from "./accessibility.mjs";
import { checkMargin } from "./margin.mjs";
import { serve } from "./serve.mjs";
import { weigh } from "./weigh.mjs";

const EXECUTABLE = process.env.SIDENOTE_CHROMIUM ?? "/usr/bin/chromium";
const ARTICLE = "articles/itweb.html";
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 800 };
const HEAVIEST = 40 * 1024; // bytes of an article's page with all that it loads, packed

const problems = [];

/** A page that tells what goes wrong in it. */
async function open(context, where) {
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const tell = (what) => problems.push(`${where}: ${what}`);
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) tell(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => tell(`script: ${error.message}`));
  const expect = (held, what) => { if (!held) tell(what); };
  return { page, expect };
}

const focused = (page) => page.evaluate(() => {
  const { activeElement: at } = document;
  return { id: at.id, note: at.dataset.n, class: at.className };
});
const preview = (page) => page.evaluate(() => {
  const box = document.querySelector(".preview:not(template *)");
  return box && !box.hidden ? box.innerText : null;
});
/** Waits until a preview is there, or is not; the text of one that is. */
const previewed = async (page, there) => {
  await page.locator("body > .preview").waitFor({ state: there ? "visible" : "hidden" });
  return preview(page);
};

/** By key alone: from mark to mark, into a note and back. */
async function byKey(page, expect, root) {
  await page.setViewportSize(NARROW);
  await page.goto(root + ARTICLE);
  await page.keyboard.press("n");
  expect((await focused(page)).note === "1", "n leads to no first note");
  const shown = await previewed(page, true);
  expect(shown?.includes("Eight of the 28"), `a mark under the focus shows ${shown}`);
  await page.keyboard.press("Escape");
  await previewed(page, false);
  expect((await focused(page)).note === "1", "Escape takes the focus away");
  await page.keyboard.press("n");
  await page.keyboard.press("n");
  await page.keyboard.press("n");
  await page.keyboard.press("p");
  expect((await focused(page)).note === "3", "n, n, n and p lead elsewhere than to the third note");
  await page.keyboard.press("Enter");
  const inside = await focused(page);
  expect(inside.id === "itweb-date", `Enter leads to ${JSON.stringify(inside)}`);
  expect(page.url().endsWith("#itweb-date"), "the address does not tell the note");
  expect(await page.locator("#itweb-date").isVisible(), "the note stays folded");
  expect((await preview(page)) === null, "a note that is read has a preview, too");
  await page.keyboard.press("Escape");
  expect((await focused(page)).note === "3", "Escape does not lead back to the passage");
  await page.keyboard.press("Enter");
  await page.locator("#itweb-date .back").focus();
  await page.keyboard.press("Enter");
  expect((await focused(page)).note === "3", "the link to the passage does not lead back to it");
  // Of several passages, to the one that one came from.
  await page.goto(`${root}articles/new-arab.html`);
  const second = page.locator(".ref[href='#listed']").nth(1);
  await second.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  const there = await second.evaluate((ref) => ref === document.activeElement);
  expect(there, "of two passages the wrong one is led back to");

  // Whoever comes by a note's own address finds its passage lit.
  await page.goto(`${root}${ARTICLE}#effect`);
  await page.locator(".text mark.lit[data-notes~='effect']").first().waitFor();
  expect(await page.locator("#effect").isVisible(), "a note's own address leaves it folded");
  await page.goto(`${root}index.html`);
  await page.goto(root + ARTICLE);

  // Letters are no keys where somebody writes, nor where a reader turned them off.
  await page.keyboard.press("/");
  await page.keyboard.type("np");
  expect((await page.inputValue("dialog input[type='search']")) === "np", "letters are taken from a field");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  expect(await page.locator("dialog.keys").isVisible(), "? does not tell the keys");
  await page.locator("dialog.keys .letters").uncheck();
  await page.keyboard.press("Escape");
  await page.locator(".skip").focus();
  await page.keyboard.press("n");
  expect((await focused(page)).class === "skip", "letters that are turned off are keys");
  await page.reload();
  await page.keyboard.press("n");
  expect((await focused(page)).note === undefined, "letters that were turned off are keys again");
  await page.evaluate(() => localStorage.clear());
}

/** By button: the focus stays on it, to be pressed again, and what is reached is heard. */
async function byButton(page, expect, root) {
  await page.setViewportSize(WIDE);
  await page.goto(root + ARTICLE);
  const tools = (name) => page.locator(`.tools ${name}`);
  const reached = async (number, count) => {
    const lit = await page.locator(".text mark.lit").count();
    const told = await tools("[role='status']").textContent();
    expect(lit > 0, `note ${number}, reached by button, is not lit`);
    expect(told.startsWith(`Note ${number}, `), `what is heard at note ${number} is “${told}”`);
    expect((await tools(".at").textContent()) === count, `what is shown at note ${number} is not ${count}`);
  };
  const numbers = await page.locator(".text .ref").evaluateAll((refs) => refs.map((ref) => ref.dataset.n));
  const all = new Set(numbers).size;
  await tools(".after").click();
  await reached(1, `1 of ${all}`);
  await tools(".after").click();
  await reached(2, `2 of ${all}`);
  await tools(".before").click();
  await reached(1, `1 of ${all}`);
  expect((await focused(page)).class === "before", "a button loses the focus");
  await tools(".help").click();
  expect(await page.locator("dialog.keys").isVisible(), "no button tells the keys");
  await page.locator("dialog.keys .close").click();
  expect(!(await page.locator("dialog.keys").isVisible()), "what tells the keys does not close");
}

/** By pointer: what rests on a mark or a name, where no note stands in sight. */
async function byPointer(page, expect, root) {
  await page.setViewportSize(WIDE);
  await page.goto(root + ARTICLE);
  await page.keyboard.press("n");
  expect((await focused(page)).note === "1", "n leads to no note beside the text");
  expect((await preview(page)) === null, "a note that stands in sight is shown twice");
  const mention = page.locator(".passage .mention", { hasText: "Hikvision" }).first();
  await mention.hover();
  const shown = await previewed(page, true);
  expect(/company/i.test(shown) && shown.includes("Hikvision"), `a name shows ${shown}`);
  // For the eye alone: who hears the page follows the link.
  const unheard = await page.locator("body > .preview").getAttribute("aria-hidden");
  expect(unheard === "true", "what a pointer shows is announced");
  // Into it, and it stays; away, and it goes.
  await page.locator("body > .preview a").hover();
  await page.locator("body > .preview .kicker").hover();
  expect((await preview(page)) !== null, "a preview goes when the pointer moves into it");
  await page.mouse.move(5, 5);
  await previewed(page, false);
  await mention.hover();
  await previewed(page, true);
  await page.keyboard.press("Escape");
  await previewed(page, false);
  // A note beside its passage is lit, and not shown twice: a folded one comes and unfolds.
  await page.locator("#headline-firms_1").hover();
  const lit = page.locator(".note.lit #headline-firms");
  await lit.waitFor();
  await page.locator("#effect_2").hover();
  await page.locator(".note[open] #effect").waitFor();
  expect((await preview(page)) === null, "a note that comes to its passage has a preview, too");
  expect(await page.locator("#headline-firms_1.lit").count() === 0, "a passage that was left stays lit");
}

/** What was closed by hand stays so until the pointer has left, however long it rests. */
async function dismissed(page, expect, root) {
  await page.clock.install();
  await page.setViewportSize(WIDE);
  await page.goto(root + ARTICLE);
  const mention = page.locator(".passage .mention", { hasText: "Hikvision" }).first();
  // As where the name's second half is a passage, too.
  await mention.evaluate((link) => {
    const half = document.createElement("i");
    half.append(link.firstChild.splitText(4));
    link.append(half);
  });
  await mention.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await mention.boundingBox();
  const rest = async (right, down) => {
    await page.mouse.move(x + right, y + down);
    await page.clock.runFor(1000);
    return preview(page);
  };
  // What it shows is loaded when a pointer comes to the page, for which no clock but the real one counts.
  await page.mouse.move(1, 1);
  await page.locator("body > .preview:not([data-from])").waitFor({ state: "attached" });
  expect((await rest(5, height / 2)) !== null, "a pointer that rests shows nothing");
  await page.keyboard.press("Escape");
  expect((await rest(width - 5, height / 2)) === null, "what was closed comes back before the pointer has left");
  await rest(-200, -200);
  expect((await rest(5, height / 2)) !== null, "what was closed once is gone for good");
}

/** Beside the text: in its order, none far from its passage, and none on another. */
async function inTheMargin(page, expect, root) {
  for (const width of [768, 1024, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(root + ARTICLE);
    await checkMargin(page, (what) => expect(false, `${what}, ${width} px wide`));
  }
}

/** While a page loads nothing that is drawn moves. */
async function atRest(page, expect, root) {
  await page.addInitScript(() => {
    window.moved = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.moved += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  for (const size of [WIDE, NARROW]) {
    await page.setViewportSize(size);
    await page.goto(root + ARTICLE, { waitUntil: "load" });
    await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
    const moved = await page.evaluate(() => window.moved);
    expect(moved < 0.1, `the page moves by ${moved} while it loads, ${size.width} px wide`);
  }
}

/** Which kinds are shown. */
async function byKind(page, expect, root) {
  await page.setViewportSize(WIDE);
  await page.goto(root + ARTICLE);
  const notes = () => page.locator(".notes .note:visible").count();
  const all = await notes();
  await page.getByRole("checkbox", { name: /^Claim/ }).uncheck();
  const left = await notes();
  expect(left < all, "no note of a kind is hidden");
  expect((await page.locator("mark.k-claim").count()) === 0, "passages of a hidden kind are marked");
  expect((await page.locator(".ref.k-claim:visible").count()) === 0, "and refer to notes");
  expect((await page.locator("mark.quiet").count()) > 0, "no passage falls silent");
  const told = await page.locator(".tools [role='status']").textContent();
  expect(told === `${left} of ${all} notes are shown`, `what is heard is “${told}”`);
  // Where there is no rail, the list folds away like a menu.
  await page.setViewportSize(NARROW);
  const list = page.locator(".kinds fieldset");
  await list.waitFor({ state: "hidden" });
  await page.locator(".kinds summary").click();
  await list.waitFor();
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "hidden" });
  await page.setViewportSize(WIDE);
  await list.waitFor();
  // Whoever is led to a hidden note sees it.
  await page.evaluate(() => { location.hash = "effect"; });
  await page.waitForFunction((all) => document.querySelectorAll(".notes .note:not([hidden])").length === all, all);
}

/** The reader's colours, from page to page. */
async function inColour(page, expect, root) {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(root + ARTICLE);
  const light = await paper();
  await page.getByRole("combobox", { name: "Colours" }).selectOption("Dark");
  const dark = await paper();
  expect(light !== dark, "dark is as light");
  const frame = await page.evaluate(() => Array.from(document.querySelectorAll("[name='theme-color']"), ({ content }) => content));
  expect(frame.every((colour) => colour === dark), `the browser's frame is ${frame}, the page ${dark}`);
  await page.goto(`${root}index.html`, { waitUntil: "commit" });
  await page.waitForSelector("body");
  expect((await paper()) === dark, "the choice is lost on the next page");
  await page.getByRole("combobox", { name: "Colours" }).selectOption("Auto");
  expect((await paper()) === light, "the choice cannot be given up");
  if (!root.startsWith("http")) return;
  const other = await page.context().newPage();
  await other.goto(root + ARTICLE);
  await other.getByRole("combobox", { name: "Colours" }).selectOption("Dark");
  await page.waitForFunction((dark) => getComputedStyle(document.body).backgroundColor === dark, dark);
}

/** In the system's own colours no words have the colour of what is behind them. */
async function inForcedColours(page, expect, root) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ forcedColors: "active", colorScheme });
    for (const path of PAGES) {
      await page.goto(root + path);
      const lost = await page.evaluate(() => {
        const behind = (element) => {
          const { backgroundColor } = getComputedStyle(element);
          if (!/^rgba\(.*, 0\)$/.test(backgroundColor)) return backgroundColor;
          return element.parentElement ? behind(element.parentElement) : "rgb(255, 255, 255)";
        };
        return [...document.querySelectorAll("body *")]
          .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
          .filter((element) => element.checkVisibility() && getComputedStyle(element).color === behind(element))
          .map((element) => element.outerHTML.slice(0, 80));
      });
      expect(!lost.length, `${path}, ${colorScheme}: ${lost.length} without contrast, such as ${lost[0]}`);
    }
  }
}

/** What is copied: the report's words, and a reference. */
async function toCopy(page, expect, root) {
  await page.setViewportSize(WIDE);
  await page.goto(root + ARTICLE);
  const from = await page.locator(".passage p").first().boundingBox();
  const to = await page.locator(".passage p").nth(1).boundingBox();
  await page.mouse.move(from.x + 2, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 60, to.y + 10, { steps: 8 });
  await page.mouse.up();
  const copied = await page.evaluate(() => getSelection().toString());
  expect(copied.includes("The US government has widened") && copied.includes("The list"), `the selection is “${copied}”`);
  expect(!copied.includes("Eight of the 28"), "a note is copied with the report's words");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const button = page.locator(".citation button").first();
  const told = (words) => page.waitForFunction(
    (words) => document.querySelector(".citation button").textContent.startsWith(words), words);
  await button.click();
  await told("Copied");
  const reference = await page.evaluate(() => navigator.clipboard.readText());
  expect(reference.startsWith("US blacklists Chinese tech firms") && reference.endsWith("ITWeb, date of first publication not known."),
    `the reference that is copied is “${reference}”`);
  // Where a browser does not let a page copy, the reader can.
  await page.reload();
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error("no")); });
  await button.click();
  await told("Selected");
  const selected = await page.evaluate(() => getSelection().toString());
  expect(selected === reference, `the reference that is selected is “${selected}”`);
}

/** By tap: a name shows who it is, and the focus comes back. */
async function byTap(page, expect, root) {
  await page.goto(root + ARTICLE);
  await page.locator(".ref").first().tap();
  const shown = await previewed(page, true);
  expect(shown.includes("Eight of the 28") && shown.includes("Close"), `a tap shows ${shown}`);
  const dialog = page.getByRole("dialog", { name: /^Note 1, note/ });
  expect((await dialog.count()) === 1, "what a tap shows has no name");
  await checkAccessibility(page, (what) => expect(false, what));
  await page.getByRole("button", { name: "Close" }).tap();
  await previewed(page, false);
  expect((await focused(page)).note === "1", "the focus does not come back");
  await page.locator(".passage .mention").first().tap();
  await previewed(page, true);
  await page.locator("body > .preview .who a").tap();
  await page.waitForURL(/entities\//);
}

/** Without scripts: no control that does nothing, and a note that unfolds by itself. */
async function withoutScripts(page, expect, root) {
  await page.setViewportSize(WIDE);
  await page.goto(root + ARTICLE);
  const dead = await page.locator("select:visible, button:visible, input:visible").count();
  expect(dead === 0, `${dead} controls do nothing`);
  const tree = await page.locator(".segment").first().ariaSnapshot();
  expect(tree.includes("group: 1 Note Tech firms"), `a folded note is announced as ${tree}`);
  expect(tree.split("Tech firms in the headline").length === 3, "a note is announced twice");
  await page.locator(".ref.k-claim").first().click();
  expect(await page.locator("#trade-war-step").isVisible(), "a reference does not unfold its note");
  await page.locator("#trade-war-step .back").click();
  expect(page.url().endsWith("#trade-war-step_1"), "a note does not lead back");
}

/** At twice the size of text, and in the least width, nothing is cut off. */
async function enlarged(page, expect, root) {
  for (const path of PAGES) {
    await page.goto(root + path);
    for (const width of [320, 640, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate((width) => {
        document.documentElement.style.fontSize = width === 320 ? "" : "200%";
      }, width);
      const [wide, room] = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return [scrollWidth, clientWidth];
      });
      expect(wide <= room, `${path} is ${wide} wide, not ${room}, with text of twice its size`);
    }
  }
}

const PAGES = [ARTICLE, "index.html", "officials/wilbur-ross.html", "entities/hikvision.html", "claims/count.html", "claims/index.html"];
const EVERYWHERE = { byKey, byButton, byPointer, dismissed, inTheMargin, inColour };
const SERVED = { ...EVERYWHERE, atRest, byKind, inForcedColours, toCopy, enlarged, byTap };

const chosen = process.argv.slice(3);
const folder = resolve(process.argv[2]);
const server = await serve(folder, "/some/path/");
const browser = await chromium.launch({
  executablePath: EXECUTABLE,
  timeout: 60_000,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const byHand = { hasTouch: true, isMobile: true, viewport: NARROW };
const optionsOf = { byTap: byHand, withoutScripts: { javaScriptEnabled: false } };
const byDoubleClick = `${pathToFileURL(folder).href}/`;
for (const [name, root, journeys] of [
  ["served", server.root, SERVED],
  ["by double click", byDoubleClick, { ...EVERYWHERE, withoutScripts }],
]) {
  for (const [journey, take] of Object.entries(journeys)) {
    if (chosen.length && !chosen.includes(journey)) continue;
    const context = await browser.newContext({ reducedMotion: "reduce", ...optionsOf[journey] });
    const { page, expect } = await open(context, `${journey}, ${name}`);
    await take(page, expect, root).catch((error) => expect(false, error.message));
    await context.close();
  }
}
await browser.close();
server.close();

for (const name of (await readdir(join(folder, "articles"))).filter((name) => name.endsWith(".html"))) {
  const { packed } = await weigh(folder, `articles/${name}`);
  if (packed > HEAVIEST) problems.push(`articles/${name} weighs ${packed} bytes with all that it loads`);
}

for (const problem of problems) console.log(problem);
console.error(`${problems.length} problems`);
process.exit(problems.length > 0 ? 1 : 0);
