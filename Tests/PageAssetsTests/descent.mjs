// Prints what a page computes of a kernel that learns, for a program to compare: descent.mjs PAGE. A line for each step of
// the path that is shown at first: checksums of the kernel and of its loss, and the kernel as the lesson writes it.
import { readFileSync } from "node:fs";
import { checksum, valuesOf } from "./scripts.mjs";

const page = readFileSync(process.argv[2], "utf8");
const data = JSON.parse(page.match(/<figure class="descent">\n<script[^>]*>(.*?)<\/script>/s)[1]);
const { Descent } = valuesOf(["descent.js"], ["Descent"]);
const descent = new Descent(data);
for (const weights of descent.path(data.start, data.rate, data.steps)) {
  const written = Array.from(weights, (weight) => weight.toFixed(4).replace("-", "−")).join(", ");
  process.stdout.write(`${checksum(weights)} ${checksum(Float32Array.of(descent.loss(weights)))} [${written}]\n`);
}
