/// A question takes an answer, in whatever notation the reader is used to: what `TypedAnswer.swift` does in the terminal.
/** @type {(typed: string) => string} */
const plainAnswer = (typed) => ([...typed].length > 200 ? "" : typed)
  .replace(/[−–‐‑]/g, "-").replace(/[\p{C}\p{Z}]+/gu, " ").trim().toLowerCase();

const vulgarFractions = new Map(Object.entries({
  "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5,
  "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8, "⅑": 1 / 9,
}));

/// `1/2`, `1 1/2`, `½`, `1½`.
/** @type {(text: string) => number | undefined} */
const fractionIn = (text) => {
  const part = vulgarFractions.get(text.slice(-1));
  if (part !== undefined) {
    const whole = text.slice(0, -1).trim();
    return whole === "" ? part : /^[0-9]{1,15}$/.test(whole) ? Number(whole) + part : undefined;
  }
  const match = text.match(/^(?:([0-9]{1,15}) )?([0-9]{1,15}) ?[/⁄∕÷] ?([0-9]{1,15})$/);
  return match && Number(match[3]) > 0 ? Number(match[1] ?? 0) + Number(match[2]) / Number(match[3]) : undefined;
};

/// Whether there is one comma that may be a decimal one or stand between thousands, as in `1,234`.
/** @type {(text: string) => boolean} */
const hasDoubtfulComma = (text) => /^[^0-9,]*[1-9][0-9]{0,2},[0-9]{3}(?![0-9,.'’_])/.test(text);

/// The decimals that a text may mean, with a point and without what sets thousands apart.
/** @type {(text: string, hasDecimalComma: boolean) => string[]} */
const decimalsIn = (text, hasDecimalComma) => {
  const readings = [];
  if (/^([0-9]+\.?|[0-9]*\.[0-9]+)$/.test(text)) readings.push(text);
  if (hasDecimalComma && /^[0-9]*,[0-9]+$/.test(text)) readings.push(text.replace(",", "."));
  if (/^[1-9][0-9]{0,2}([ ,'’_][0-9]{3})+(\.[0-9]+)?$/.test(text)) readings.push(text.replace(/[^0-9.]/g, ""));
  if (/^[1-9][0-9]{0,2}([. '’][0-9]{3})+(,[0-9]+)?$/.test(text)) {
    readings.push(text.replace(/[^0-9,]/g, "").replace(",", "."));
  }
  return readings;
};

/// The numbers that a text may mean; `1,234` is no decimal if a whole number is asked for.
/** @type {(text: string, isWhole: boolean) => number[]} */
const typedNumbers = (text, isWhole) => {
  let rest = text.replace(/^[=≈~ ]+/, "").replace(/( \p{L}+\.?)+$/u, "");
  const isShare = rest.endsWith("%");
  if (isShare) rest = rest.slice(0, -1);
  const sign = rest.startsWith("-") ? -1 : 1;
  rest = rest.replace(/^[+-]/, "").trim();
  const fraction = fractionIn(rest);
  const decimal = rest.replace(/10([⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/gu, (_, raised) =>
    `10^${[...raised].map((sign) => "+-0123456789"["⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(sign)]).join("")}`);
  const alone = decimal.match(/^10 ?\^ ?([+-]?[0-9]{1,3})$/);
  const power = decimal.match(/^(.*?)(?:(?:e| ?[×x·*] ?10 ?\^ ?)([+-]?[0-9]{1,3}))?$/);
  const readings = fraction !== undefined ? [fraction] : alone ? [Number(`1e${alone[1]}`)]
    : power ? decimalsIn(power[1], !(isWhole && hasDoubtfulComma(text)))
      .map((number) => Number(number + (power[2] ? `e${power[2]}` : ""))) : [];
  // 25 % is a quarter; whoever is asked for per cent means 25.
  return (isShare ? [...readings.map((number) => number * 0.01), ...readings] : readings)
    .map((number) => sign * number).filter((number) => Number.isFinite(number));
};

/** @type {(text: string) => number[] | undefined} */
const typedWholeNumbers = (text) => {
  const sizes = text.replace(/torch\.size|size|shape|rows?|columns?|by|and|:|\.$/g, " ");
  const digits = sizes.match(/[0-9]+/g) ?? [];
  const isOne = /^[0-9 ()[\]{},;x×*·]+$/.test(sizes) && (digits.length > 0 || /[([]/.test(sizes));
  const isTurned = digits.length === 2 && /column.*row/.test(text);
  const numbers = (isTurned ? digits.reverse() : digits).map(Number);
  return isOne && digits.every((one) => one.length <= 9) ? numbers : undefined;
};

/// Takes an answer as it was typed or chosen; the reply is what `Question.reply` says.
/** @type {(kind: string, share: number, known: KnownAnswer[], typed: string) => { isRight: boolean; words: string }} */
const replyTo = (kind, share, known, typed) => {
  const text = plainAnswer(typed);
  const sizes = kind === "shape" || kind === "cell" ? typedWholeNumbers(text)?.join(", ") : typed;
  const isWhole = known.some(({ value, message }) => message === undefined && Number.isInteger(Number(value)));
  /** @type {((value: string) => boolean)[]} */
  const readings = kind === "number"
    ? typedNumbers(text, isWhole).map((number) => (value) =>
      Math.abs(number - Number(value)) <= Math.max(share, 1e-9) * Math.abs(Number(value)))
    : sizes === undefined ? [] : [(value) => value === sizes];
  if (readings.length === 0) {
    const words = kind === "number" ? "This asks for a number, such as 12, 0.5 or 3/4."
      : "This asks for a shape: whole numbers, such as (3, 4).";
    return { isRight: false, words };
  }
  const met = known.filter(({ value }) => readings.some((isMeant) => isMeant(value)));
  if (kind === "number" && met.length > 1 && hasDoubtfulComma(text)) {
    const words = "This asks for a number that has one meaning: type it with a point, or without the comma.";
    return { isRight: false, words };
  }
  if (met.some(({ message }) => message === undefined)) return { isRight: true, words: "Right." };
  const words = met.length > 0 ? `Not quite. ${met[0].message}` : "That is not it. Try again, or look at the answer.";
  return { isRight: false, words };
};

/// Which questions have been answered, by their names.
/** @type {() => Set<string>} */
const answersKept = () => {
  try { return new Set((localStorage.getItem("patchwork-questions") ?? "").split(" ")); } catch { return new Set(); }
};
/** @type {(identity: string) => void} */
const keepAnswer = (identity) => {
  try {
    localStorage.setItem("patchwork-questions", [...answersKept().add(identity)].join(" ").trim());
  } catch { /* Nothing is kept. */ }
};

/// What can be chosen, in one group that the arrow keys go through.
/** @type {(name: string, value: string, label: string, ...shown: Child[]) => HTMLLabelElement} */
const radio = (name, value, label, ...shown) => make("label", {},
  make("input", { type: "radio", name, value, "aria-label": label || null }), ...shown);

document.querySelectorAll(".question[data-ask]").forEach((question, index) => {
  const [head, ...lines] = (question.dataset.ask ?? "").split("\n");
  const [identity, kind, ...rest] = head.split(" ");
  const known = lines.map((line) => {
    const [value, message] = line.split("\t");
    return { value, message };
  });
  const name = `question-${index}`;
  const field = make("input", { type: "text", autocapitalize: "off", spellcheck: "false" });
  const choices = question.querySelector(".choices");
  if (choices) choices.remove();
  const fields = kind === "choice"
    ? make("fieldset", {}, make("legend", {}, "Your answer"), ...known.map(({ value }) => radio(name, value, "", value)))
    : kind === "cell"
      ? make("fieldset", {}, make("legend", {}, "Point at a cell"), make("table", {},
        ...rest.join(" ").split("/").map((row, r) => make("tr", {}, ...row.split(" ").map((number, c) =>
          make("td", {}, radio(name, `${r}, ${c}`, `row ${r}, column ${c}: ${number}`, number)))))))
      : make("label", {}, `Your answer, ${kind === "shape" ? "a shape such as (3,\u00a04)" : "a number"}`, field);
  const status = make("p", { role: "status" });
  const form = make("form", {}, fields, make("button", {}, "Check"), status);
  /** @type {(isRight: boolean, words: string) => void} */
  const say = (isRight, words) => {
    question.classList.toggle("answered", isRight);
    status.replaceChildren(make("span", {}, `${isRight ? "✓" : "✗"} ${words}`));
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = new FormData(form).get(name);
    const isTyped = kind === "number" || kind === "shape";
    if (!isTyped && chosen === null) return say(false, "Choose an answer first.");
    const { isRight, words } = replyTo(kind, Number(rest[0]), known, isTyped ? field.value : String(chosen));
    say(isRight, words);
    if (!isRight) return;
    keepAnswer(identity);
    const answer = question.nextElementSibling;
    if (answer instanceof HTMLDetailsElement) answer.open = true;
  });
  if (answersKept().has(identity)) say(true, "You have answered this.");
  question.append(form);
});
