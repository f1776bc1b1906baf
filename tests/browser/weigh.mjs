// Weighs pages with all that they load, packed as a server would send them.
//
//   node weigh.mjs FOLDER [PAGE…]

import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

// What is loaded with a page: not what is only linked to.
const LOADED = /<(?:script src|link rel="(?:stylesheet|icon)" href|img src)="([^"#?]+)"/g;

/** Bytes of a page with all that it loads, and how many requests that takes. */
export async function weigh(folder, path) {
  const page = join(folder, path);
  const html = await readFile(page);
  const loaded = new Set(Array.from(html.toString().matchAll(LOADED), ([, href]) => join(dirname(page), href)));
  const files = [html, ...(await Promise.all(Array.from(loaded, (file) => readFile(file))))];
  const sum = (sizes) => sizes.reduce((all, size) => all + size, 0);
  return {
    plain: sum(files.map((bytes) => bytes.length)),
    packed: sum(files.map((bytes) => gzipSync(bytes, { level: 9 }).length)),
    own: gzipSync(html, { level: 9 }).length,
    requests: files.length,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, ...pages] = process.argv.slice(2);
  for (const path of pages) {
    const { plain, packed, own, requests } = await weigh(resolve(folder), path);
    const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;
    console.log(`| ${path} | ${kib(plain)} | ${kib(packed)} | ${kib(own)} | ${requests} |`);
  }
}
