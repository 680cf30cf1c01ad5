import assert from "node:assert/strict";
import test from "node:test";
import { run } from "./page.mjs";

const { numberIn, SlidingWindow } = run(
  ["arithmetic.js", "sliding-window.js", "typing.js"], ["numberIn", "SlidingWindow"]);

test("numbers as readers type them", () => {
  for (const [text, value] of [["1", 1], [" −0.5 ", -0.5], ["-.5", -0.5], ["0,25", 0.25], ["1/9", Math.fround(1 / 9)],
    ["−1 / 4", -0.25], ["1e3", 1000], ["0.1", Math.fround(0.1)], ["-0", 0], ["1000000", 1e6]]) {
    assert.ok(Object.is(numberIn(text), value), `${text} is ${numberIn(text)}`);
  }
  for (const text of ["", " ", "−", "x", "1/0", "0/0", "1/2/3", "0x10", "1e9", "NaN", "Infinity", "1 2", "1."]) {
    assert.equal(numberIn(text), text === "1." ? 1 : null, text);
  }
});

test("an output has as many rows and columns as the window has places", () => {
  for (let size = 1; size <= 7; size += 1) {
    for (let window = 1; window <= 4; window += 1) {
      for (const [stride, padding, dilation] of [[1, 0, 1], [2, 1, 1], [3, 2, 2], [1, 0, 3]]) {
        const sliding = new SlidingWindow({ size: [size, 9], window: [window, 1], stride: [stride, 1],
          padding: [padding, 0], dilation: [dilation, 1] });
        let places = 0;
        for (let top = -padding; top + (window - 1) * dilation < size + padding; top += stride) places += 1;
        assert.deepEqual([Math.max(0, sliding.output[0]), sliding.output[1]], [places, 9]);
      }
    }
  }
});

test("sums, means and largest values are those of the pixels under the window", () => {
  const sliding = new SlidingWindow({ size: [3, 4], window: [2, 2], stride: [2, 1], padding: [1, 1], dilation: [1, 2] });
  const plane = Float32Array.from({ length: 12 }, (_, index) => index + 1);
  const pixels = (row, column) => {
    const found = [];
    sliding.forEach(row, column, (place, pixel) => found.push(pixel));
    return found;
  };
  assert.deepEqual([...sliding.output], [2, 4]);
  assert.deepEqual(pixels(0, 0), [-1, -1, -1, 1]);
  assert.deepEqual(pixels(1, 1), [4, 6, 8, 10]);
  assert.deepEqual(pixels(1, 3), [6, -1, 10, -1]);
  const kernel = Float32Array.of(1, 10, 100, 1000);
  assert.equal(sliding.sum([plane], [kernel], 1, 1), 5 + 70 + 900 + 11000);
  assert.equal(sliding.sum([plane, plane], [kernel, kernel], 1, 3, 0.5), 2 * (7 + 1100) + 0.5);
  assert.deepEqual({ ...sliding.largest(plane.map((value) => -value), 1, 3) }, { value: -7, place: 0 });
  assert.deepEqual({ ...sliding.largest(new Float32Array(12), 1, 1) }, { value: 0, place: 0 });
  assert.deepEqual({ ...sliding.mean(plane, 1, 3) }, { sum: 18, mean: 4.5 });
});
