// Where a text stops being JSON.
import { expect, test } from 'vitest';
import { explainJsonFault } from '../../tools/shared/jsonFault.ts';

test.each([
  ['', 'line 1, column 1: expected a value, found the end'],
  ['{\n  "a": 1,\n}', 'line 3, column 1: expected a name in double quotes, found "}"'],
  ['{\n  "a": 1\n  "b": 2\n}', 'line 3, column 3: expected a comma or `}`, found "\\"b\\":"'],
  ['{"a" 1}', 'line 1, column 6: expected a colon, found "1}"'],
  ['{"a": }', 'line 1, column 7: expected a value, found "}"'],
  ['[1, [], {}, ]', 'line 1, column 13: expected a value, found "]"'],
  ['[1, {"a": [true]}', 'line 1, column 18: expected a comma or `]`, found the end'],
  ['{"a": 01}', 'line 1, column 8: expected a comma or `}`, found "1}"'],
  ["{'a': 1}", 'line 1, column 2: expected a name in double quotes, found "\'a\':"'],
  ['{"a": "x\ny"}', 'line 1, column 7: expected a value, found "\\"x"'],
  ['{} {}', 'line 1, column 4: expected the end, found "{}"'],
  ['// note\n{}', 'line 1, column 1: expected a value, found "//"'],
])('of %j is told with line and column', (text, expected) => {
  expect(() => JSON.parse(text)).toThrow();
  expect(explainJsonFault(text)).toBe(expected);
});
