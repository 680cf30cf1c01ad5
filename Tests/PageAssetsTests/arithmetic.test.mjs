import assert from "node:assert/strict";
import test from "node:test";
import { run } from "./page.mjs";

const { multiplyAdd, elementary, softmax } = run(["arithmetic.js"], ["multiplyAdd", "elementary", "softmax"]);

/** `a · b + c` of floats in whole numbers of any length, rounded to the nearest float, to the even one of two. */
function exactly(a, b, c) {
  const whole = (x) => BigInt(x * 2 ** 149);
  const sum = whole(a) * whole(b) + (whole(c) << 149n);
  const size = sum < 0n ? -sum : sum;
  // The last place of a float is worth 2⁻¹⁴⁹ at least.
  const shift = BigInt(Math.max(size.toString(2).length - 24, 149));
  const [kept, rest, half] = [size >> shift, size & ((1n << shift) - 1n), 1n << (shift - 1n)];
  const isUp = rest > half || (rest === half && kept % 2n === 1n);
  const result = Number(kept + (isUp ? 1n : 0n)) * 2 ** Number(shift - 298n);
  return sum < 0n ? -result : result;
}

/** A generator of whole numbers below 2³². */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
}

test("a product and a sum are rounded once", () => {
  const next = numbers(7);
  const sign = () => (next() & 0x10000 ? -1 : 1);
  const float = () => Math.fround(sign() * (0x800000 + (next() >>> 9)) * 2 ** (next() % 40 - 43));
  let twice = 0;
  for (let trial = 0; trial < 60_000; trial += 1) {
    let [a, b, c] = [float(), float(), float()];
    if (trial % 2) {
      // (1 − t) · (1 + t) times half a unit of c's last place: nearly in the middle between two floats, or just there.
      const exponent = next() % 40 - 60;
      const t = next() % 8 ? 2 ** -(15 + next() % 9) : 0;
      [a, b, c] = [sign() * (1 - t) * 2 ** (exponent - 1), 1 + t, sign() * (0x800000 + (next() >>> 9)) * 2 ** exponent];
    }
    const expected = exactly(a, b, c);
    assert.equal(multiplyAdd(a, b, c), expected, `${a} · ${b} + ${c}`);
    if (Math.fround(a * b + c) !== expected) twice += 1;
  }
  assert.ok(twice > 1000, `only ${twice} cases told one rounding from two`);
});

test("what is too large, too small or no number", () => {
  const tiny = 2 ** -149;
  assert.equal(multiplyAdd(2 ** 100, 2 ** 100, 1), Infinity);
  assert.equal(multiplyAdd(Infinity, 1, -Infinity), NaN);
  assert.equal(multiplyAdd(tiny, 0.5, tiny), exactly(tiny, 0.5, tiny));
  assert.equal(multiplyAdd(0, -1, 0), 0);
});

test("elementary functions end where the program's do", () => {
  assert.equal(elementary.exp(710), Infinity);
  assert.equal(elementary.exp(-709), 0);
  assert.equal(elementary.exp(0), 1);
  assert.equal(elementary.log(0), -Infinity);
  assert.equal(elementary.log(-1), NaN);
  assert.ok(Object.is(elementary.tanh(-0), -0));
  for (const x of [1e-310, 1e-5, 0.3, 1, 2, 1e10, 1e300]) {
    assert.ok(Math.abs(elementary.log(x) - Math.log(x)) <= 1e-15 * Math.abs(Math.log(x)), `${x}`);
  }
  for (const x of [-700, -3, -0.001, 0.001, 0.3, 5]) {
    assert.ok(Math.abs(elementary.exp(x) / Math.exp(x) - 1) < 1e-15, `${x}`);
    assert.ok(Math.abs(elementary.tanh(x) / Math.tanh(x) - 1) < 1e-15, `${x}`);
  }
});

test("shares add up to one, however large the logits are", () => {
  const shares = softmax.shares(Float32Array.of(1000, 1001, 999));
  assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-6);
});
