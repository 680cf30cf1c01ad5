/// The float that a reader has typed: `0.5`, `−1`, `1/9` or `0,5`; null if it is no number up to a million. Fields for it
/// ask for no keyboard of digits: a phone's may lack the minus sign.
/** @type {(text: string) => number | null} */
const numberIn = (text) => {
  const parts = text.replaceAll("−", "-").replaceAll(",", ".").split("/").map((part) => part.trim());
  if (parts.length > 2 || !parts.every((part) => /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/iu.test(part))) return null;
  const value = Math.fround(Number(parts[0]) / Number(parts[1] ?? 1));
  return Math.abs(value) <= 1e6 ? value + 0 : null;
};
