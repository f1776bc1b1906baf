// Makes notes of words that are selected in a report, and shows beside the text what could be added. Only pages of
// `sidenote serve` on this machine load it: nothing of it is published.

import { bar, look, onKey } from "./bar.js";
import { host, root, sheetPlace } from "./elements.js";
import { kept, WRITTEN } from "./kept.js";
import { known, learn, linkNotes } from "./page.js";
import { follow, said, tellWritten } from "./said.js";
import { offers } from "./offers.js";

const refresh = async () => {
  if (!(await learn())) return;
  linkNotes();
  follow();
  look();
  // It may take a while, and nothing waits for it.
  if (known.page.article) offers();
};
const start = async () => {
  root.append(bar, sheetPlace, said);
  document.body.append(host);
  const last = kept(sessionStorage, WRITTEN, null);
  document.addEventListener("selectionchange", look);
  document.addEventListener("keydown", onKey);
  document.addEventListener("sidenote:changed", refresh);
  await refresh();
  if (last) tellWritten(last);
};

start();
