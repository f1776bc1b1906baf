// The page, as the server knows it.

import { button, copy, make } from "./elements.js";
import { ask } from "./server.js";

const BLOCK = /^p-[0-9a-f]{6}(-\d+)?$/;

/** The blocks of the report that the page shows. */
export const blocks = () => Array.from(document.querySelectorAll("main [id^='p-']")).filter(({ id }) => BLOCK.test(id));

// A module's own `let` is no other's to change: what is known is a part of this.
export const known = { page: null, newcomers: [] };
export const fileHash = (path) => known.page.files.find((file) => file.path === path)?.hash ?? "";
export const learn = async () => {
  const ids = Array.from(document.querySelectorAll("main [id]"), ({ id }) => id);
  const told = await ask("page", {
    page: location.pathname,
    ids: ids.filter((id) => /^[a-z0-9-]+$/.test(id) && !BLOCK.test(id)).slice(0, 4000),
  });
  if (told.refused) return false;
  known.page = told;
  return true;
};

// What was written is known at once, before the page has it.
export const learnFile = ({ file, hash }) => {
  known.page.files = known.page.files.filter(({ path }) => path !== file);
  if (hash) known.page.files.push({ path: file, hash });
};

export const linkNotes = () => {
  for (const old of document.querySelectorAll("main .sidenote-edit")) old.remove();
  for (const { id, place, edit } of known.page.notes) {
    const note = document.getElementById(id);
    const foot = note?.querySelector(".note-foot") ?? note?.querySelector("h1, h2, h3, h4") ?? null;
    if (!foot) continue;
    const name = `Edit this note: ${place}`;
    if (edit) {
      foot.append(make("a", { className: "sidenote-edit", href: edit, text: "edit", title: place, "aria-label": name }));
    } else {
      const copied = button("edit", async () => {
        copied.textContent = (await copy(place)) ? "copied" : place;
      }, { className: "sidenote-edit", title: place, "aria-label": `Copy where this note is written: ${place}` });
      foot.append(copied);
    }
  }
};
