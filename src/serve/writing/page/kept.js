// What the browser keeps for this part of the pages.

export const DECLINED = "sidenote-not-now";
export const HIDDEN = "sidenote-suggestions-hidden";
export const WRITTEN = "sidenote-written";
export const AUTHOR = "sidenote-author";

/** What is kept under a name. A browser may keep nothing. */
export const kept = (storage, key, otherwise) => {
  try {
    return JSON.parse(storage.getItem(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
};
export const keep = (storage, key, value) => {
  try {
    if (value === null) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify(value));
  } catch { /* It holds for this page. */ }
};
