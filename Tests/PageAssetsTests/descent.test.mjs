import assert from "node:assert/strict";
import test from "node:test";
import { run } from "./page.mjs";

const { Descent } = run(["descent.js"], ["Descent"]);
const image = Array.from({ length: 6 }, () => [0, 0, 1, 1, 1, 1, 0, 0]);
const target = image.map((row) => row.slice(1).map((pixel, x) => row[x] - pixel));
const descent = new Descent({ image, target, kernel: [1, 2] });

test("the loss is zero at the kernel that gives the target, and the sum of squares elsewhere", () => {
  assert.equal(descent.loss(Float32Array.of(1, -1)), 0);
  assert.equal(descent.loss(Float32Array.of(0, 0)), 12);
});

test("the gradient is the slope of the loss", () => {
  const [at, step] = [[0.3, 0.2], 0.0625];
  const slopes = at.map((_, weight) => {
    const moved = (by) => descent.loss(Float32Array.from(at, (value, index) => value + (index === weight ? by : 0)));
    return (moved(step) - moved(-step)) / (2 * step);
  });
  descent.gradient(Float32Array.from(at)).forEach((slope, index) => assert.ok(Math.abs(slope - slopes[index]) < 1e-3));
});

test("a small rate leads to the goal, with as many kernels as steps and one", () => {
  const path = descent.path([0.5, 0.9], 0.01, 100);
  assert.equal(path.length, 101);
  assert.ok(descent.loss(path[100]) < 1e-6);
});

test("a large rate leads away from it, until the loss is no number any more", () => {
  const near = descent.path([0.5, 0.9], 0.03, 100);
  assert.ok(descent.loss(near[100]) > descent.loss(near[0]));
  const far = descent.path([0.5, 0.9], 0.04, 100);
  assert.ok(far.length < 101);
  assert.ok(!Number.isFinite(descent.loss(far[far.length - 1])));
  assert.ok(far.slice(0, -1).every((weights) => Number.isFinite(descent.loss(weights))));
});

test("a kernel of two rows learns as well", () => {
  const turned = (rows) => rows[0].map((_, column) => rows.map((row) => row[column]));
  const upright = new Descent({ image: turned(image), target: turned(target), kernel: [2, 1] });
  const [down, across] = [upright, descent].map((each) => each.path([0.5, 0.9], 0.01, 100)[100]);
  down.forEach((weight, index) => assert.ok(Math.abs(weight - across[index]) < 1e-4));
});
