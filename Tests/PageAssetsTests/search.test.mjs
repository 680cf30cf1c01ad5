import assert from "node:assert/strict";
import test from "node:test";
import { Element, run } from "./page.mjs";

const bar = new Element("div");
bar.prepend = bar.append;
const { findSections, excerpt } = run(["elements.js", "search.js"], ["findSections", "excerpt"], {},
  { tools: bar, root: "" });

const index = [
  ["lesson-01", "Kernels",
    [["main", "", "A kernel slides over the image."], ["stride", "Stride", "Steps of (two) pixels."]]],
  ["lesson-02", "Pooling", [["windows", "Windows", "The stride of a window, and the Kernel again."]]],
];
const found = (query) => Array.from(findSections(query, index), ({ name, anchor }) => `${name}#${anchor}`);

test("a section is found by all its words, in any case, in its heading or its text", () => {
  assert.deepEqual(found("KERNEL"), ["lesson-01#main", "lesson-02#windows"]);
  assert.deepEqual(found("window kernel"), ["lesson-02#windows"]);
  assert.deepEqual(found("kernel nothing"), []);
  assert.deepEqual(found("  "), []);
});

test("what has the words in its heading comes first", () => {
  assert.deepEqual(found("stride"), ["lesson-01#stride", "lesson-02#windows"]);
});

test("what a keyboard or a phone types finds the signs of the pages, and marks them", () => {
  const pages = [["lesson-01", "Kernels", [["signs", "A 3×3 kernel", "The kernel's corner is −1, “x” − or \"y\"."]]]];
  for (const query of ["3x3", "3×3", "-1", "−1", "kernel's", "Kernel’s", "“y”", '"x"']) {
    assert.equal(findSections(query, pages).length, 1, query);
  }
  const [[, , [[, , text]]]] = pages;
  const pieces = Array.from(excerpt(text, "kernel’s -1"));
  const marked = pieces.filter((piece) => piece instanceof Element);
  assert.deepEqual(marked.map((piece) => piece.textContent), ["kernel's", "−1"]);
  assert.equal(pieces.map((piece) => piece.textContent ?? piece).join(""), text);
});

test("the excerpt is about the words and marks them, whatever signs they are", () => {
  const text = `${"before ".repeat(40)}steps of (two) pixels${" after".repeat(40)}`;
  const pieces = Array.from(excerpt(text, "(two) STEPS"));
  const marked = pieces.filter((piece) => piece instanceof Element);
  assert.deepEqual(marked.map((piece) => piece.textContent), ["steps", "(two)"]);
  assert.equal(pieces[0], "… ");
  assert.equal(pieces.at(-1), " …");
  assert.ok(pieces.map((piece) => piece.textContent ?? piece).join("").length < 200);
});
