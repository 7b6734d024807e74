// The order of texts against UTF-8, whose bytes are in the order of code points.
import { expect, test } from 'vitest';
import { compareStrings } from '../../tools/shared/order.ts';

test('texts are in the order of their bytes in UTF-8', () => {
  const texts = ['', 'a', 'B', 'aa', 'é', '\ud7ff', '\ue000', '\uffff', 'a\uffff', '\u{10000}', 'a\u{1f600}'];
  const bytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
  expect(texts.toSorted(compareStrings)).toEqual(texts.toSorted(bytes));
  expect(texts.toSorted(compareStrings)).not.toEqual(texts.toSorted());
});
