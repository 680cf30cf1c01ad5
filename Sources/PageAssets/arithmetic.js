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
  const factorials = [6227020800, 479001600, 39916800, 3628800, 362880, 40320, 5040, 720, 120, 24, 6, 2, 1, 1];
  const exponentials = factorials.map((factorial) => 1 / factorial);
  const odds = [23, 21, 19, 17, 15, 13, 11, 9, 7, 5, 3].map((odd) => 1 / odd);

  /** @type {(x: number) => number} */
  const exp = (x) => {
    if (x > 709.7) return Infinity;
    if (x < -708) return 0;
    const whole = x * 1.4426950408889634 + rounder - rounder;
    const rest = x - whole * ln2 - whole * ln2Rest;
    bits.setUint32(0, (whole + 1023) << 20);
    bits.setUint32(4, 0);
    return series(exponentials, rest) * bits.getFloat64(0);
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
  /** @type {(x: Float32Array) => Pair} */
  const sumOfPowers = (x) => {
    const largest = x.reduce((most, value) => (value > most || Number.isNaN(value) ? value : most), -Infinity);
    return [largest, elementary.log(x.reduce((sum, value) => sum + elementary.exp(value - largest), 0))];
  };
  /** @type {(x: Float32Array) => Float32Array} */
  const logarithms = (x) => {
    const [largest, logSum] = sumOfPowers(x);
    return x.map((value) => value - largest - logSum);
  };
  /** @type {(x: Float32Array) => Float32Array} */
  const shares = (x) => {
    const [largest, logSum] = sumOfPowers(x);
    return x.map((value) => elementary.exp(value - largest - logSum));
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
