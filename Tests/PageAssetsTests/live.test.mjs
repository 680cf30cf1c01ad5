import assert from "node:assert/strict";
import test from "node:test";
import { run } from "./page.mjs";

test("a page that is read anew follows its lesson, also where the browser keeps nothing", () => {
  let reloads = 0;
  const refuse = () => { throw new Error("forbidden"); };
  const surroundings = {
    location: { reload: () => { reloads += 1; } },
    scrollY: 0,
    sessionStorage: { getItem: refuse, setItem: refuse, removeItem: refuse },
  };
  run(["live.js"], [], {}, surroundings);
  surroundings.patchworkReading({ run: 2, complaint: "" });
  assert.equal(reloads, 1);
});
