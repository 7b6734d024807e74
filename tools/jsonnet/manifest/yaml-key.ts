// Which keys YAML reads as strings although they are not quoted.

const safe = /^[-A-Za-z0-9_/.]+$/;
const reserved = new Set(
  'true false yes no on off y n .nan -.inf +.inf .inf null - --- inf -inf infinity -infinity nan'.split(' '),
);
const date = /^(?:[0-9]*-){2}[0-9]*$/;
const binary = /^-?0b[01_]+$/;
const hexadecimal = /0x[0-9a-fA-F_]+/;
const decimal =
  /^-?(?:[0-9]+(?:_[0-9]+)*\.?(?:[0-9]+(?:_[0-9]+)*)?|\.[0-9]+(?:_[0-9]+)*)(?:[eE]-?[0-9]+(?:_[0-9]+)*)?$/;

export function isBareKey(key: string): boolean {
  if (!safe.test(key) || reserved.has(key.toLowerCase())) return false;
  return !date.test(key) && !binary.test(key) && !hexadecimal.test(key) && !isNumber(key);
}

/** Numbers beyond the range of doubles count as words, as they do for go-jsonnet. */
function isNumber(key: string): boolean {
  return decimal.test(key) && Number.isFinite(Number(key.replaceAll('_', '')));
}
