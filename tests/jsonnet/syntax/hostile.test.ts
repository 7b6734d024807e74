// No input makes the parser hang, crash or take the host's stack.
import { describe, expect, it } from 'vitest';
import { maximumDepth } from '../../../tools/jsonnet/syntax/expressions.ts';
import type { Expression } from '../../../tools/jsonnet/syntax/tree.ts';
import { errorOf, parseText } from './outline.ts';

/** Far above what linear time takes for these sizes, far below what quadratic time takes. */
const milliseconds = 5_000;

const unterminated: readonly (readonly [string, string])[] = [
  ['comment', `/*${'*'.repeat(1e6)}`],
  ['string', `'${'\\n'.repeat(5e5)}`],
  ['string that ends in backslashes', `"${'\\'.repeat(1e6)}`],
  ['verbatim string', `@'${"''".repeat(5e5)}`],
  ['text block', `|||\n${'  a\n'.repeat(3e5)}`],
  ['text block of empty lines', `|||\n${'\n'.repeat(1e6)}`],
  ['text block of one long indent', `|||\n${' '.repeat(1e6)}`],
  ['operator', `1 ${'='.repeat(1e6)}-`],
  ['chain of operators', `1 ${'=-'.repeat(5e5)}`],
  ['number', `1${'_1'.repeat(5e5)}_`],
  ['list', `[${'1,'.repeat(5e5)}`],
  ['list of operands', '1+'.repeat(5e5)],
];

const brackets = [
  '(',
  '[',
  '{a:',
  '{[',
  '{local a(b=',
  '{assert ',
  'f(',
  'f(a=',
  'a[',
  'a[1:',
  '[1 for x in ',
];

describe('time', () => {
  it.each(unterminated)(
    'gives up quickly on an unterminated %s',
    { timeout: milliseconds },
    (_name, text) => {
      expect(errorOf(text)).toMatch(/^probe\.jsonnet:/);
    },
  );
});

describe('depth', () => {
  it.each(brackets)('gives up quickly on 100,000 times %s', { timeout: milliseconds }, (bracket) => {
    expect(errorOf(bracket.repeat(1e5))).toMatch(/Exceeded maximum parse depth limit of 400$/);
  });

  it.each(brackets)('gets as far as the limit with %s', (bracket) => {
    expect(errorOf(bracket.repeat(maximumDepth - 1))).toMatch(/Unexpected end of file$/);
  });

  it('reports the token that goes too deep', () => {
    expect(errorOf(`\n${'['.repeat(maximumDepth)}1${']'.repeat(maximumDepth)}`)).toBe(
      `probe.jsonnet:2:${maximumDepth + 1}-${maximumDepth + 2} Exceeded maximum parse depth limit of 400`,
    );
  });

  it('reports the same when the caller has used up the stack', () => {
    expect(deepest(() => errorOf(`${'['.repeat(300)}${']'.repeat(300)}`))).toMatch(
      /Exceeded maximum parse depth/,
    );
  });
});

/** What the action returns where it has the least stack that lets it return anything. */
function deepest(action: () => string): string {
  try {
    return deepest(action);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return action();
  }
}

describe('chains', () => {
  it.each<readonly [string, string, (node: Expression) => Expression | undefined]>([
    ['operators', `${'1+'.repeat(10_000)}1`, (node) => (node.kind === 'binary' ? node.left : undefined)],
    ['signs', `${'-'.repeat(10_000)}1`, (node) => (node.kind === 'unary' ? node.operand : undefined)],
    ['locals', `${'local a=1;'.repeat(10_000)}1`, (node) => (node.kind === 'local' ? node.body : undefined)],
    [
      'assertions',
      `${'assert a;'.repeat(10_000)}1`,
      (node) => (node.kind === 'assert' ? node.rest : undefined),
    ],
    [
      'branches',
      `${'if a then b else '.repeat(10_000)}1`,
      (node) => (node.kind === 'if' ? node.otherwise : undefined),
    ],
    [
      'functions',
      `${'function() '.repeat(10_000)}1`,
      (node) => (node.kind === 'function' ? node.body : undefined),
    ],
    ['calls', `1${'()'.repeat(10_000)}`, (node) => (node.kind === 'apply' ? node.target : undefined)],
    ['dots', `1 ${'.a'.repeat(10_000)}`, (node) => (node.kind === 'dot' ? node.target : undefined)],
  ])('of 10,000 %s parse', (_name, text, inner) => {
    let depth = 0;
    let node: Expression | undefined = parseText(text).root;
    for (let next = inner(node); next; next = inner(node)) {
      expect(node.end).toBeLessThanOrEqual(text.length);
      node = next;
      depth++;
    }
    expect(depth).toBe(10_000);
    expect(node.kind).toBe('number');
  });
});
