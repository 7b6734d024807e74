// JSON for people who look for a difference: nothing in it is invisible.
import type { Json } from '../shared/json.ts';

/** Characters that nobody sees; those beyond U+FFFF stay, because Helm reads no pairs of escapes. */
const invisible = /[\p{C}\p{Z}\p{M}]/gu;

/** JSON in which everything can be seen. */
export function showJson(value: Json, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(invisible, (character) => {
    if (character === ' ' || character === '\n' || character.length > 1) return character;
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
