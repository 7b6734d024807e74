// The words that random programs are made of: short, with what escapes, orders and formats differently among them.
import type { Type } from './library.ts';

export const types: readonly Type[] = ['number', 'string', 'boolean', 'array', 'object', 'any'];
export const fieldNames: readonly string[] = ['a', 'b', 'c', 'd'];
export const words: readonly string[] = ['a', 'b', ',', 'ab', ' ', 'x'];
export const texts: readonly string[] = [
  '',
  'a',
  'abc',
  'a,b,c',
  'hello world',
  'A-z',
  'tab\\there',
  'line\\nbreak',
  'quote\\"s',
  "it's",
  'é',
  '☃ü',
  '1',
  '%',
  '$x',
  '<&>',
  'true',
];
export const numbers: readonly string[] = [
  '0',
  '1',
  '2',
  '3',
  '7',
  '10',
  '-1',
  '0.5',
  '1.25',
  '-3.75',
  '100',
  '1e3',
  '255',
  '0.1',
];
export const formats: readonly string[] = [
  '%s',
  '%d',
  '%5d',
  '%-5s|',
  '%05d',
  '%x',
  '%.2f',
  '%s and %s',
  '%+d',
  '%%',
  '%e',
  '%o',
  '%X',
  '%5.1f',
];
