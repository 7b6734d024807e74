// Conditions on the types of arguments under which Helm's functions mean the same as Jsonnet's (see docs/symbolic.md).
import type { Node, Type } from '../tree.ts';
import { isInteger, isKind, largest, memberOf, membersOf, type NumberType } from '../types.ts';
import type { Limit } from './operation.ts';
import { isAsciiPattern, isDigitsPattern } from './patterns.ts';

export function isAscii(type: Type): boolean {
  return membersOf(type).every(
    (member) =>
      member.kind !== 'string' ||
      (member.values !== undefined
        ? member.values.every((value) => /^[\0-\x7f]*$/.test(value))
        : member.pattern !== undefined && isAsciiPattern(member.pattern)),
  );
}

const asciiLimit: Limit = {
  reason: 'templates have it for Unicode, Jsonnet for ASCII only, and this text may be anything',
  remedy: 'give the value a pattern in the schema that allows ASCII only, such as ^[a-zA-Z0-9-]*$',
};

export function needsAscii(text: Node): Limit | undefined {
  return isAscii(text.type) ? undefined : asciiLimit;
}

export function needsBase64(text: Node): Limit | undefined {
  if (isKind(text.type, 'string') && isAscii(text.type)) return undefined;
  return {
    reason: 'Jsonnet encodes ASCII and bytes, templates encode UTF-8, and this text may be anything',
    remedy: 'give the value a pattern in the schema that allows ASCII only',
  };
}

export function needsDigits(text: Node): Limit | undefined {
  const member = memberOf(text.type, 'string');
  if (member?.values?.every((value) => /^-?[0-9]+$/.test(value))) return undefined;
  if (member?.pattern !== undefined && isDigitsPattern(member.pattern)) return undefined;
  return {
    reason: 'a template takes any text for a number, Jsonnet only digits',
    remedy: 'make the value an integer in the schema, or give it the pattern ^-?[0-9]+$',
  };
}

export function needsStrings(list: Node): Limit | undefined {
  const items = memberOf(list.type, 'array')?.items;
  if (items === undefined || isKind(items, 'string')) return undefined;
  return {
    reason: 'templates do it for strings only',
    remedy: 'give the items of the list the type string in the schema, or convert them with std.toString',
  };
}

export function needsIntegers(...args: readonly Node[]): Limit | undefined {
  if (args.every(({ type }) => isInteger(type))) return undefined;
  return {
    reason: 'templates compute with decimals where Jsonnet computes with binary fractions',
    remedy: 'give the value the type integer in the schema',
  };
}

export function rangeOf(node: Node): NumberType {
  return (
    memberOf(node.type, 'number') ?? { kind: 'number', integer: false, minimum: -largest, maximum: largest }
  );
}

/** The result of integer arithmetic stays where both sides are exact. */
export function needsExact(
  result: (...args: readonly Node[]) => Type,
): (...args: readonly Node[]) => Limit | undefined {
  return (...args) => {
    const limit = needsIntegers(...args);
    if (limit) return limit;
    const range = memberOf(result(...args), 'number');
    if (!range || (range.minimum >= -largest - 1 && range.maximum <= largest + 1)) return undefined;
    return {
      reason: 'the result may exceed 2^53, where numbers are not exact any more',
      remedy: 'give the integers a minimum and a maximum in the schema',
    };
  };
}

export function needsLiteral(which: number, remedy: string): (...args: readonly Node[]) => Limit | undefined {
  return (...args) =>
    args[which]?.kind === 'literal'
      ? undefined
      : { reason: 'its template differs with this argument, which is unknown', remedy };
}

export function firstLimit(
  ...limits: readonly ((...args: readonly Node[]) => Limit | undefined)[]
): (...args: readonly Node[]) => Limit | undefined {
  return (...args) => {
    for (const limit of limits) {
      const found = limit(...args);
      if (found) return found;
    }
    return undefined;
  };
}
