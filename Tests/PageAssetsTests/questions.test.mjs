import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { run } from "./page.mjs";

const { replyTo, plainAnswer } = run(["elements.js", "questions.js"], ["replyTo", "plainAnswer"]);

/** The answers that `Tests/PagesTests` reads too: what both say to each must be the same. */
const answers = JSON.parse(readFileSync(new URL("answers.json", import.meta.url), "utf8"));

function reply({ ask, typed }) {
  const [head, ...lines] = ask.split("\n");
  const [, kind, ...rest] = head.split(" ");
  const known = lines.map((line) => {
    const [value, message] = line.split("\t");
    return { value, message };
  });
  const { isRight, words } = replyTo(kind, Number(rest[0]), known, typed);
  if (isRight) return "right";
  return words.startsWith("Not quite. ") ? "slip" : words.startsWith("This asks for") ? "unread" : "wrong";
}

test("an answer means the same in every notation, and what is none is told politely", () => {
  assert.ok(answers.length > 100);
  for (const answer of answers) assert.equal(reply(answer), answer.reply, JSON.stringify(answer));
});

test("a choice is met by its own text alone", () => {
  const ask = "g choice\nit moves\nit stays\tYou took it for invariant: it moves.";
  assert.equal(reply({ ask, typed: "it moves" }), "right");
  assert.equal(reply({ ask, typed: "it stays" }), "slip");
});

test("what cannot be seen is one space", () => {
  assert.equal(plainAnswer("\u00A03\u200B,\u2028\u00034 "), "3 , 4");
});
