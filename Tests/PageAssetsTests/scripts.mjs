// The page's scripts for tests that compute much: not in a context of its own, where every use of a global name takes its
// time.
import { readFileSync } from "node:fs";
import vm from "node:vm";

/** The values of some names that scripts define, which nothing but each other has to surround. */
export function valuesOf(scripts, names) {
  const texts = scripts.map((name) => readFileSync(new URL(`../../Sources/PageAssets/${name}`, import.meta.url), "utf8"));
  return vm.runInThisContext(`"use strict"; (() => { ${texts.join("\n")} return { ${names.join(", ")} }; })()`);
}

/** FNV-1a of the bits of floats, in 64 bits. */
export function checksum(values) {
  let sum = 0xcbf29ce484222325n;
  for (const byte of new Uint8Array(values.buffer, values.byteOffset, values.byteLength)) {
    sum = BigInt.asUintN(64, (sum ^ BigInt(byte)) * 0x100000001b3n);
  }
  return sum.toString(16);
}
