/** @type {Make} */
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  // Who comes back to a page would else find the controls as they were left, and what they control as it began.
  if (tag === "input" || tag === "select") element.setAttribute("autocomplete", "off");
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
};
/** @type {(tag: string, ...children: Child[]) => Element} */
const element = (tag, ...children) => {
  const math = document.createElementNS("http://www.w3.org/1998/Math/MathML", tag);
  math.append(...children);
  return math;
};
/** @type {(number: number) => string} */
const proper = (number) => String(number).replaceAll("-", "−");
/** @type {(text: string) => string} */
const inParentheses = (text) => (text.startsWith("−") ? `(${text})` : text);
/// Whether a key is pressed alone or with Shift: with others it is the browser's own, for the zoom or the page before.
/** @type {(event: KeyboardEvent) => boolean} */
const isAlone = (event) => !event.altKey && !event.ctrlKey && !event.metaKey;
