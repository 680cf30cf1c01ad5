/// How many numbers a shape holds.
/** @type {(shape: number[]) => number} */
const countOf = (shape) => shape.reduce((product, size) => product * size, 1);

/// The bytes that a text in base64 stands for.
/** @type {(text: string) => Uint8Array} */
const bytesOf = (text) => {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = characters.charCodeAt(index);
  return bytes;
};

/// The floats that a text in base64 stands for: whole, or each in 12 bits (`PageWeights.swift`), where `exponents` says
/// for so many of them what power of two lies between the smallest.
/** @type {(text: string, exponents: Pair[] | null) => Float32Array} */
const floatsOf = (text, exponents) => {
  const bytes = bytesOf(text);
  if (!exponents) return new Float32Array(bytes.buffer);
  const floats = new Float32Array(exponents.reduce((sum, [count]) => sum + count, 0));
  let index = 0;
  for (const [count, exponent] of exponents) {
    for (const end = index + count; index < end; index += 1) {
      const at = 3 * Math.floor(index / 2);
      const code = index % 2 ? (bytes[at + 1] & 15) << 8 | bytes[at + 2] : bytes[at] << 4 | bytes[at + 1] >> 4;
      const octave = Math.max(1, code >> 7 & 15) - 1;
      floats[index] = (code & 2048 ? -1 : 1) * ((code & 2047) - 128 * octave) * 2 ** (exponent + octave);
    }
  }
  return floats;
};
