// Prints what a page computes of recorded trainings, for a program to compare: recording.mjs FILE, where FILE holds what a
// page is given. A line for each run, moment and picture: checksums of every layer that comes with the page, of the
// probabilities, and of the means.
import { readFileSync } from "node:fs";
import { checksum, valuesOf } from "./scripts.mjs";

const data = JSON.parse(readFileSync(process.argv[2], "utf8"));
global.document = { querySelectorAll: () => [] };
const { Recording, bytesOf, countOf } = valuesOf(
  ["arithmetic.js", "encoding.js", "engine.js", "recordings.js"], ["Recording", "bytesOf", "countOf"]);
const [images, size] = [bytesOf(data.images), countOf(data.input)];
for (const run of data.runs) {
  const recording = new Recording(run, data);
  run.steps.forEach((step, moment) => data.labels.forEach((_, picture) => {
    const outputs = recording.outputs(moment, images.subarray(picture * size, (picture + 1) * size));
    const means = data.means.map((__, kind) => recording.means(moment, kind));
    process.stdout.write(`${[...outputs, recording.answer(moment, picture), ...means].map(checksum).join(" ")}\n`);
  }));
}
