// Base 32 as in RFC 4648, which Node does not have.

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function encodeBase32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  const text = groups.map((group) => alphabet[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
  return text.padEnd(Math.ceil(text.length / 8) * 8, '=');
}

/** Go says in the result what is wrong with the text. */
export function decodeBase32(text: string): string {
  const clean = text.replace(/[\r\n]/g, '');
  const plain = clean.replace(/=+$/, '');
  const bad = Array.from(plain).findIndex((character) => !alphabet.includes(character));
  if (bad >= 0 || clean.length % 8 !== 0) {
    return `illegal base32 data at input byte ${bad >= 0 ? bad : plain.length}`;
  }
  const bits = Array.from(plain, (character) =>
    alphabet.indexOf(character).toString(2).padStart(5, '0'),
  ).join('');
  const groups = bits.match(/.{8}/g) ?? [];
  return Buffer.from(groups.map((group) => Number.parseInt(group, 2))).toString('utf8');
}
