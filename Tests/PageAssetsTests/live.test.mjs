import assert from "node:assert/strict";
import test from "node:test";
import { run } from "./page.mjs";

test("a page that is read anew follows its lesson, also where the browser keeps nothing or something damaged", () => {
  const refuse = () => { throw new Error("forbidden"); };
  for (const getItem of [refuse, () => "{", () => "null"]) {
    let reloads = 0;
    const surroundings = {
      location: { reload: () => { reloads += 1; } },
      scrollY: 0,
      sessionStorage: { getItem, setItem: refuse, removeItem: refuse },
    };
    run(["live.js"], [], {}, surroundings);
    surroundings.patchworkReading({ run: 2, complaint: "" });
    assert.equal(reloads, 1);
  }
});
