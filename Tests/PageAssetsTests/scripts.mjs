// The page's scripts for tests that compute much: not in a context of its own, where every use of a global name takes its
// time.
import { readFileSync } from "node:fs";
import vm from "node:vm";

/** The values of some names that scripts define, which nothing but each other has to surround. */
export function valuesOf(scripts, names) {
  const texts = scripts.map((name) => readFileSync(new URL(`../../Sources/PageAssets/${name}`, import.meta.url), "utf8"));
  return vm.runInThisContext(`"use strict"; (() => { ${texts.join("\n")} return { ${names.join(", ")} }; })()`);
}

/** FNV-1a of the bits of floats, a word at a time. */
export function checksum(values) {
  let sum = 0x811c9dc5;
  for (const word of new Uint32Array(values.buffer, values.byteOffset, values.length)) {
    sum = Math.imul(sum ^ word, 0x01000193);
  }
  return (sum >>> 0).toString(16);
}
