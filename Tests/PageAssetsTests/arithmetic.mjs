// Prints what the page's elementary functions make of doubles, for a program to compare: arithmetic.mjs FILE, where FILE
// holds the bits of doubles, in hexadecimal digits. A line for each: the bits of its power of e, logarithm, hyperbolic
// tangent and sigmoid.
import { readFileSync } from "node:fs";
import { valuesOf } from "./scripts.mjs";

const { elementary } = valuesOf(["arithmetic.js"], ["elementary"]);
const words = JSON.parse(readFileSync(process.argv[2], "utf8")).map((digits) => BigInt(`0x${digits}`));

for (const x of new Float64Array(BigUint64Array.from(words).buffer)) {
  const values = [elementary.exp(x), elementary.log(x), elementary.tanh(x), elementary.sigmoid(x)];
  const bits = values.map((value) =>
    (Number.isNaN(value) ? "nan" : new BigUint64Array(Float64Array.of(value).buffer)[0].toString(16)));
  process.stdout.write(`${bits.join(" ")}\n`);
}
