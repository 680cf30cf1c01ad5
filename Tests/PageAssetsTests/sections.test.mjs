import assert from "node:assert/strict";
import test from "node:test";
import { Element, run } from "./page.mjs";

const sections = ["kernels", "sizes", "questions"];

/** A page of three sections after its script has run: what the browser can tell the script, and which links are marked. */
function page({ contents = sections, isOldBrowser = false } = {}) {
  const links = contents.map((anchor) => Object.assign(new Element("a"), { hash: `#${anchor}` }));
  const headings = sections.map((id) => Object.assign(new Element("h2"), { id }));
  const watched = [];
  let report;
  class IntersectionObserver {
    constructor(act) { report = act; }
    observe(target) { watched.push(target.id); }
  }
  run(["sections.js"], [], { ".contents nav a": links, "main h2[id]": headings },
    isOldBrowser ? {} : { IntersectionObserver });
  return {
    watched,
    move: (into) => report(headings.map((target) => ({ target, isIntersecting: target.id === into }))),
    marked: () => links.filter((link) => link.attributes["aria-current"] === "true").map((link) => link.hash),
  };
}

test("every section is watched", () => assert.deepEqual(page().watched, sections));

test("nothing is watched without contents, or by a browser that cannot", () => {
  assert.deepEqual(page({ contents: [] }).watched, []);
  assert.deepEqual(page({ isOldBrowser: true }).watched, []);
});

test("the one section that comes into view is marked, until another does", () => {
  const { move, marked } = page();
  assert.deepEqual(marked(), []);
  move("sizes");
  assert.deepEqual(marked(), ["#sizes"]);
  move("nothing");
  assert.deepEqual(marked(), ["#sizes"]);
  move("questions");
  assert.deepEqual(marked(), ["#questions"]);
});
