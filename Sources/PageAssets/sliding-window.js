/// A window on the planes of an image: where it begins for each output, and what it makes of the values under it.
class SlidingWindow {
  /** @param {WindowSizes} sizes */
  constructor({ size, window, stride, padding, dilation }) {
    [this.size, this.window, this.stride, this.padding, this.dilation] = [size, window, stride, padding, dilation];
    /// From its first row to its last, and from its first column to its last.
    this.extent = this.pair((axis) => dilation[axis] * (window[axis] - 1) + 1);
    /// Rows and columns of the output; none or fewer where the window does not fit.
    this.output = this.pair((axis) => Math.floor((size[axis] + 2 * padding[axis] - this.extent[axis]) / stride[axis]) + 1);
  }

  /** @type {(of: (axis: 0 | 1) => number) => Pair} */
  pair(of) { return [of(0), of(1)]; }

  /// The row and the column of the image where the window of an output begins.
  /** @type {(row: number, column: number) => Pair} */
  corner(row, column) {
    return [row * this.stride[0] - this.padding[0], column * this.stride[1] - this.padding[1]];
  }

  /// Goes through the window of an output, row by row: the place in the window, and that in the plane, −1 for padding.
  /** @type {(row: number, column: number, visit: (place: number, pixel: number) => void) => void} */
  forEach(row, column, visit) {
    const [top, left] = this.corner(row, column);
    const [height, width] = this.size;
    for (let i = 0; i < this.window[0]; i += 1) {
      const y = top + i * this.dilation[0];
      for (let j = 0; j < this.window[1]; j += 1) {
        const x = left + j * this.dilation[1];
        visit(i * this.window[1] + j, y >= 0 && x >= 0 && y < height && x < width ? y * width + x : -1);
      }
    }
  }

  /// The sum of a convolution as the program forms it: from the bias on, channel by channel, row by row of the kernel,
  /// each product and sum rounded once.
  /** @type {(image: Float32Array[], kernel: Float32Array[], row: number, column: number, bias?: number) => number} */
  sum(image, kernel, row, column, bias = 0) {
    const [top, left] = this.corner(row, column);
    const [[height, width], [rows, columns], [down, across]] = [this.size, this.window, this.dilation];
    let sum = bias;
    for (let channel = 0; channel < image.length; channel += 1) {
      const [plane, weights] = [image[channel], kernel[channel]];
      for (let i = 0; i < rows; i += 1) {
        const y = top + i * down;
        if (y < 0 || y >= height) continue;
        for (let j = 0; j < columns; j += 1) {
          const x = left + j * across;
          if (x >= 0 && x < width) sum = multiplyAdd(plane[y * width + x], weights[i * columns + j], sum);
        }
      }
    }
    return sum;
  }

  /// The largest value of a plane under the window, the first of equals, and where it is; padding is never it.
  /** @type {(plane: Float32Array, row: number, column: number) => { value: number, place: number }} */
  largest(plane, row, column) {
    let [value, winner] = [-Infinity, -1];
    this.forEach(row, column, (place, pixel) => {
      if (pixel >= 0 && (winner < 0 || plane[pixel] > value)) [value, winner] = [plane[pixel], place];
    });
    return { value, place: winner };
  }

  /// The sum of a plane under the window, row by row, and the mean; padding counts as zeros.
  /** @type {(plane: Float32Array, row: number, column: number) => { sum: number, mean: number }} */
  mean(plane, row, column) {
    let sum = 0;
    this.forEach(row, column, (_, pixel) => { if (pixel >= 0) sum = Math.fround(sum + plane[pixel]); });
    return { sum, mean: Math.fround(sum / (this.window[0] * this.window[1])) };
  }
}
