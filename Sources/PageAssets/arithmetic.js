/// `a · b + c` of three floats, rounded once, as the processor does it where the program runs.
///
/// The product is exact in a double, and so is nearly always the sum to more than a float holds. Where it is not, and lies
/// just between two floats, the part that was lost decides which of them is nearer.
/** @type {(a: number, b: number, c: number) => number} */
const multiplyAdd = (a, b, c) => {
  const product = a * b;
  const sum = product + c;
  const nearest = Math.fround(sum);
  // What lies just between two floats has 25 digits. One comparison, which nearly no sum passes, is faster than several
  // that go this way and that.
  const wide = sum * (2 ** 28 + 1);
  if (!(Math.abs(sum - nearest) > Math.abs(wide - (wide - sum) - sum) * 2 ** 30)) return nearest;
  const other = sum + (sum - nearest);
  if (other === nearest || Math.fround(other) !== other) return nearest;
  const share = sum - product;
  const lost = product - (sum - share) + (c - share);
  if (lost === 0 || !Number.isFinite(nearest)) return nearest;
  return lost > 0 ? Math.max(nearest, other) : Math.min(nearest, other);
};

/// The elementary functions of the program (`Kernels/Elementary.swift`), step by step, in doubles.
const elementary = (() => {
  const bits = new DataView(new ArrayBuffer(8));
  const rounder = 6755399441055744;
  /// ln 2 in two parts, of which the first has few enough digits to be multiplied exactly.
  const [ln2, ln2Rest] = [0.6931471805598903, 5.497923018708371e-14];
  /** @type {(terms: number[], x: number) => number} */
  const series = (terms, x) => terms.reduce((sum, term) => sum * x + term);
  const factorials = [1, 1, 2, 6, 24, 120, 720, 5040, 40320, 362880, 3628800, 39916800, 479001600, 6227020800];
  const exponentials = factorials.map((factorial) => 1 / factorial);
  const odds = [23, 21, 19, 17, 15, 13, 11, 9, 7, 5, 3].map((odd) => 1 / odd);

  /** @type {(x: number) => number} */
  const exp = (x) => {
    if (x > 709.4) return Infinity;
    if (x < -708) return 0;
    const whole = x * 1.4426950408889634 + (rounder + 1023) - (rounder + 1023);
    const r = x - whole * ln2 - whole * ln2Rest;
    const [square, fourth] = [r * r, r * r * (r * r)];
    /** @type {(n: number) => number} */
    const four = (n) =>
      r * exponentials[n + 1] + exponentials[n] + square * (r * exponentials[n + 3] + exponentials[n + 2]);
    const sum = 1 + (r + square * (four(2) + fourth * (four(6) + fourth * four(10))));
    bits.setUint32(0, (whole + 1023) << 20);
    bits.setUint32(4, 0);
    return sum * bits.getFloat64(0);
  };

  /** @type {(x: number) => number} */
  const log = (x) => {
    if (x === 0) return -Infinity;
    if (!(x > 0) || x === Infinity) return x === Infinity ? x : NaN;
    const isTiny = x < 2 ** -1022;
    bits.setFloat64(0, isTiny ? x * 2 ** 54 : x);
    const exponent = (bits.getBigInt64(0) - 0x3fe6a09e667f3bcdn) >> 52n;
    bits.setBigInt64(0, bits.getBigInt64(0) - (exponent << 52n));
    const m = bits.getFloat64(0);
    const e = Number(exponent) - (isTiny ? 54 : 0);
    const s = (m - 1) / (m + 1);
    const z = s * s;
    const tail = 2 * s * z * series(odds, z);
    return e * ln2 + (2 * s + (tail + e * ln2Rest));
  };

  /** @type {(x: number) => number} */
  const sigmoid = (x) => 1 / (1 + exp(-x));

  /** @type {(x: number) => number} */
  const tanh = (x) => {
    if (x === 0) return x;
    if (x < -300) return -1;
    const z = x * x;
    if (z < 2 ** -12) return x + x * z * series([62 / 2835, -17 / 315, 2 / 15, -1 / 3], z);
    const power = exp(-2 * x);
    return (1 - power) / (1 + power);
  };
  return { exp, log, sigmoid, tanh };
})();

/// Softmax of a row (`Kernels/SoftmaxRow.swift`), its logarithm, and how a gradient goes back through either.
const softmax = (() => {
  /// The largest number, e to the power of each less the largest, and the sum of these: sixteen in turn, added in halves.
  /** @type {(x: Float32Array) => { largest: number, powers: Float64Array, sum: number }} */
  const powersOf = (x) => {
    const largest = x.reduce((most, value) => (value > most || Number.isNaN(value) ? value : most), -Infinity);
    const powers = Float64Array.from(x, (value) => elementary.exp(value - largest));
    const sums = new Float64Array(16);
    powers.forEach((power, index) => { sums[index % 16] += power; });
    for (let half = 8; half >= 1; half /= 2) for (let lane = 0; lane < half; lane += 1) sums[lane] += sums[lane + half];
    return { largest, powers, sum: sums[0] };
  };
  /** @type {(x: Float32Array) => Float32Array} */
  const logarithms = (x) => {
    const { largest, sum } = powersOf(x);
    const rest = elementary.log(sum);
    return x.map((value) => value - largest - rest);
  };
  /** @type {(x: Float32Array) => Float32Array} */
  const shares = (x) => {
    const { powers, sum } = powersOf(x);
    const share = 1 / sum;
    return Float32Array.from(powers, (power) => power * share);
  };
  /** @type {(y: Float32Array, upstream: Float32Array) => Float32Array} */
  const sharesGradient = (y, upstream) => {
    const common = y.reduce((sum, share, index) => sum + upstream[index] * share, 0);
    return y.map((share, index) => share * (upstream[index] - common));
  };
  /** @type {(y: Float32Array, upstream: Float32Array) => Float32Array} */
  const logarithmsGradient = (y, upstream) => {
    const total = upstream.reduce((sum, value) => sum + value, 0);
    return y.map((logarithm, index) => upstream[index] - elementary.exp(logarithm) * total);
  };
  return { shares, logarithms, sharesGradient, logarithmsGradient };
})();
