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

test("a stroke may have as many points as one likes", () => {
  const [start, end, count] = [{ x: 0.2, y: 0.2 }, { x: 0.7, y: 0.8 }, 300000];
  const at = (share) => ({ x: start.x + share * (end.x - start.x), y: start.y + share * (end.y - start.y) });
  const many = DrawingPad.pixels([Array.from({ length: count }, (_, place) => at(place / (count - 1)))]);
  DrawingPad.pixels([[start, end]]).forEach((value, place) => assert.ok(Math.abs(value - many[place]) <= 1));
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

test("undo takes back strokes, then what was cleared, and without either nothing at all", () => {
  let changes = 0;
  const pad = Object.assign(Object.create(DrawingPad.prototype),
    { strokes: [[{ x: 0.1, y: 0.1 }], [{ x: 0.9, y: 0.9 }]], cleared: [], pen: {}, changed: () => { changes += 1; } });
  const [first, second] = pad.strokes;
  pad.clear();
  assert.equal(pad.strokes.length, 0);
  pad.clear();
  pad.undo();
  assert.deepEqual(pad.strokes, [first, second]);
  pad.undo();
  pad.undo();
  assert.deepEqual([pad.strokes.length, changes], [0, 5]);
  pad.undo();
  assert.equal(changes, 5);
});

test("a stroke is one pointer's, stays in the pad, and goes on where the pointer is when the page scrolls", () => {
  const listeners = {};
  const canvas = {
    addEventListener: (type, listener) => { listeners[type] = listener; }, setPointerCapture: () => {},
    getBoundingClientRect: () => ({ left: 10, top: 20, width: 100, height: 100 })
  };
  const pad = Object.assign(Object.create(DrawingPad.prototype),
    { canvas, strokes: [], pen: {}, isHeld: false, changed: () => {} });
  pad.listen();
  let scrolled = 0;
  const send = (type, pointerId, x, y) => listeners[type]({
    button: 0, pointerId, clientX: x, clientY: y, pageX: x, pageY: y + scrolled
  });
  send("pointerdown", 1, 60, 40);
  send("pointerdown", 2, 20, 30);
  send("pointermove", 2, 30, 30);
  send("lostpointercapture", 2, 30, 30);
  send("pointermove", 1, 160, 70);
  scrolled = 20;
  send("pointermove", 1, 60, 70);
  listeners.keydown({ key: "Backspace", preventDefault: () => {} });
  send("lostpointercapture", 1, 60, 70);
  send("pointermove", 1, 80, 80);
  assert.deepEqual(JSON.parse(JSON.stringify(pad.strokes)), [[{ x: 0.5, y: 0.2 }, { x: 1, y: 0.5 }, { x: 0.5, y: 0.7 }]]);
});
