import assert from "node:assert/strict";
import test from "node:test";
import { run } from "./page.mjs";

const { make, element, proper, inParentheses } = run(
  ["elements.js"], ["make", "element", "proper", "inParentheses"]);

test("an element has its attributes and children", () => {
  const cell = make("td", { class: "pad", "data-row": 0 }, "a", make("b", {}, "c"), 2);
  assert.equal(cell.name, "td");
  assert.deepEqual(cell.attributes, { class: "pad", "data-row": "0" });
  assert.equal(cell.textContent, "ac2");
});

test("an attribute without a value is left out, an empty one is not", () => {
  assert.deepEqual(make("td", { class: null, title: undefined, alt: "" }).attributes, { alt: "" });
});

test("a formula is made of MathML", () => {
  const fraction = element("mfrac", element("mn", "1"), element("mn", "2"));
  assert.equal(fraction.namespace, "http://www.w3.org/1998/Math/MathML");
  assert.deepEqual(fraction.children.map((part) => [part.name, part.textContent]), [["mn", "1"], ["mn", "2"]]);
});

test("negative numbers have a minus sign and stand in parentheses", () => {
  assert.deepEqual([proper(-2), proper(0), proper(12)], ["−2", "0", "12"]);
  assert.deepEqual(["−0.5", "0.5", "0"].map(inParentheses), ["(−0.5)", "0.5", "0"]);
});
