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

/// The bits of floats whose upper halves are given; the lower halves are zeros.
/** @type {(halves: Uint16Array) => Uint32Array} */
const widened = (halves) => Uint32Array.from(halves, (half) => half * 65536);
