import assert from "node:assert/strict";
import test from "node:test";
import { run } from "./page.mjs";

const { KernelsAtWork, floatsOf } = run(
  ["elements.js", "encoding.js", "kernels.js"], ["KernelsAtWork", "floatsOf"], {}, { atob });

test("floats come whole, or each in 12 bits with an exponent for some of them", () => {
  const whole = Buffer.from(Float32Array.from([0.1, -2, 3e8]).buffer).toString("base64");
  assert.deepEqual([...floatsOf(whole, null)], [0.1, -2, 3e8].map(Math.fround));
  // Sign, four bits of an exponent, seven of a fraction: three of one tensor, two of another, one to fill the last byte.
  const codes = [0b0_0001_0000000, 0b1_1111_1111111, 0b0_0000_0000001, 0b0_0010_1000000, 0b1_0000_0000000, 0];
  const bytes = [0, 2, 4].flatMap((place) => {
    const pair = codes[place] * 4096 + codes[place + 1];
    return [pair >> 16, pair >> 8 & 255, pair & 255];
  });
  const floats = [...floatsOf(Buffer.from(bytes).toString("base64"), [[3, -20], [2, 0]])];
  assert.deepEqual(floats.slice(0, 4), [128 * 2 ** -20, -255 * 2 ** -6, 2 ** -20, 384]);
  assert.ok(Object.is(floats[4], -0) && floats.length === 5);
});

test("a kernel that does the same to all colours comes once", () => {
  const data = { shape: [3, 9, 9], sizes: [1, 2], slices: [1, 3] };
  const all = Float32Array.from({ length: 20 }, (_, index) => index);
  const weights = (kernel, size) => [...KernelsAtWork.weightsOf(data, all, kernel, size)];
  assert.deepEqual(weights(0, 0), [0, 0, 0]);
  assert.deepEqual(weights(0, 1), [1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4]);
  assert.deepEqual(weights(1, 0), [5, 6, 7]);
  assert.deepEqual(weights(1, 1), [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
});
