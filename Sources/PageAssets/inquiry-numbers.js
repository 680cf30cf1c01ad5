/// The numbers of an inquiry once the reader has changed something: computed as the program does it, and written as it
/// writes them. Until then a page shows what came with it.
class InquiryNumbers {
  /** @param {InquiryData} data */
  constructor(data) {
    this.image = data.values.map((plane) => Float32Array.from(plane));
    this.kernels = data.weights.map((kernel) => kernel.map((slice) => Float32Array.from(slice)));
    this.biases = Float32Array.from(data.offsets);
  }

  /// What writes numbers that stand together: without decimals where all are whole (`NumberStyle.swift`).
  /** @type {(...lists: (Float32Array | number[])[]) => (value: number) => string} */
  static style(...lists) {
    const values = lists.flatMap((list) => Array.from(list));
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const decimals = values.every(Number.isInteger) ? 0 : largest >= 1000 ? 1 : largest >= 0.01 ? 3 : 6;
    return (value) => {
      const size = Math.abs(value) * 10 ** decimals;
      // Just in the middle the even number is meant, which a browser would not take.
      const whole = size % 1 === 0.5 ? 2 * Math.round(size / 2) : null;
      const text = whole === null ? Math.abs(value).toFixed(decimals) : (whole / 10 ** decimals).toFixed(decimals);
      return value < 0 && Number(text) !== 0 ? `−${text}` : text;
    };
  }

  /// Writes image, kernels and biases into the data as they are now.
  /** @type {(data: InquiryData) => void} */
  write(data) {
    const written = InquiryNumbers.style(...this.image);
    data.image = this.image.map((plane) => Array.from(plane, written));
    const styles = this.kernels.map((kernel, map) =>
      InquiryNumbers.style(...kernel, this.biases.length ? [this.biases[map]] : []));
    data.kernels = this.kernels.map((kernel, map) => kernel.map((slice) => Array.from(slice, styles[map])));
    data.biases = Array.from(this.biases, (bias, map) => styles[map](bias));
  }

  /// The numbers of the window of an output.
  /** @type {(sliding: SlidingWindow, operation: InquiryData["operation"], map: number, at: Pair) => WindowNumbers} */
  window(sliding, operation, map, [row, column]) {
    /** @type {number[]} */
    const pixels = [];
    sliding.forEach(row, column, (_, pixel) => pixels.push(pixel));
    const patches = this.image.map((plane) => pixels.map((pixel) => (pixel < 0 ? 0 : plane[pixel])));
    if (operation !== "convolution") {
      const largest = this.image.map((plane) => sliding.largest(plane, row, column));
      const means = this.image.map((plane) => sliding.mean(plane, row, column));
      const isMaximum = operation === "maximum";
      const outputs = isMaximum ? largest.map(({ value }) => value) : means.map(({ mean }) => mean);
      const style = InquiryNumbers.style(...patches, outputs);
      return { products: [], subtotals: isMaximum ? outputs.map(style) : means.map(({ sum }) => style(sum)),
        winners: isMaximum ? largest.map(({ place }) => place) : [], outputs: outputs.map(style) };
    }
    const kernel = this.kernels[map];
    const biases = this.biases.length ? [this.biases[map]] : [];
    const outputs = this.kernels.map((each, index) => sliding.sum(this.image, each, row, column, this.biases[index]));
    const style = InquiryNumbers.style(outputs, ...patches, ...kernel, biases);
    const products = patches.map((patch, channel) =>
      patch.map((value, place) => Math.fround(value * kernel[channel][place])));
    const sums = products.map((each) => each.reduce((sum, product) => Math.fround(sum + product), 0));
    return { products: products.map((each) => each.map(style)), subtotals: sums.map(style), winners: [],
      outputs: [style(outputs[map])] };
  }
}
