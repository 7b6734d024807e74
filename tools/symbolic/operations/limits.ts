// Conditions on the types of arguments under which Helm's functions mean the same as Jsonnet's (see docs/symbolic.md).
import { childrenOf } from '../children.ts';
import type { Node, Type } from '../tree.ts';
import { isInteger, isKind, kindsOf, largest, memberOf, membersOf, type NumberType } from '../types.ts';
import type { Limit } from './operation.ts';
import { isAsciiString, isDigitsPattern } from './patterns.ts';

type LimitOf = (...args: readonly Node[]) => Limit | undefined;

/** Of strings, whether they are ASCII. */
export function isAscii(type: Type): boolean {
  return membersOf(type).every((member) => member.kind !== 'string' || isAsciiString(member));
}

export function needsAscii(text: Node): Limit | undefined {
  if (isAscii(text.type)) return undefined;
  return {
    reason: 'templates have it for Unicode, Jsonnet for ASCII only, and this text may be anything',
    remedy: 'give the value a pattern in the schema that allows ASCII only, such as ^[a-zA-Z0-9-]*$',
  };
}

export function needsBase64(text: Node): Limit | undefined {
  if (isKind(text.type, 'string') && isAscii(text.type)) return undefined;
  return {
    reason: 'Jsonnet refuses most characters beyond ASCII, templates encode them as UTF-8',
    remedy: 'give the value a pattern in the schema that allows ASCII only, such as ^[a-zA-Z0-9-]*$',
  };
}

/** Up to 15 digits: more may not be exact in Jsonnet, or too many for templates. */
export function needsDigits(text: Node): Limit | undefined {
  const member = memberOf(text.type, 'string');
  if (member?.values?.every((value) => /^-?[0-9]{1,15}$/.test(value))) return undefined;
  if (member?.pattern !== undefined && isDigitsPattern(member.pattern)) return undefined;
  return {
    reason: 'a template takes any text for a number, Jsonnet only digits',
    remedy: 'make the value an integer in the schema, or give it the pattern ^-?[0-9]{1,15}$',
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

export function needsStringsOrNull(list: Node): Limit | undefined {
  const items = memberOf(list.type, 'array')?.items;
  const kinds = items ? kindsOf(items) : [];
  return kinds.every((kind) => kind === 'string' || kind === 'null') ? undefined : needsStrings(list);
}

export function needsIntegers(...args: readonly Node[]): Limit | undefined {
  if (args.every(({ type }) => isKind(type, 'number') && isInteger(type))) return undefined;
  return {
    reason: 'templates compute with decimals where Jsonnet computes with binary fractions',
    remedy: 'give the value the type integer in the schema',
  };
}

const [least32, greatest32] = [-(2 ** 31), 2 ** 31 - 1];

/** Where Jsonnet wants integers of 32 bits. */
export function needsInt32(...args: readonly Node[]): Limit | undefined {
  const limit = needsIntegers(...args);
  if (limit) return limit;
  if (args.every((arg) => rangeOf(arg).minimum >= least32 && rangeOf(arg).maximum <= greatest32))
    return undefined;
  return {
    reason: 'the number may be larger than Jsonnet takes here',
    remedy: 'give it a minimum and a maximum in the schema, at most 2147483647',
  };
}

export function needsInt32At(which: number): LimitOf {
  return (...args) => needsInt32(args[which] as Node);
}

/** A position or a number of items. */
export function naturalAt(which: number): LimitOf {
  return (...args) => {
    const arg = args[which] as Node;
    const limit = needsIntegers(arg);
    if (limit) return limit;
    if (rangeOf(arg).minimum >= 0) return undefined;
    return { reason: 'the number may be negative', remedy: 'give it a minimum of 0 in the schema' };
  };
}

export function rangeOf(node: Node): NumberType {
  return (
    memberOf(node.type, 'number') ?? { kind: 'number', integer: false, minimum: -largest, maximum: largest }
  );
}

/** The result of integer arithmetic stays where both sides are exact. */
export function needsExact(result: (a: Node, b: Node) => Type): (a: Node, b: Node) => Limit | undefined {
  return (a, b) => {
    const limit = needsIntegers(a, b);
    if (limit) return limit;
    const range = memberOf(result(a, b), 'number');
    if (!range || (range.minimum >= -largest - 1 && range.maximum <= largest + 1)) return undefined;
    return {
      reason: 'the result may exceed 2^53, where numbers are not exact any more',
      remedy: 'give the integers a minimum and a maximum in the schema',
    };
  };
}

/** Kinds that both sides print alike; a structure on one line has its own spacing. */
export function needsScalar(value: Node): Limit | undefined {
  if (kindsOf(value.type).every((kind) => kind !== 'array' && kind !== 'object')) return undefined;
  return {
    reason: 'a list or a map would be printed with other spaces than Jsonnet puts there',
    remedy: 'use std.manifestJsonMinified, or test with std.isString and its kin first',
  };
}

/** Go has no integer -0, which Jsonnet writes as -0. */
export function needsSignedZero(value: Node): Limit | undefined {
  if (!mayBeNegativeZero(value)) return undefined;
  return {
    reason: 'the number may be -0, which Jsonnet writes with its sign and templates do not',
    remedy: 'add 0 to it',
  };
}

/** Whether arithmetic may have made a -0 of it, or of a number in it. */
function mayBeNegativeZero(node: Node): boolean {
  if (node.kind === 'literal') return Object.is(node.value, -0);
  if (node.kind === 'object' || node.kind === 'list') return childrenOf(node).some(mayBeNegativeZero);
  if (!memberOf(node.type, 'number')) return false;
  if (isKind(node.type, 'number') && (rangeOf(node).minimum > 0 || rangeOf(node).maximum < 0)) return false;
  if (node.kind === 'if') return mayBeNegativeZero(node.then) || mayBeNegativeZero(node.otherwise);
  if (node.kind === 'fold') return mayBeNegativeZero(node.initial) || mayBeNegativeZero(node.body);
  if (node.kind === 'narrow') return mayBeNegativeZero(node.of);
  if (node.kind !== 'call') return false;
  const [a, b] = node.args as readonly [Node, Node];
  switch (node.operation) {
    case 'multiply':
      return (
        mayBeZeroTimesNegative(a, b) || mayBeZeroTimesNegative(b, a) || node.args.some(mayBeNegativeZero)
      );
    case 'modulo':
      return rangeOf(a).minimum < 0 || mayBeNegativeZero(a);
    case 'add':
      return mayBeNegativeZero(a) && mayBeNegativeZero(b);
    case 'subtract':
    case 'quotient':
      return mayBeNegativeZero(a);
    case 'minimum':
    case 'maximum':
      return node.args.some(mayBeNegativeZero);
    default:
      return false;
  }
}

function mayBeZeroTimesNegative(a: Node, b: Node): boolean {
  return rangeOf(a).minimum <= 0 && rangeOf(a).maximum >= 0 && rangeOf(b).minimum < 0;
}

/** Numbers that JSON of both sides writes with the same digits: integers, and fractions of a usual size. */
export function needsPlainNumbers(value: Node): Limit | undefined {
  if (hasPlainNumbers(value.type)) return undefined;
  return {
    reason:
      'it may contain a number below 0.000001 or of 1e21 or more, which templates write with an exponent',
    remedy:
      'give numbers in it the type integer, or use std.toString for single ones, or pass the structure on as it is',
  };
}

/** What may be anything at all is trusted to have numbers of a usual size: nobody could say more about it. */
function hasPlainNumbers(type: Type): boolean {
  if (type.kind === 'any') return true;
  return membersOf(type).every((member) => {
    switch (member.kind) {
      case 'number':
        return member.integer || (member.minimum >= 1e-6 && member.maximum < 1e21);
      case 'array':
        return hasPlainNumbers(member.items);
      case 'object':
        return (
          [...member.fields.values()].every((one) => hasPlainNumbers(one.type)) &&
          (member.rest === undefined || hasPlainNumbers(member.rest))
        );
      default:
        return true;
    }
  });
}

/** One verb that Go and Jsonnet write alike. */
export function needsFormat(form: Node, value: Node): Limit | undefined {
  const text = form.kind === 'literal' ? String(form.value) : '';
  if (/^%[- +0]*[0-9]*[dxXo]$/.test(text)) return needsIntegers(value);
  if (/^%-?(?:[1-9][0-9]*)?s$/.test(text) && isKind(value.type, 'string')) return undefined;
  return {
    reason: 'templates have other flags, widths and precisions than Jsonnet',
    remedy: 'use %s, or %d, %x and %o with a width and without #',
  };
}

export function firstLimit(
  ...limits: readonly ((a: Node, b: Node, c: Node) => Limit | undefined)[]
): LimitOf {
  return (...args) => {
    for (const limit of limits) {
      const found = limit(...(args as readonly [Node, Node, Node]));
      if (found) return found;
    }
    return undefined;
  };
}
