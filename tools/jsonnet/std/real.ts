// Functions on real numbers that must give the same last digit everywhere: JavaScript leaves it to the host, and
// go-jsonnet uses the Cephes and FreeBSD approximations that are written out here.

const view = new DataView(new ArrayBuffer(8));

/** A number as fraction (0.5 up to 1) and binary exponent. */
export function splitExponent(x: number): readonly [fraction: number, exponent: number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  if (Math.abs(x) < 2 ** -1022) {
    const [fraction, exponent] = splitExponent(x * 2 ** 52);
    return [fraction, exponent - 52];
  }
  view.setFloat64(0, x);
  const high = view.getUint32(0);
  view.setUint32(0, (high & 0x800fffff) | (1022 << 20));
  return [view.getFloat64(0), ((high >>> 20) & 0x7ff) - 1022];
}

/** `fraction * 2 ** exponent`, rounded once. */
function joinExponent(fraction: number, exponent: number): number {
  if (fraction === 0) return fraction;
  const [normal, shift] = splitExponent(fraction);
  const total = exponent + shift;
  if (total > 1024) return normal * Infinity;
  if (total < -1075) return normal * 0;
  if (total > 1023) return normal * 2 * 2 ** (total - 1);
  return total < -1021 ? normal * 2 ** (total + 53) * 2 ** -53 : normal * 2 ** total;
}

const logEven = [0.3999999999940942, 0.22222198432149784, 0.15313837699209373] as const;
const logOdd = [0.6666666666666735, 0.2857142874366239, 0.1818357216161805, 0.14798198605116586] as const;
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

/** Natural logarithm, FreeBSD's approximation. */
export function logarithm(x: number): number {
  if (!(x > 0) || x === Infinity) return Math.log(x);
  let [fraction, exponent] = splitExponent(x);
  if (fraction < Math.SQRT1_2) {
    fraction *= 2;
    exponent--;
  }
  const f = fraction - 1;
  const s = f / (2 + f);
  const square = s * s;
  const fourth = square * square;
  const odd = square * (logOdd[0] + fourth * (logOdd[1] + fourth * (logOdd[2] + fourth * logOdd[3])));
  const even = fourth * (logEven[0] + fourth * (logEven[1] + fourth * logEven[2]));
  const half = 0.5 * f * f;
  return exponent * ln2High - (half - (s * (half + (even + odd)) + exponent * ln2Low) - f);
}

const ln2Upper = 0.693147180559663;
const ln2Lower = 2.8235290563031577e-13;
/** 1 / n! for n from 8 down to 2, then 1. */
const taylorTerms = [
  0.0000248015873015873, 0.0001984126984126984, 0.001388888888888889, 0.008333333333333333,
  0.041666666666666664, 0.16666666666666666, 0.5, 1,
];

/** `e ** x`, as go-jsonnet computes it on x86-64: a Taylor series on a sixteenth, with fused multiply-add. */
export function exponential(x: number): number {
  if (x === 0 || x > 709.782712893384 || x < -745.2) return Math.exp(x);
  const exponent = roundToEven(x * Math.LOG2E);
  const rest = multiplyAdd(-exponent, ln2Lower, multiplyAdd(-exponent, ln2Upper, x)) / 16;
  let sum = taylorTerms[0] as number;
  for (const term of taylorTerms.slice(1)) sum = multiplyAdd(sum, rest, term);
  // Four times e^2y - 1 = (e^y - 1) * (e^y - 1 + 2).
  let less1 = sum * rest;
  for (let times = 0; times < 3; times++) less1 *= less1 + 2;
  return joinExponent(multiplyAdd(less1, less1 + 2, 1), exponent);
}

function roundToEven(x: number): number {
  const low = Math.floor(x);
  if (x - low !== 0.5) return Math.round(x);
  return low % 2 === 0 ? low : low + 1;
}

/** `a * b + c` rounded once. */
function multiplyAdd(a: number, b: number, c: number): number {
  const [wholeA, exponentA] = splitWhole(a);
  const [wholeB, exponentB] = splitWhole(b);
  const [wholeC, exponentC] = splitWhole(c);
  const exponent = Math.min(exponentA + exponentB, exponentC);
  const product = (wholeA * wholeB) << BigInt(exponentA + exponentB - exponent);
  return joinExponent(Number(product + (wholeC << BigInt(exponentC - exponent))), exponent);
}

function splitWhole(x: number): readonly [bigint, number] {
  const [fraction, exponent] = splitExponent(x);
  return [BigInt(fraction * 2 ** 53), exponent - 53];
}

/** `x` to the power of `y`: whole parts by repeated squaring, the fraction by exp and log. */
export function power(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (y === 1) return x;
  if (y === 0.5) return Math.sqrt(x);
  if (y === -0.5) return 1 / Math.sqrt(x);
  const size = Math.abs(y);
  if (x === 0 || size >= 2 ** 63) return x ** y;
  let whole = Math.trunc(size);
  let rest = size - whole;
  if (rest !== 0 && x < 0) return Number.NaN;
  if (rest > 0.5) {
    rest--;
    whole++;
  }
  const start = rest === 0 ? 1 : exponential(rest * logarithm(x));
  const [fraction, exponent] = powerWhole(start, x, whole);
  return y < 0 ? joinExponent(1 / fraction, -exponent) : joinExponent(fraction, exponent);
}

/** `start * x ** whole` as fraction and exponent, which cannot overflow on the way. */
function powerWhole(start: number, x: number, whole: number): readonly [number, number] {
  let [result, resultExponent] = [start, 0];
  let [factor, exponent] = splitExponent(x);
  for (let left = whole; left > 0; left = Math.floor(left / 2)) {
    if (Math.abs(exponent) > 4096) return [result, resultExponent + exponent];
    if (left % 2 === 1) {
      result *= factor;
      resultExponent += exponent;
    }
    factor *= factor;
    exponent *= 2;
    if (factor < 0.5) {
      factor += factor;
      exponent--;
    }
  }
  return [result, resultExponent];
}

/** The hypotenuse: scaled so that squares do not overflow. */
export function hypotenuse(x: number, y: number): number {
  const [a, b] = [Math.abs(x), Math.abs(y)];
  const [long, short] = a < b ? [b, a] : [a, b];
  if (long === 0) return 0;
  const ratio = short / long;
  return long * Math.sqrt(1 + ratio * ratio);
}

const quarterParts = [0.7853981256484985, 3.774894707930798e-8, 2.6951514290790595e-15] as const;
/** Beyond this the reduction below loses digits; the host's functions take over. */
const reducible = 2 ** 29;

/** The octant of a positive angle, made even, and the angle's distance from the octant's start. */
function reduceAngle(angle: number): readonly [octant: number, rest: number] {
  let octant = Math.trunc(angle * (4 / Math.PI));
  if (octant % 2 === 1) octant++;
  const rest = angle - octant * quarterParts[0] - octant * quarterParts[1] - octant * quarterParts[2];
  return [octant % 8, rest];
}

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = coefficients[0] as number;
  for (let at = 1; at < coefficients.length; at++) sum = sum * x + (coefficients[at] as number);
  return sum;
}

const sineTerms = [
  1.5896230157654656e-10, -2.5050747762857807e-8, 2.7557313621385722e-6, -1.984126982958954e-4,
  8.333333333322118e-3, -0.1666666666666663,
];
const cosineTerms = [
  -1.1358536521387682e-11, 2.087570084197473e-9, -2.755731417929674e-7, 2.4801587288851704e-5,
  -1.3888888888873056e-3, 0.041666666666666595,
];

function sineNearZero(x: number): number {
  const square = x * x;
  return x + x * square * polynomial(sineTerms, square);
}

function cosineNearZero(x: number): number {
  const square = x * x;
  return 1 - 0.5 * square + square * square * polynomial(cosineTerms, square);
}

export function sine(x: number): number {
  if (x === 0 || Math.abs(x) >= reducible) return Math.sin(x);
  const [octant, rest] = reduceAngle(Math.abs(x));
  const value = octant % 4 === 2 ? cosineNearZero(rest) : sineNearZero(rest);
  return octant > 3 !== x < 0 ? -value : value;
}

export function cosine(x: number): number {
  if (Math.abs(x) >= reducible) return Math.cos(x);
  const [octant, rest] = reduceAngle(Math.abs(x));
  const value = octant % 4 === 2 ? sineNearZero(rest) : cosineNearZero(rest);
  return octant === 2 || octant === 4 ? -value : value;
}

const tangentAbove = [-13093.693918138379, 1153516.6483858742, -17956525.197648488];
const tangentBelow = [1, 13681.296347069296, -1320892.3444021097, 25008380.18233579, -53869575.592945464];

export function tangent(x: number): number {
  if (x === 0 || Math.abs(x) >= reducible) return Math.tan(x);
  const [octant, rest] = reduceAngle(Math.abs(x));
  const square = rest * rest;
  const ratio = (square * polynomial(tangentAbove, square)) / polynomial(tangentBelow, square);
  const near = square > 1e-14 ? rest + rest * ratio : rest;
  const value = octant % 4 === 2 ? -1 / near : near;
  return x < 0 ? -value : value;
}

const arctangentAbove = [
  -0.8750608600031904, -16.157537187333652, -75.00855792314705, -122.88666844901361, -64.85021904942025,
];
const arctangentBelow = [
  1, 24.858464901423062, 165.02700983169885, 432.88106049129027, 485.3903996359137, 194.5506571482614,
];
const moreBits = 6.123233995736766e-17;
const tangentOf3Eighths = 2.414213562373095;

function arctangentNearZero(x: number): number {
  const square = x * x;
  return x * ((square * polynomial(arctangentAbove, square)) / polynomial(arctangentBelow, square)) + x;
}

function arctangentPositive(x: number): number {
  if (x <= 0.66) return arctangentNearZero(x);
  if (x > tangentOf3Eighths) return Math.PI / 2 - arctangentNearZero(1 / x) + moreBits;
  return Math.PI / 4 + arctangentNearZero((x - 1) / (x + 1)) + 0.5 * moreBits;
}

export function arctangent(x: number): number {
  if (x === 0) return x;
  return x > 0 ? arctangentPositive(x) : -arctangentPositive(-x);
}

export function arctangent2(y: number, x: number): number {
  if (x === 0 || y === 0) return Math.atan2(y, x);
  const angle = arctangent(y / x);
  if (x > 0) return angle;
  return angle <= 0 ? angle + Math.PI : angle - Math.PI;
}

export function arcsine(x: number): number {
  if (x === 0) return x;
  const size = Math.abs(x);
  if (size > 1) return Number.NaN;
  const other = Math.sqrt(1 - size * size);
  const angle =
    size > 0.7 ? Math.PI / 2 - arctangentPositive(other / size) : arctangentPositive(size / other);
  return x < 0 ? -angle : angle;
}
