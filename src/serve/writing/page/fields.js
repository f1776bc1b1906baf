// The fields of forms.

import { make } from "./elements.js";
import { AUTHOR, kept } from "./kept.js";
import { KEYS } from "./names.js";
import { fileHash, known } from "./page.js";
import { words } from "./selection.js";

const ROUTES = ["", "direct", "translated", "back-translated", "paraphrase"];
// What each kind is asked for first; the rest is under "More".
export const FIRST = { quote: ["by", "said"], claim: ["unit"], correction: ["evidence", "reads"] };
export const ALWAYS = ["tags", "author", "reviewed", "date", "allow"];

let fields = 0;
export const labelled = (text, input, className = "field") => {
  fields += 1;
  input.id = `field-${fields}`;
  return make("div", { className }, [make("label", { text, htmlFor: input.id }), input]);
};
export const keyField = (key) => labelled(KEYS[key] ?? key, field(key));
export const options = (values) => values.map(([value, text]) => make("option", { value, text }));
export const field = (key) => {
  if (key === "route") return make("select", { name: key }, options(ROUTES.map((route) => [route, route || "as the report’s"])));
  const input = make("input", { name: key, autocomplete: "off" });
  if (key === "by") input.setAttribute("list", "speakers");
  if (key === "tags") input.setAttribute("list", "tags");
  if (key === "author") input.value = kept(localStorage, AUTHOR, "");
  return input;
};
export const values = (form, keys) => Object.fromEntries(
  keys.filter((key) => form.elements[key]?.value.trim()).map((key) => [key, form.elements[key].value.trim()]),
);
export const kindOf = (name) => known.page.kinds.find((kind) => kind.name === name);
/** What is completed: who can speak, and tags. */
export const completions = () => [
  make("datalist", { id: "speakers" }, [
    ...options(known.page.speakers.map(({ id, name }) => [id, name])),
    ...options(known.newcomers.map(({ id, name }) => [id, `${name}: a record is made`])),
  ]),
  make("datalist", { id: "tags" }, options(known.page.tags.map((tag) => [tag, tag]))),
];
export const quoted = () => make("blockquote", { text: words.quote.words });
export const fileChoice = () => {
  const { own } = known.page.article;
  const paths = [...new Set([own, ...known.page.files.map(({ path }) => path)])];
  const name = (path) => path.replace("content/annotations/", "") + (fileHash(path) ? "" : " (new)");
  const select = make("select", { name: "file" }, options([...paths.map((path) => [path, name(path)]), ["", "Another…"]]));
  const other = make("input", { name: "other", value: "content/annotations/", hidden: true, "aria-label": "A new file" });
  select.addEventListener("change", () => {
    other.hidden = select.value !== "";
    if (!other.hidden) other.focus();
  });
  return [labelled("File", select), other];
};
export const chosen = (form) => form.elements.file.value || form.elements.other.value.trim();
