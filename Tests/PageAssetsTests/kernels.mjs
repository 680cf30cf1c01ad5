// Prints what a page makes of an image with each of its kernels, for a program to compare: kernels.mjs FILE, where FILE
// holds the widget's data and the strides, paddings and dilations to try. A checksum on a line for each kernel, size and
// step.
import { readFileSync } from "node:fs";
import { checksum, valuesOf } from "./scripts.mjs";

const { widget: data, steps } = JSON.parse(readFileSync(process.argv[2], "utf8"));
global.document = { querySelectorAll: () => [] };
const { KernelsAtWork, SlidingWindow, bytesOf, floatsOf } = valuesOf(
  ["arithmetic.js", "encoding.js", "sliding-window.js", "kernels.js"],
  ["KernelsAtWork", "SlidingWindow", "bytesOf", "floatsOf"]);

const [channels, height, width] = data.shape;
const values = Float32Array.from(bytesOf(data.pixels), (pixel) => pixel / 255);
const weights = floatsOf(data.weights, null);
const slices = (all, size) => Array.from({ length: channels }, (_, channel) =>
  all.subarray(channel * size, (channel + 1) * size));
data.names.forEach((_, name) => {
  data.sizes.forEach((side, size) => {
    const kernel = KernelsAtWork.weightsOf(data, weights, name, size);
    for (const [stride, padding, dilation] of steps) {
      const sliding = new SlidingWindow({ size: [height, width], window: [side, side], stride: [stride, stride],
        padding: [padding, padding], dilation: [dilation, dilation] });
      const [rows, columns] = sliding.output;
      const output = new Float32Array(rows * columns).map((__, index) => sliding.sum(slices(values, height * width),
        slices(kernel, side * side), Math.floor(index / columns), index % columns));
      process.stdout.write(`${checksum(output)}\n`);
    }
  });
});
