// The two forms: a new note, and a passage for a note that there is.

import { button, make, problem, worded } from "./elements.js";
import { ALWAYS, chosen, completions, FIRST, fileChoice, keyField, kindOf, labelled, options, quoted, values } from "./fields.js";
import { AUTHOR, keep } from "./kept.js";
import { KINDS } from "./names.js";
import { known } from "./page.js";
import { written } from "./said.js";
import { parts } from "./selection.js";
import { ask } from "./server.js";
import { done, shut } from "./sheet.js";

// A form with what is done by its buttons: `body` says what the server is told. What the file held when it
// was opened is told, too: a change meanwhile is not written over.
const formOf = (action, fields, body, fileOf) => {
  const answer = make("div", { className: "answer", role: "alert" });
  const shown = make("div", { className: "shown", "aria-live": "polite" });
  const submit = make("button", { type: "submit", className: "write", text: "Write" });
  const hashes = new Map(known.page.files.map(({ path, hash }) => [path, hash]));
  const form = make("form", { autocomplete: "off" }, [
    ...fields, shown,
    make("div", { className: "buttons" }, [
      answer,
      submit,
      button("Preview", async () => {
        const told = await ask(action, { ...body(form), hash: "", preview: true });
        answer.replaceChildren(...(told.refused ? [problem(told)] : []));
        shown.replaceChildren(...(told.refused ? [] : preview(told)));
      }),
      button("Cancel", shut),
    ]),
  ]);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (submit.ariaDisabled === "true") return;
    // A button that is disabled loses the focus, and with it the keys of the form.
    submit.ariaDisabled = "true";
    const path = fileOf(form);
    const told = await ask(action, { ...body(form), hash: hashes.get(path) ?? "" });
    submit.ariaDisabled = "false";
    if (!told.refused) {
      done();
      written(told);
      return;
    }
    if (told.hash !== null && told.hash !== undefined) hashes.set(path, told.hash);
    shown.replaceChildren();
    answer.replaceChildren(problem(told));
  });
  return form;
};
const preview = ({ file, is_new: isNew, beside: more, added, html }) => {
  const body = make("div", { className: "body" });
  body.innerHTML = html;
  for (const link of body.querySelectorAll("a")) link.target = "_blank";
  return [
    ...(html ? [body] : []),
    make("p", { className: "where" }, worded(`${isNew ? "Makes" : "Adds to"} \`${file}\`${more.map((path) => ` and makes \`${path}\``).join("")}:`)),
    make("pre", { text: added }),
  ];
};

export const noteForm = () => {
  const kind = make("select", { name: "kind" }, options(known.page.kinds.map(({ name }) => [name, KINDS[name]])));
  const title = make("input", { name: "title", required: true });
  const text = make("textarea", { name: "text", rows: 5 });
  const asked = make("div", { className: "asked" });
  const more = make("div", { className: "asked" });
  const draft = make("input", { type: "checkbox", name: "draft" });
  const keysOf = () => [...kindOf(kind.value).keys, ...ALWAYS];
  const fill = () => {
    const { keys, passage_keys: passageKeys, has_values: hasValues } = kindOf(kind.value);
    const first = FIRST[kind.value] ?? [];
    const entered = new Map(Array.from([...asked.querySelectorAll("input"), ...more.querySelectorAll("input")], (one) => [one.name, one.value]));
    asked.replaceChildren(
      ...(hasValues ? [labelled("What the report answers", make("input", { name: "value" }))] : []),
      ...first.map(keyField),
    );
    const rest = [...keys.filter((key) => !first.includes(key)), ...passageKeys, ...ALWAYS.slice(1)];
    more.replaceChildren(...rest.map(keyField));
    for (const one of [...asked.querySelectorAll("input"), ...more.querySelectorAll("input")]) {
      if (entered.get(one.name)) one.value = entered.get(one.name);
    }
  };
  kind.addEventListener("change", fill);
  fill();
  const body = (form) => {
    keep(localStorage, AUTHOR, form.elements.author?.value.trim() || null);
    return {
      article: known.page.article.id,
      file: chosen(form),
      form: {
        kind: kind.value, title: title.value, keys: values(form, keysOf()), draft: draft.checked, text: text.value,
      },
      passage: {
        parts: noted, value: form.elements.value?.value ?? "", keys: values(form, kindOf(kind.value).passage_keys),
      },
    };
  };
  const noted = parts();
  return ["New note", formOf("note", [
    quoted(),
    labelled("Kind", kind), labelled("Title", title), asked, labelled("What there is to say (Markdown)", text),
    keyField("tags"),
    labelled("A draft", draft, "field check"),
    make("details", {}, [make("summary", { text: "More" }), more]),
    ...fileChoice(), ...completions(),
  ], body, chosen)];
};

export const joinForm = () => {
  const choice = make("select", { name: "note", required: true });
  const find = make("input", { type: "search", "aria-label": "Find a quotation or claim", placeholder: "Find" });
  const asked = make("div", { className: "asked" });
  const list = () => {
    const sought = find.value.trim().toLowerCase();
    const fits = ({ id, title }) => `${id} ${title}`.toLowerCase().includes(sought);
    const group = (label, all) => make("optgroup", { label }, options(all.map(({ id, title, kind }) => [id, `${KINDS[kind]}: ${title}`])));
    const all = known.page.joinable.filter(fits);
    choice.replaceChildren(
      group("In other reports", all.filter((one) => !one.is_here)),
      group("In this report", all.filter((one) => one.is_here)),
    );
    fill();
  };
  const note = () => known.page.joinable.find(({ id }) => id === choice.value);
  const fill = () => {
    const kind = note() && kindOf(note().kind);
    asked.replaceChildren(
      ...(kind?.has_values ? [labelled("What the report answers", make("input", { name: "value", required: true }))] : []),
      ...(kind?.passage_keys ?? []).map(keyField),
    );
  };
  find.addEventListener("input", list);
  choice.addEventListener("change", fill);
  list();
  const noted = parts();
  const body = (form) => ({
    article: known.page.article.id,
    note: choice.value,
    passage: {
      parts: noted, value: form.elements.value?.value ?? "", keys: note() ? values(form, kindOf(note().kind).passage_keys) : {},
    },
  });
  if (known.page.joinable.length === 0) {
    return ["Add to a note", formOf("join", [make("p", { text: "There is no quotation or claim yet." }), choice], body, () => "")];
  }
  return ["Add to a note", formOf("join", [quoted(), find, labelled("Quotation or claim", choice), asked], body, () => note()?.file ?? "")];
};
