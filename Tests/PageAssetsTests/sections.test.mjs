import assert from "node:assert/strict";
import test from "node:test";
import { Element, run } from "./page.mjs";

const sections = ["kernels", "größe", "questions"];

/** A page whose sections begin 1,000 pixels apart, the first at 500, in a window 1,000 high, after its script has run. */
function page({ contents = sections } = {}) {
  const links = contents.map((anchor) => Object.assign(new Element("a"), { hash: `#${encodeURIComponent(anchor)}` }));
  let scrolled = 0;
  const headings = sections.map((id, index) => Object.assign(new Element("h2"), {
    id, getBoundingClientRect: () => ({ top: 500 + 1000 * index - scrolled }),
  }));
  const window = Object.assign(new Element("window"), { innerHeight: 1000, requestAnimationFrame: (act) => act() });
  class ResizeObserver { observe() {} }
  const { whenSectionChanges } = run(["sections.js"], ["whenSectionChanges"],
    { ".contents .sections a": links, "main h2[id]": headings }, { window, ResizeObserver });
  const told = [];
  whenSectionChanges.push((anchor) => told.push(anchor));
  return {
    told,
    scroll: (to) => {
      scrolled = to;
      window.send("scroll");
    },
    marked: () => links.flatMap((link, index) => (link.attributes["aria-current"] === "true" ? [index] : [])),
  };
}

test("the section whose heading has last passed the line is marked, in both directions", () => {
  const { scroll, marked } = page();
  const expected = (to) => (to < 200 ? [] : to < 1200 ? [0] : to < 2200 ? [1] : [2]);
  const places = Array.from({ length: 100 }, (_, index) => index * 31);
  for (const to of [...places, ...places.reverse()]) {
    scroll(to);
    assert.deepEqual(marked(), expected(to), `at ${to}`);
  }
});

test("whoever asks is told of a section once, when it begins to be read", () => {
  const { scroll, told } = page();
  for (const to of [0, 300, 400, 1300, 300]) scroll(to);
  assert.deepEqual(told, ["kernels", "größe", "kernels"]);
});

test("without contents nothing is marked", () => {
  const { scroll, marked, told } = page({ contents: [] });
  scroll(1300);
  assert.deepEqual([marked(), told], [[], []]);
});
