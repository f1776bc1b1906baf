#!/usr/bin/env node
// Runs the program of this system, which npm has put beside this package: see release/npm/pack.
"use strict";

const { spawnSync } = require("node:child_process");

const { platform, arch } = process;
const name = `sidenote-briefing-${platform}-${arch}`;
let program;
try {
  program = require.resolve(`${name}/bin/sidenote${platform === "win32" ? ".exe" : ""}`);
} catch {
  console.error(`sidenote: the package ${name} is not here. Either there is none for this system,`);
  console.error("or optional dependencies were left out: install again without --omit=optional.");
  process.exit(2);
}
const { status, signal, error } = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (error) {
  console.error(`sidenote: ${error.message}`);
}
if (signal) {
  process.kill(process.pid, signal);
}
process.exit(status ?? 2);
