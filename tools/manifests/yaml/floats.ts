// Floats as Go prints them: the shortest digits that read back the same, with an exponent outside 1e-4 … 1e6.

/** `1000000` is `1e+06`, `0.00001` is `1e-05`; infinities and NaN are YAML's `.inf`, `-.inf`, `.nan`. */
export function formatFloat(value: number): string {
  if (!Number.isFinite(value)) return formatNonFinite(value);
  const size = Math.abs(value);
  if (size >= 1e-4 && size < 1e6) return String(value);
  if (size === 0) return Object.is(value, -0) ? '-0' : '0';
  return padExponent(value.toExponential());
}

/** The same for single precision, which Kubernetes' reader uses for keys: `0.1234567891` is `0.12345679`. */
export function formatFloat32(value: number): string {
  const single = Math.fround(value);
  if (!Number.isFinite(single) || single === 0) return formatFloat(single);
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(single.toPrecision(digits));
    if (Math.fround(short) === single) return formatFloat(short);
  }
  return formatFloat(Number(single.toPrecision(9)));
}

function formatNonFinite(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  return value > 0 ? '.inf' : '-.inf';
}

/** Go writes at least two digits of exponent. */
function padExponent(text: string): string {
  const sign = text.indexOf('e') + 1;
  return text.length - sign === 2 ? `${text.slice(0, sign + 1)}0${text.slice(sign + 1)}` : text;
}
