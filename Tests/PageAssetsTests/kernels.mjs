// Prints what a page makes of an image with each of its kernels, for a program to compare: kernels.mjs FILE, where FILE
// holds the widget's data and the strides, paddings and dilations to try. A checksum on a line for each kernel, size and
// step.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const { widget: data, steps } = JSON.parse(readFileSync(process.argv[2], "utf8"));
// Not in a context of its own, where every use of a global name takes its time.
const scripts = ["arithmetic.js", "encoding.js", "sliding-window.js"].map((name) =>
  readFileSync(new URL(`../../Sources/PageAssets/${name}`, import.meta.url), "utf8"));
const { SlidingWindow, bytesOf } = vm.runInThisContext(
  `"use strict"; (() => { ${scripts.join("\n")} return { SlidingWindow, bytesOf }; })()`);

/** FNV-1a of the bits of floats, in 64 bits. */
function checksum(values) {
  let sum = 0xcbf29ce484222325n;
  for (const byte of new Uint8Array(values.buffer)) sum = BigInt.asUintN(64, (sum ^ BigInt(byte)) * 0x100000001b3n);
  return sum.toString(16);
}

const [channels, height, width] = data.shape;
const values = Float32Array.from(bytesOf(data.pixels), (pixel) => pixel / 255);
const weights = new Float32Array(bytesOf(data.weights).buffer);
const slices = (all, size) => Array.from({ length: channels }, (_, channel) =>
  all.subarray(channel * size, (channel + 1) * size));
let start = 0;
data.names.forEach(() => {
  for (const side of data.sizes) {
    const kernel = weights.subarray(start, start + channels * side * side);
    start += kernel.length;
    for (const [stride, padding, dilation] of steps) {
      const sliding = new SlidingWindow({ size: [height, width], window: [side, side], stride: [stride, stride],
        padding: [padding, padding], dilation: [dilation, dilation] });
      const [rows, columns] = sliding.output;
      const output = new Float32Array(rows * columns).map((_, index) => sliding.sum(slices(values, height * width),
        slices(kernel, side * side), Math.floor(index / columns), index % columns));
      process.stdout.write(`${checksum(output)}\n`);
    }
  }
});
