// Writes notes in a browser, as authors do, and as pages from elsewhere would like to; and tells what goes wrong.
//
//   node write.mjs PROGRAM FOLDER [JOURNEY…]
//
// PROGRAM is `sidenote`, FOLDER an empty one, in which each journey has a briefing of its own. Where journeys are
// named, these alone are taken.

import { execFile, spawn } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";
import { checkAccessibility } from "./accessibility.mjs";

const EXECUTABLE = process.env.SIDENOTE_CHROMIUM ?? "/usr/bin/chromium";
const SHOTS = process.env.SIDENOTE_SHOTS;
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 800 };
const [program, folder, ...chosen] = process.argv.slice(2);

const problems = [];

const WIRE = `The minister said on Monday that the ferry would close in May. “We cannot pay for it any more,” Ann Lee, the minister, said.

The ferry has 18 boats. It carries 34,000 people a day, and the minister said no.

On Friday the minister said no again.`;
const PAPER = `Ann Lee, the minister, said: “We can’t pay for it any longer.” The ferry has 19 boats.`;
const BRIEFING = {
  "sidenote.yaml": "title: The ferry\nrights: full\n",
  "content/articles/wire.md": `---\ntitle: Ferry to close\npublisher: The Wire\n---\n${WIRE}\n`,
  "content/articles/paper.md": `---\ntitle: No money for the ferry\npublisher: The Paper\n---\n${PAPER}\n`,
  "content/officials/ann-lee.md": "---\nname: Ann Lee\nrole: minister\n---\n",
};
const QUOTE = "## Lee: no money {#no-money .quote by=ann-lee}\r\n\r\n> We cannot pay for it any more\r\n\r\nSaid in the harbour.\r\n";
const CLAIM = "\n## How many boats {#boats .claim unit=boats}\n\n> 18 boats\n> — [[wire]]: 18\n";
const OWN = "content/annotations/wire.md";

/** A briefing in a folder of its own, and its server. */
class Desk {
  static async open(name, files = {}, flags = ["--private"]) {
    const desk = new Desk();
    desk.root = join(folder, name);
    for (const [path, text] of Object.entries({ ...BRIEFING, ...files })) await desk.put(path, text);
    desk.server = spawn(program, ["serve", "--root", desk.root, "--port", "0", ...flags], { stdio: ["ignore", "ignore", "pipe"] });
    for await (const line of createInterface({ input: desk.server.stderr })) {
      const [, address] = /^Open (http:\S+)/.exec(line) ?? [];
      if (!address) continue;
      desk.address = address;
      break;
    }
    desk.server.stderr.resume();
    return desk;
  }

  async put(path, text) {
    const file = join(this.root, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  async text(path) {
    return readFile(join(this.root, path), "utf8").catch(() => null);
  }

  /** What `check` tells of errors. */
  async errors() {
    const out = await new Promise((resolve) => {
      const args = ["check", "--root", this.root, "--private", "--format", "json"];
      execFile(program, args, (_, stdout) => resolve(stdout));
    });
    return out.split("\n").filter((line) => line.includes('"error"'));
  }

  close() {
    this.server.kill();
  }
}

/** A page that tells what goes wrong in it. */
async function open(context, where) {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const tell = (what) => problems.push(`${where}: ${what}`);
  page.on("console", (message) => {
    // That something is refused is told by the browser, too.
    if (["error", "warning"].includes(message.type()) && !/status of (409|422)/.test(message.text())) tell(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => tell(`script: ${error.stack}`));
  const expect = (held, what) => { if (!held) tell(what); };
  return { page, expect, tell };
}

/** Selects words of the page as a pointer would. */
async function select(page, words, index = 0) {
  await page.evaluate(([words, index]) => {
    const blocks = Array.from(document.querySelectorAll("main [id^='p-']"));
    const places = blocks.flatMap((block) => {
      const found = [];
      for (let at = block.textContent.indexOf(words); at >= 0; at = block.textContent.indexOf(words, at + 1)) found.push([block, at]);
      return found;
    });
    const [block, start] = places[index];
    const at = (offset) => {
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      let left = offset;
      while (walker.nextNode()) {
        if (left <= walker.currentNode.length) return [walker.currentNode, left];
        left -= walker.currentNode.length;
      }
      return [block, block.childNodes.length];
    };
    const range = document.createRange();
    range.setStart(...at(start));
    range.setEnd(...at(start + words.length));
    block.scrollIntoView({ block: "center" });
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }, [words, index]);
}

const bar = (page) => page.getByRole("toolbar", { name: "Selected words" });
const sheet = (page) => page.getByRole("dialog");
const said = (page) => page.locator(".sidenote-writing .said");
const action = (page, name) => bar(page).getByRole("button", { name }).click();
const shot = async (page, name) => { if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`) }); };

/** Fills a form in, by the labels of its fields. */
async function fill(page, fields) {
  for (const [label, value] of Object.entries(fields)) {
    const field = sheet(page).getByLabel(label, { exact: true });
    if ((await field.evaluate((element) => element.localName)) === "select") await field.selectOption(value);
    else await field.fill(value);
  }
}
const write = (page) => sheet(page).getByRole("button", { name: "Write" }).click();

/** Select, copy, paste into a file: it stands where it was selected. */
async function copies(page, expect, desk) {
  await page.goto(`${desk.address}articles/wire.html`);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await select(page, "the minister said no", 1);
  await action(page, "Copy as passage");
  await bar(page).getByRole("button", { name: "Copied" }).waitFor();
  await shot(page, "bar");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied === "> Friday **the minister said no**\n> — [[wire]]\n", `copied is ${JSON.stringify(copied)}`);
  await select(page, "The ferry has");
  await action(page, "And after a gap…");
  await select(page, "34,000 people");
  await page.locator(".sidenote-writing .parts", { hasText: "2 parts" }).waitFor();
  await action(page, "Copy as passage");
  await bar(page).getByRole("button", { name: "Copied" }).waitFor();
  const parted = await page.evaluate(() => navigator.clipboard.readText());
  expect(parted === "> The ferry has […] 34,000 people\n> — [[wire]]\n", `copied is ${JSON.stringify(parted)}`);
  await desk.put("content/annotations/pasted.md", `## One\n\n${copied}\nYes.\n\n## Two\n\n${parted}\nYes.\n`);
  expect((await desk.errors()).length === 0, `what was copied has errors: ${await desk.errors()}`);
  await page.locator("mark#one_1").waitFor();
  const marked = await page.locator("mark[id^='one_1'], mark.one").first().textContent();
  expect(marked === "the minister said no", `the passage stands at ${marked}`);
}

/** Select, write: the note is in the file and on the page, and is taken back. */
async function writes(page, expect, desk) {
  await page.goto(`${desk.address}articles/wire.html`);
  const { width } = await page.locator("main .passage").first().boundingBox();
  expect(width > 500, `without notes the text is ${width} wide`);
  await select(page, "would close in May");
  await action(page, "New note");
  await fill(page, {
    Kind: "context",
    Title: "Not the first time",
    "What there is to say (Markdown)": "It closed before, see [[paper]].\n\n- once\n- twice",
    "Tags, with commas": "ferry",
  });
  await sheet(page).getByRole("button", { name: "Preview" }).click();
  const preview = sheet(page).locator(".shown");
  await preview.getByText("It closed before").first().waitFor();
  expect((await preview.innerText()).includes("Makes content/annotations/wire.md"), "the preview names no file");
  expect((await desk.text(OWN)) === null, "a preview writes");
  await shot(page, "sheet");
  await write(page);
  await said(page).getByText("Written into").waitFor();
  const file = "---\narticle: wire\n---\n\n## Not the first time {#not-the-first-time .context tags=ferry}\n\n"
    + "> would close in May\n\nIt closed before, see [[paper]].\n\n- once\n- twice\n";
  expect((await desk.text(OWN)) === file, `the file is ${await desk.text(OWN)}`);
  await page.locator("mark#not-the-first-time_1").waitFor();
  await page.getByText("Not the first time").first().waitFor();
  const edit = page.locator("#not-the-first-time .sidenote-edit");
  await edit.waitFor({ state: "attached" });
  const place = await edit.getAttribute("href");
  expect(place === "/.sidenote/source/content/annotations/wire.md#line-5", `the note is edited at ${place}`);
  await shot(page, "written");
  await said(page).getByRole("button", { name: "Undo" }).click();
  await said(page).getByText("Taken back").waitFor();
  expect((await desk.text(OWN)) === null, "undo leaves the file");
  await page.locator("mark#not-the-first-time_1").waitFor({ state: "detached" });
}

/** What another report prints joins a quotation; an answer a claim. */
async function joins(page, expect, desk) {
  await page.goto(`${desk.address}articles/paper.html`);
  await select(page, "We can’t pay for it any longer");
  await action(page, "Add to a note…");
  await fill(page, { "Quotation or claim": "no-money", "How the report names the speaker": "the minister" });
  await shot(page, "join");
  await write(page);
  await said(page).getByText("Written into").waitFor();
  const quote = QUOTE.replace("any more\r\n", 'any more\r\n> — [[wire]]\r\n\r\n> We can’t pay for it any longer\r\n> — [[paper]] {as="the minister"}\r\n');
  const file = "content/annotations/quotes.md";
  const front = "---\r\narticle: wire\r\n---\r\n\r\n";
  expect((await desk.text(file)) === front + quote, `the file is ${JSON.stringify(await desk.text(file))}`);
  await page.locator("mark#no-money_2").waitFor();
  await select(page, "19 boats");
  await action(page, "Add to a note…");
  await fill(page, { "Quotation or claim": "boats", "What the report answers": "19" });
  await write(page);
  await said(page).getByText("claims.md").waitFor();
  const claim = `${CLAIM.slice(1)}\n> 19 boats\n> — [[paper]]: 19\n`;
  expect((await desk.text("content/annotations/claims.md")) === claim, `the claim is ${await desk.text("content/annotations/claims.md")}`);
  expect((await desk.errors()).length === 0, `errors: ${await desk.errors()}`);
}

/** What is suggested is taken, or put off. */
async function takes(page, expect, desk) {
  await page.goto(`${desk.address}articles/wire.html`);
  const offers = page.locator(".sidenote-offers details.offer");
  await offers.first().waitFor();
  const heights = await offers.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  expect(heights.every((height) => height < 40), `suggestions take ${heights} before they are opened`);
  const count = await offers.count();
  const quotation = offers.filter({ hasText: "Quotation" }).first();
  await quotation.locator("summary").click();
  await shot(page, "offer");
  await quotation.getByRole("button", { name: "Take" }).click();
  await said(page).getByText("Written into").waitFor();
  const file = await desk.text(OWN);
  expect(/^## Ann Lee: .* \{#[a-z-]+ \.quote by=ann-lee\}$/m.test(file ?? ""), `what is taken is ${file}`);
  expect((await desk.errors()).length === 0, `errors: ${await desk.errors()}`);
  await page.locator("mark[id$='_1']").first().waitFor();
  await page.waitForFunction((count) => document.querySelectorAll(".sidenote-offers").length > 0
    && Array.from(document.querySelectorAll(".sidenote-offers")).flatMap((one) => [...one.shadowRoot.querySelectorAll("details")]).length < count, count);
  const other = offers.first();
  const words = await other.locator("summary").innerText();
  await other.locator("summary").click();
  await other.getByRole("button", { name: "Not now" }).click();
  await page.getByRole("button", { name: "Show 1 that wait" }).waitFor();
  const onward = await page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.localName);
  expect(["summary", "button"].includes(onward), `after “Not now” the focus is on ${onward}`);
  expect(!(await offers.allInnerTexts()).some((text) => text.startsWith(words)), "what is put off is still there");
  await page.reload();
  await page.getByRole("button", { name: "Show 1 that wait" }).click();
  await offers.filter({ hasText: words.slice(0, 20) }).first().waitFor();
}

/** A file that was changed meanwhile is not written over, nor taken back. */
async function isChangedMeanwhile(page, expect, desk) {
  await page.goto(`${desk.address}articles/wire.html`);
  await select(page, "34,000 people");
  await action(page, "New note");
  await fill(page, { Title: "People", "What there is to say (Markdown)": "Who counts them?" });
  const edited = "---\narticle: wire\n---\n\n## Mine {#mine}\n\n> 18 boats\n\nTyped meanwhile.\n\n## Other {#other}\n\n> On Friday\n\nWhich?\n";
  await desk.put(OWN, edited);
  await page.locator("mark#mine_1").waitFor();
  await write(page);
  const refused = sheet(page).getByRole("alert");
  await refused.getByText("was changed meanwhile").waitFor();
  expect((await desk.text(OWN)) === edited, "what was typed meanwhile is gone");
  expect((await sheet(page).getByLabel("Title").inputValue()) === "People", "the form is empty");
  await shot(page, "refused");
  await write(page);
  await said(page).getByText("Written into").waitFor();
  const both = `${edited}\n## People {#people}\n\n> 34,000 people\n\nWho counts them?\n`;
  expect((await desk.text(OWN)) === both, `the file is ${await desk.text(OWN)}`);
  await page.locator("mark#people_1").waitFor();
  // The page's own keys work once, however often it has changed.
  await page.waitForFunction(() => location.hash === "#people_1");
  await page.keyboard.press("n");
  const note = await page.evaluate(() => document.activeElement.dataset.n);
  expect(note === "1", `n leads to the note ${note}`);
  await desk.put(OWN, `${both}\nMore.\n`);
  await said(page).getByRole("button", { name: "Undo" }).click();
  await said(page).getByText("is left as it is").waitFor();
  expect((await desk.text(OWN)) === `${both}\nMore.\n`, "undo takes what was typed since");
}

/** The first note of its kind is seen at once, and the reader stays where they read. */
async function staysThere(page, expect, desk) {
  await desk.put(OWN, "---\narticle: wire\n---\n\n## Mine\n\n> would close in May\n\nX.\n");
  await page.goto(`${desk.address}articles/wire.html`);
  await page.locator("mark#mine_1").waitFor();
  const boxes = () => page.evaluate(() => Array.from(document.querySelectorAll("main input[type=checkbox]"), (one) => `${one.value} ${one.checked}`).join());
  const top = (id) => page.evaluate((id) => document.getElementById(id).getBoundingClientRect().top, id);
  await select(page, "34,000 people");
  const before = await page.evaluate(() => getSelection().getRangeAt(0).getBoundingClientRect().top);
  await action(page, "New note");
  await fill(page, { Kind: "question", Title: "Who counts?" });
  await write(page);
  await page.locator("mark#who-counts_1").waitFor();
  await page.waitForFunction(() => location.hash === "#who-counts_1");
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
  const after = await top("who-counts_1");
  expect(Math.abs(after - before) < 80, `the words were at ${before} and are at ${after}`);
  expect(await page.locator("#who-counts").isVisible(), "the new note is not seen");
  const now = await boxes();
  await page.reload();
  await page.locator("mark#who-counts_1").waitFor();
  expect(now === (await boxes()), `what can be ticked was ${now}, and is ${await boxes()}`);
  // A note above, written elsewhere: the words that are selected stay, and only what is new is lit.
  await select(page, "34,000 people");
  await bar(page).getByRole("button", { name: "New note" }).waitFor();
  await desk.put("content/annotations/more.md", "---\narticle: wire\n---\n\n## First\n\n> said on Monday\n\nX.\n");
  await page.locator("mark#first_1").waitFor();
  await page.waitForFunction(() => document.getAnimations().length > 0);
  const lit = await page.evaluate(() => document.getAnimations().map(({ effect }) => effect.target.textContent));
  expect(lit.length > 0 && lit.every((text) => !text.includes("Who counts?")), `lit is ${JSON.stringify(lit)}`);
  const selected = await page.evaluate(() => String(getSelection()));
  expect(selected === "34,000 people", `selected is ${JSON.stringify(selected)}`);
  await action(page, "New note");
  expect((await sheet(page).locator("blockquote").textContent()) === "34,000 people", "the form is of other words");
}

/** What is wrong with a note is told in words, and nothing is written. */
async function isToldWhatIsWrong(page, expect, desk) {
  await page.goto(`${desk.address}articles/wire.html`);
  await select(page, "We cannot pay");
  await action(page, "New note");
  await fill(page, { Kind: "quote", Title: "Lee", "Who says it": "an-lee" });
  await write(page);
  const alert = sheet(page).getByRole("alert");
  await alert.getByText("ann-lee").waitFor();
  await shot(page, "wrong");
  await fill(page, { "Who says it": "ann-lee", "What there is to say (Markdown)": "See [[nobody]]." });
  await write(page);
  await alert.getByText("nobody").first().waitFor();
  await fill(page, { "What there is to say (Markdown)": "> a quotation first" });
  await write(page);
  await alert.getByText("begins with a block quote").waitFor();
  // The keys of the form are its own still.
  const focus = () => page.evaluate(() => document.querySelector(".sidenote-writing").shadowRoot?.activeElement?.textContent);
  expect((await focus()) === "Write", `after a refusal the focus is on ${await focus()}`);
  // A key is told by what its field is called.
  await fill(page, { "Who says it": "ann{lee" });
  await write(page);
  await alert.getByText("(“Who says it”)").waitFor();
  await fill(page, { "Who says it": "ann-lee" });
  expect((await desk.text(OWN)) === null, "something is written");
  await fill(page, { "What there is to say (Markdown)": "" });
  await write(page);
  await said(page).getByText("Written into").waitFor();
}

/** By key alone. */
async function byKey(page, expect, desk) {
  const { keyboard } = page;
  await page.goto(`${desk.address}articles/wire.html`);
  await page.locator(".sidenote-offers").first().waitFor({ state: "attached" });
  await page.evaluate(() => document.querySelector("main [id^='p-']").scrollIntoView());
  await keyboard.press("s");
  for (let word = 0; word < 3; word += 1) await keyboard.press("ArrowRight");
  await keyboard.press("Shift+ArrowRight");
  const words = await page.evaluate(() => getSelection().toString().trim());
  expect(words === "minister said on", `selected is ${words}`);
  await bar(page).getByRole("button", { name: "New note" }).waitFor();
  await keyboard.press("Enter");
  await keyboard.press("Tab");
  await keyboard.press("Enter");
  await sheet(page).waitFor();
  const focus = () => page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.name);
  expect((await focus()) === "kind", `the form begins at ${await focus()}`);
  await keyboard.press("Tab");
  await keyboard.type("On Monday, no?");
  await keyboard.press("Tab");
  await keyboard.type("nps/ are letters here.");
  await keyboard.press("Control+Enter");
  await said(page).getByText("Written into").waitFor();
  const text = await desk.text(OWN);
  expect(text?.endsWith("## On Monday, no? {#on-monday-no}\n\n> minister said on\n\nnps/ are letters here.\n"), `the file is ${text}`);
  await page.locator("mark#on-monday-no_1").waitFor();
  await select(page, "34,000 people");
  await bar(page).waitFor();
  await keyboard.press("Escape");
  expect(await bar(page).isHidden(), "Escape leaves the bar");
}

/** On a telephone the form is a sheet from below, and all of it is reached. */
async function onATelephone(page, expect, desk) {
  await page.goto(`${desk.address}articles/wire.html`);
  await select(page, "34,000 people");
  await bar(page).waitFor();
  await shot(page, "narrow-bar");
  await action(page, "New note");
  await fill(page, { Kind: "claim", Title: "How many people a day", "What the report answers": "34,000", "What is counted": "people" });
  const box = await sheet(page).boundingBox();
  expect(box.x >= 0 && box.x + box.width <= NARROW.width, `the sheet lies at ${JSON.stringify(box)}`);
  expect(Math.abs(box.y + box.height - NARROW.height) < 2, `the sheet ends at ${box.y + box.height}`);
  await shot(page, "narrow-sheet");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide <= NARROW.width, `the page is ${wide} wide`);
  await write(page);
  await said(page).getByText("Written into").waitFor();
  await shot(page, "narrow-written");
  // What was said does not lie over what comes next. The first claim brings a page more into the menu.
  await page.locator("mark#how-many-people-a-day_1").waitFor();
  await page.locator(".sidenote-offers").first().waitFor({ state: "attached" });
  await select(page, "The ferry has");
  await action(page, "New note");
  await sheet(page).getByRole("button", { name: "Cancel" }).click();
  expect((await desk.text(OWN))?.includes("> 34,000 people\n> — [[wire]]: 34,000\n"), `the file is ${await desk.text(OWN)}`);
}

/** Everything has its name, for those who hear the page. */
async function hasNames(page, expect, desk) {
  const tell = (what) => expect(false, what);
  await page.goto(`${desk.address}articles/wire.html`);
  await page.locator(".sidenote-offers details.offer").first().waitFor();
  await select(page, "34,000 people");
  await bar(page).getByRole("button", { name: "Copy as passage" }).waitFor();
  await checkAccessibility(page, tell);
  await action(page, "New note");
  for (const kind of ["quote", "claim", "correction"]) {
    await fill(page, { Kind: kind });
    await sheet(page).getByText("More").click();
    await checkAccessibility(page, tell);
    await sheet(page).getByText("More").click();
  }
  const name = await sheet(page).getAttribute("aria-labelledby");
  expect(name === "title", "the form has no name");
  await page.keyboard.press("Escape");
  await page.locator(".sidenote-offers summary").first().click();
  await checkAccessibility(page, tell);
}

/** Where it is not wanted there is nothing of it. */
async function isLeftAway(page, expect, desk) {
  await page.goto(`${desk.address}articles/wire.html`);
  await select(page, "34,000 people");
  await shot(page, "read-only");
  const [elements, script] = await page.evaluate(async () => {
    const answer = await fetch("/.sidenote/writing/main.js");
    return [document.querySelectorAll(".sidenote-writing, [data-token]").length, answer.status];
  });
  expect(elements === 0 && script === 404, `there are ${elements} elements, and a script: ${script}`);
}

const askedNote = () => JSON.stringify({
  article: "wire", file: OWN, hash: "", form: { kind: "note", title: "Evil", keys: {}, draft: false, text: "Evil." }, passage: null,
});

/** What a page from elsewhere tries: gives what it could read. */
async function attack([root, note]) {
  const told = [];
  const types = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/json", "text/plain; application/json", ""];
  for (const action of ["note", "undo", "page"]) {
    for (const type of types) {
      for (const mode of ["cors", "no-cors"]) {
        for (const token of [{}, { "x-sidenote-token": "0".repeat(64) }]) {
          const headers = { ...(type ? { "content-type": type } : {}), ...token };
          try {
            const answer = await fetch(`${root}.sidenote/write/${action}`, { method: "POST", mode, credentials: "include", headers, body: note });
            if (answer.type !== "opaque") told.push(`fetch ${action} as ${type}, ${mode}: ${answer.status}`);
          } catch { /* As it should be. */ }
        }
      }
    }
  }
  navigator.sendBeacon(`${root}.sidenote/write/note`, new Blob([note], { type: "text/plain" }));
  for (const encoding of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
    const frame = Object.assign(document.createElement("iframe"), { name: `frame-${encoding}` });
    const form = Object.assign(document.createElement("form"), { method: "post", action: `${root}.sidenote/write/note`, target: frame.name });
    form.enctype = encoding;
    const field = Object.assign(document.createElement("input"), { name: `${note.slice(0, -1)}, "x":"`, value: '"}' });
    form.append(field);
    document.body.append(frame, form);
    const answered = new Promise((resolve) => { frame.onload = resolve; });
    form.submit();
    await answered;
  }
  const opened = (made, event) => new Promise((resolve) => {
    made.addEventListener(event, () => resolve(true));
    made.addEventListener("error", () => resolve(false));
  });
  const events = new EventSource(`${root}.sidenote/events`);
  if (await opened(events, "message")) told.push("the stream of events");
  events.close();
  if (await opened(new WebSocket(`${root.replace("http", "ws")}.sidenote/events`), "open")) told.push("a socket");
  for (const path of ["articles/wire.html", ".sidenote/writing/main.js", ".sidenote/source/content/articles/wire.md"]) {
    try {
      told.push(`${path}: ${(await (await fetch(root + path)).text()).length} bytes`);
    } catch { /* As it should be. */ }
  }
  // The page itself, under a button of theirs.
  const frame = Object.assign(document.createElement("iframe"), { src: `${root}articles/wire.html` });
  document.body.append(frame);
  await new Promise((resolve) => { frame.onload = resolve; });
  return told;
}

/** A page from elsewhere, in the same browser: nothing of what it tries is written or read. */
async function isHostile(_, expect, desk, context) {
  const root = desk.address;
  const before = await desk.text("content/annotations/quotes.md");
  const files = await readdir(join(desk.root, "content/annotations"));
  const note = askedNote();
  const evil = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end("<!doctype html><title>Evil</title><body>");
  });
  await new Promise((resolve) => evil.listen(0, "127.0.0.1", resolve));
  const { port } = evil.address();
  // On this machine beside the server, elsewhere, and by a name that was made to point here.
  for (const origin of [`http://127.0.0.1:${port}`, `http://evil.example:${port}`]) {
    const hostile = await context.newPage();
    await hostile.goto(`${origin}/`);
    const read = await hostile.evaluate(attack, [root, note]);
    expect(read.length === 0, `${origin} reads ${read}`);
    const framed = hostile.frames().find((frame) => frame.url().includes("articles/wire.html"));
    const shown = await framed?.locator("main").count().catch(() => 0);
    expect(!shown, `${origin} shows the page in its own`);
    await hostile.close();
  }
  // A name that points here, with the server's own port: the page itself is refused.
  const rebound = await context.newPage();
  const answer = await rebound.goto(`${root.replace("127.0.0.1", "evil.example")}articles/wire.html`);
  expect(answer.status() === 403, `a name that points here is answered ${answer.status()}`);
  const posted = await rebound.evaluate(async (note) => {
    const answer = await fetch("/.sidenote/write/note", { method: "POST", headers: { "content-type": "application/json" }, body: note });
    return answer.status;
  }, note);
  expect(posted === 403, `a name that points here writes: ${posted}`);
  await rebound.close();
  expect((await desk.text("content/annotations/quotes.md")) === before, "a file was changed");
  expect((await readdir(join(desk.root, "content/annotations"))).join() === files.join(), "a file was made");
  evil.close();
}

/** The server's own page without the token, or with too much to say, or about another file. */
async function isBounded(page, expect, desk) {
  const root = desk.address;
  const note = askedNote();
  await page.goto(`${root}articles/wire.html`);
  const own = await page.evaluate(async (note) => {
    const { token } = document.querySelector("script[data-token]").dataset;
    const send = async (headers, body) => {
      const answer = await fetch("/.sidenote/write/note", { method: "POST", headers, body });
      return answer.status;
    };
    const json = { "content-type": "application/json" };
    return [
      await send(json, note),
      await send({ ...json, "x-sidenote-token": token.replace(/./, (first) => (first === "0" ? "1" : "0")) }, note),
      await send({ ...json, "x-sidenote-token": token }, JSON.stringify({ text: "x".repeat(300_000) })),
      await send({ ...json, "x-sidenote-token": token }, note.replace("annotations/wire.md", "annotations/../articles/wire.md")),
    ];
  }, note).catch((error) => [error.message]);
  expect(own[0] === 403 && own[1] === 403 && own[2] === 413 && own[3] === 422, `the server's own page is answered ${own}`);
  expect((await desk.text(OWN)) === null, "a file was made");
}

const QUOTES = { "content/annotations/quotes.md": `---\r\narticle: wire\r\n---\r\n\r\n${QUOTE}` };
const CLAIMS = { "content/annotations/claims.md": CLAIM.slice(1) };
const JOURNEYS = {
  copies: {}, writes: {}, joins: { files: { ...QUOTES, ...CLAIMS } }, takes: {}, isChangedMeanwhile: {}, isToldWhatIsWrong: {},
  staysThere: { options: { viewport: { width: 1440, height: 320 } } },
  byKey: {}, onATelephone: { options: { hasTouch: true, isMobile: true, viewport: NARROW } },
  hasNames: { options: { bypassCSP: true } },
  isLeftAway: { flags: ["--private", "--read-only"] }, isHostile: { files: QUOTES }, isBounded: {},
};
const TAKEN = {
  copies, writes, joins, takes, isChangedMeanwhile, isToldWhatIsWrong, staysThere, byKey, onATelephone, hasNames, isLeftAway, isHostile, isBounded,
};

const browser = await chromium.launch({
  executablePath: EXECUTABLE,
  timeout: 60_000,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP evil.example 127.0.0.1"],
});
for (const [name, { files, flags, options }] of Object.entries(JOURNEYS)) {
  if (chosen.length && !chosen.includes(name)) continue;
  const desk = await Desk.open(name, files, flags);
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: WIDE, ...options });
  if (process.env.SIDENOTE_SCRIPTS) {
    await context.route(/\.sidenote\/(writing\/[a-z]+\.(js|css)|serve\.js)/, (route) => {
      const path = new URL(route.request().url()).pathname.replace("/.sidenote/writing/", "writing/page/").replace("/.sidenote/", "");
      return route.fulfill({ path: join(process.env.SIDENOTE_SCRIPTS, path) });
    });
  }
  const { page, expect } = await open(context, name);
  if (["isHostile", "isBounded", "isLeftAway"].includes(name)) page.removeAllListeners("console");
  await TAKEN[name](page, expect, desk, context).catch((error) => expect(false, error.message));
  await context.close();
  desk.close();
}
await browser.close();

for (const problem of problems) console.log(problem);
console.error(`${problems.length} problems`);
process.exit(problems.length > 0 ? 1 : 0);
