// Computes all windows of an inquiry as a page does when its reader has changed something, and says how many of them are
// not what came with the page: inquiry.mjs FILE, where FILE holds the inquiry's data.
import { readFileSync } from "node:fs";
import { run } from "./page.mjs";

const { InquiryNumbers, SlidingWindow } = run(
  ["arithmetic.js", "sliding-window.js", "inquiry-numbers.js"], ["InquiryNumbers", "SlidingWindow"]);
const data = JSON.parse(readFileSync(process.argv[2], "utf8"));
const numbers = new InquiryNumbers(data);
const sliding = new SlidingWindow({ size: data.size, window: data.window, stride: [1, 1], padding: data.widest,
  dilation: [1, 1] });
const columns = sliding.output[1];
let [count, differing] = [0, 0];
data.windows.forEach((windows, map) => windows.forEach((window, place) => {
  const computed = numbers.window(sliding, data.operation, map, [Math.floor(place / columns), place % columns]);
  count += 1;
  if (JSON.stringify(computed) !== JSON.stringify(window)) differing += 1;
}));
const before = JSON.stringify([data.image, data.kernels, data.biases]);
numbers.write(data);
if (JSON.stringify([data.image, data.kernels, data.biases]) !== before) differing += 1;
process.stdout.write(`${count} windows, ${differing} differ\n`);
