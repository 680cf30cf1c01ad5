import assert from "node:assert/strict";
import test from "node:test";
import { run } from "./page.mjs";

const { DrawingPad, imageChanges } = run(
  ["elements.js", "network-colors.js", "network-drawing.js"], ["DrawingPad", "imageChanges"]);

/** The rectangle of pixels with ink, and the centre of its mass. */
function ink(pixels) {
  const places = [...pixels.keys()].filter((place) => pixels[place] > 0);
  const [xs, ys] = [places.map((place) => place % 28), places.map((place) => Math.floor(place / 28))];
  const mass = pixels.reduce((sum, value) => sum + value, 0);
  const mean = (coordinate) => places.reduce((sum, place) => sum + pixels[place] * coordinate(place), 0) / mass;
  return {
    width: Math.max(...xs) - Math.min(...xs) + 1, height: Math.max(...ys) - Math.min(...ys) + 1,
    x: mean((place) => place % 28), y: mean((place) => Math.floor(place / 28))
  };
}

test("strokes of any size fill 20 pixels and have their mass in the middle", () => {
  const seven = [{ x: 0.1, y: 0.1 }, { x: 0.5, y: 0.1 }, { x: 0.3, y: 0.8 }];
  for (const scale of [1, 0.5, 0.3]) {
    const strokes = [seven.map(({ x, y }) => ({ x: x * scale + 0.2, y: y * scale }))];
    const { width, height, x, y } = ink(DrawingPad.pixels(strokes));
    assert.ok(height >= 19 && height <= 21 && width < height, `${width}×${height}`);
    assert.ok(Math.abs(x - 14) <= 0.5 && Math.abs(y - 14) <= 0.5, `${x}, ${y}`);
  }
});

test("a dot stays a dot, and nothing stays nothing", () => {
  assert.ok(ink(DrawingPad.pixels([[{ x: 0.4, y: 0.6 }]])).height <= 4);
  assert.equal(Math.max(...DrawingPad.pixels([])), 0);
});

test("an image that is moved there and back is what it was", () => {
  const pixels = DrawingPad.pixels([[{ x: 0.2, y: 0.2 }, { x: 0.7, y: 0.8 }]]);
  const back = (there, andBack) => imageChanges[andBack](imageChanges[there](pixels, 28, 28), 28, 28);
  assert.deepEqual(back("←", "→"), pixels);
  assert.deepEqual(back("↑", "↓"), pixels);
  assert.notDeepEqual(imageChanges["←"](pixels, 28, 28), pixels);
});

test("thicker has more ink and thinner has less", () => {
  const pixels = DrawingPad.pixels([[{ x: 0.2, y: 0.2 }, { x: 0.7, y: 0.8 }]]);
  const mass = (image) => image.reduce((sum, value) => sum + value, 0);
  assert.ok(mass(imageChanges.thicker(pixels, 28, 28)) > mass(pixels));
  assert.ok(mass(imageChanges.thinner(pixels, 28, 28)) < mass(pixels));
});
