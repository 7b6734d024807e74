// The order of Go and Jsonnet for texts, which differs from JavaScript's beyond U+FFFF.

/** By code point; for sorting. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  // Only surrogates make the order of JavaScript wrong.
  if (/[\ud800-\udfff]/.test(a) || /[\ud800-\udfff]/.test(b))
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}
