// Rewrites of text that is put together, and of tests on text.
import type { OperationName } from '../operations/index.ts';
import { isAscii } from '../operations/limits.ts';
import { asciiText } from '../operations/patterns.ts';
import { isLiteral, literal, type Node, narrow } from '../tree.ts';
import { isKind, memberOf } from '../types.ts';
import { type CallRule, type CallRules, isCall, type Make, mayFail, rule } from './rule.ts';

export const textRules: CallRules = {
  concat: [
    rule(
      'flatten and join literals',
      'concatenation is associative, and the empty string neutral',
      (make, ...args) => {
        const flat = args.flatMap((arg) => (isCall(arg, 'concat') ? arg.args : [arg]));
        const joined = joinLiterals(flat);
        if (joined.length === args.length && joined.every((node, at) => node === args[at])) return undefined;
        return joined.length === 0 ? literal('') : make.call('concat', ...joined);
      },
    ),
    rule('of one', 'nothing is added to it', (_, ...args) => (args.length === 1 ? args[0] : undefined)),
  ],
  toText: [
    rule('of a string', 'std.toString leaves strings as they are', (_, a) =>
      isKind(a.type, 'string') ? a : undefined,
    ),
    ofChoice('toText'),
  ],
  length: [ofChoice('length')],
  json: [ofChoice('json')],
  asciiLower: [ofChoice('asciiLower')],
  asciiUpper: [ofChoice('asciiUpper')],
  format: [
    rule('of the value itself', '%s writes what std.toString writes', (make, form, value) =>
      isLiteral(form, '%s') ? make.call('toText', value) : undefined,
    ),
  ],
  startsWith: [withNothing()],
  endsWith: [withNothing()],
  contains: [withNothing()],
};

/** Of a choice between literals the operation is a choice between literals. */
function ofChoice(operation: OperationName): CallRule {
  return rule('of a choice between literals', 'both results are known', (make, a) =>
    a.kind === 'if' && a.then.kind === 'literal' && a.otherwise.kind === 'literal'
      ? make.choose(a.condition, make.call(operation, a.then), make.call(operation, a.otherwise))
      : undefined,
  );
}

function withNothing(): CallRule {
  return rule('the empty string', 'every text has it everywhere', (_, text, part) =>
    isLiteral(part, '') && isKind(text.type, 'string') && !mayFail(text) ? literal(true) : undefined,
  );
}

/**
 * A comparison of any text in lower or in upper case with ASCII text. What equals it is ASCII itself, and of ASCII text
 * templates have the same lower case.
 */
export function compareAscii(make: Make, text: Node, compare: (text: Node) => Node): Node | undefined {
  if (!isCall(text, 'asciiLower') && !isCall(text, 'asciiUpper')) return undefined;
  const [of] = text.args as readonly [Node];
  const type = memberOf(of.type, 'string');
  if (!type || !isKind(of.type, 'string') || isAscii(type)) return undefined;
  // Of known values, those beyond ASCII would still be in the type.
  const { values, ...rest } = type;
  const known = make.call(text.operation, narrow(of, { ...rest, pattern: asciiText }));
  return make.call('and', make.call('isAscii', of), compare(known));
}

/** Neighbouring literals as one, empty ones left out. */
function joinLiterals(nodes: readonly Node[]): readonly Node[] {
  const joined: Node[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (isLiteral(node, '')) continue;
    if (last?.kind === 'literal' && node.kind === 'literal')
      joined[joined.length - 1] = literal(`${last.value}${node.value}`);
    else joined.push(node);
  }
  return joined;
}
