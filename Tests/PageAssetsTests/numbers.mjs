// Prints what the scripts of a page write for floats and make of pictures, for a program to compare: numbers.mjs FILE,
// where FILE holds bits of floats, and pictures with their sizes. A line for each number, and one for each picture.
import { readFileSync } from "node:fs";
import { run } from "./page.mjs";

const { floats, pictures } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { written, brief, exact, ownPicture } = run(
  ["elements.js", "network-colors.js", "network-pictures.js"], ["written", "brief", "exact", "ownPicture"]);

for (const value of new Float32Array(Uint32Array.from(floats).buffer)) {
  process.stdout.write(`${written(value)} ${brief(value)} ${exact(value)}\n`);
}
for (const { width, height, samples, isDrawable } of pictures) {
  const data = samples.flatMap((sample, place) => (place % 3 < 2 ? [sample] : [sample, 255]));
  process.stdout.write(`${Array.from(ownPicture.pixels({ width, height, data }, 28, 28, isDrawable)).join(" ")}\n`);
}
