/// The colours of values: one scale from nothing to much, and one from below zero over white to above.
const colors = (() => {
  const rising = [[68, 1, 84], [71, 44, 122], [59, 81, 139], [44, 113, 142], [33, 144, 141], [39, 173, 129],
    [92, 200, 99], [170, 220, 50], [253, 231, 37]];
  const diverging = [[5, 48, 97], [33, 102, 172], [103, 169, 207], [209, 229, 240], [255, 255, 255], [253, 219, 199],
    [239, 138, 98], [192, 84, 33], [127, 39, 4]];
  /** @type {(anchors: number[][]) => Uint8ClampedArray} */
  const table = (anchors) => {
    const bytes = new Uint8ClampedArray(256 * 4);
    for (let step = 0; step < 256; step += 1) {
      const place = step / 255 * (anchors.length - 1);
      const [below, above] = [anchors[Math.floor(place)], anchors[Math.ceil(place)]];
      below.forEach((value, channel) => {
        bytes[4 * step + channel] = value + (place - Math.floor(place)) * (above[channel] - value);
      });
      bytes[4 * step + 3] = 255;
    }
    return bytes;
  };
  return { rising: table(rising), diverging: table(diverging), gray: table([[0, 0, 0], [255, 255, 255]]) };
})();

/// The range of some values and the colours that show it: those about zero as soon as one is negative, or for differences.
/** @type {(values: Float32Array, areDifferences?: boolean) => Scale} */
const scaleOf = (values, areDifferences = false) => {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (least >= 0 && !areDifferences) return { low: 0, high: most || 1, least, most, table: colors.rising };
  const reach = Math.max(-least, most) || 1;
  return { low: -reach, high: reach, least, most, table: colors.diverging };
};

/// What draws on a canvas.
/** @type {(canvas: HTMLCanvasElement) => CanvasRenderingContext2D} */
const contextOf = (canvas) => {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser has no canvas");
  return context;
};

/// Paints values row by row into a canvas of as many pixels.
/** @type {(canvas: HTMLCanvasElement, values: Float32Array, scale: Scale) => void} */
const paint = (canvas, values, { low, high, table }) => {
  const context = contextOf(canvas);
  const picture = context.createImageData(canvas.width, canvas.height);
  const [pixels, steps] = [new Uint32Array(picture.data.buffer), new Uint32Array(table.buffer)];
  const factor = 255 / (high - low);
  for (let index = 0; index < pixels.length; index += 1) {
    pixels[index] = steps[Math.max(0, Math.min(255, Math.round((values[index] - low) * factor) || 0))];
  }
  context.putImageData(picture, 0, 0);
};

/// A value as a reader wants it: three decimals, more if it is small.
/** @type {(value: number) => string} */
const written = (value) => {
  const size = Math.abs(value);
  if (size === 0 || !Number.isFinite(value)) return proper(value);
  return (size >= 0.01 ? value.toFixed(3) : value.toPrecision(3)).replaceAll("-", "−");
};

/// A value in a cell of a table: three decimals.
/** @type {(value: number) => string} */
const brief = (value) => (value === 0 ? "0" : value.toFixed(3).replaceAll("-", "−"));

/// A value with as many digits as tell the float from all others.
/** @type {(value: number) => string} */
const exact = (value) => {
  for (let digits = 1; digits < 9; digits += 1) {
    const text = Number(value.toPrecision(digits));
    if (Math.fround(text) === value) return proper(text);
  }
  return proper(Number(value.toPrecision(9)));
};

/// A share in per cent.
/** @type {(share: number) => string} */
const percent = (share) => `${(100 * share).toFixed(1)}\u00a0%`;

/// A whole number, its thousands set apart.
/** @type {(number: number) => string} */
const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");
