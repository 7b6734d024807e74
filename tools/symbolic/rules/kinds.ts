// Rewrites of tests for kinds and for fields, by what the types say.
import { literal, widen } from '../tree.ts';
import { kindsOf, memberOf } from '../types.ts';
import { type CallRules, mayFail, rule } from './rule.ts';

export const kindRules: CallRules = {
  is: [
    rule('the type says so', 'a value is of one of the kinds of its type', (_, a, b) => {
      if (b.kind !== 'literal' || mayFail(a)) return undefined;
      const kinds: readonly string[] = kindsOf(a.type);
      if (!kinds.includes(b.value as string)) return literal(false);
      return kinds.length === 1 ? literal(true) : undefined;
    }),
    rule('whatever is known about the type', 'narrowing changes no value', (make, a, b) =>
      a.kind === 'narrow' ? make.call('is', widen(a), b) : undefined,
    ),
  ],
  has: [
    rule(
      'the type says so',
      'a required field is there, and none that the type does not allow',
      (_, a, b) => {
        if (b.kind !== 'literal' || typeof b.value !== 'string' || mayFail(a)) return undefined;
        const type = memberOf(a.type, 'object');
        const known = type?.fields.get(b.value);
        if (known?.required) return literal(true);
        return type && !known && !type.rest ? literal(false) : undefined;
      },
    ),
    rule('whatever is known about the type', 'narrowing changes no value', (make, a, b) =>
      a.kind === 'narrow' ? make.call('has', widen(a), b) : undefined,
    ),
  ],
};
