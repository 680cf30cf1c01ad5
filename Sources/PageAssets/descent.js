/// Gradient descent on the kernel of one cross-correlation: the loss is the sum of squared errors. Each product and each
/// sum is rounded to a float in the program's order, so that a path is the program's, to the bit.
class Descent {
  /** @param {DescentData} data */
  constructor({ image, target, kernel }) {
    [this.image, this.target, this.kernel] = [image, target, kernel];
  }

  /// Visits each pixel of the output with each weight of the kernel.
  /** @type {(visit: (output: number, weight: number, pixel: number) => void) => void} */
  forEach(visit) {
    const [height, width] = this.kernel;
    this.target.forEach((row, y) => row.forEach((_, x) => {
      for (let i = 0; i < height; i += 1) {
        for (let j = 0; j < width; j += 1) visit(y * row.length + x, i * width + j, this.image[y + i][x + j]);
      }
    }));
  }

  /// By how much each output of a kernel misses its target.
  /** @type {(weights: Float32Array) => Float32Array} */
  errors(weights) {
    const target = Float32Array.from(this.target.flat());
    const outputs = new Float32Array(target.length);
    this.forEach((output, weight, pixel) => { outputs[output] += Math.fround(pixel * weights[weight]); });
    return outputs.map((value, index) => value - target[index]);
  }

  /// The sum of squared errors, added up as the program adds up the elements of a tensor (`Kernels/Reductions.swift`).
  /** @type {(weights: Float32Array) => number} */
  loss(weights) {
    const squares = this.errors(weights).map((error) => error * error);
    const [whole, eights] = [squares.length - squares.length % 32, squares.length - squares.length % 8];
    const sums = new Float64Array(32);
    squares.forEach((square, index) => {
      sums[index < whole ? index % 32 : index < eights ? index % 8 : 8 + index - eights] += square;
    });
    let sum = 0;
    for (let lane = 0; lane < 8; lane += 1) sum += sums[lane] + sums[lane + 8] + (sums[lane + 16] + sums[lane + 24]);
    return Math.fround(sum);
  }

  /// How fast the loss grows with each weight.
  /** @type {(weights: Float32Array) => Float32Array} */
  gradient(weights) {
    const errors = this.errors(weights);
    const gradient = new Float32Array(weights.length);
    this.forEach((output, weight, pixel) => {
      gradient[weight] += Math.fround(Math.fround(2 * errors[output]) * pixel);
    });
    return gradient;
  }

  /// The kernels that steps against the gradient lead through, from the start on; the last is the first whose loss is no
  /// number any more.
  /** @type {(start: ArrayLike<number>, rate: number, steps: number) => Float32Array[]} */
  path(start, rate, steps) {
    const path = [Float32Array.from(start)];
    const size = Math.fround(rate);
    while (path.length <= steps && Number.isFinite(this.loss(path[path.length - 1]))) {
      const last = path[path.length - 1];
      const gradient = this.gradient(last);
      path.push(last.map((weight, index) => weight - Math.fround(size * gradient[index])));
    }
    return path;
  }
}
