// What kubectl says about many objects becomes few words, and nothing that differs is lost.
import { expect, test } from 'vitest';
import { condense } from '../../tools/cluster/client/said.ts';

const lost = (name: string): string =>
  [
    'error when retrieving current configuration of:',
    'Resource: "/v1, Resource=configmaps", GroupVersionKind: "/v1, Kind=ConfigMap"',
    `Name: "${name}", Namespace: "shop"`,
    `from server for: "STDIN": Get "https://127.0.0.1:6443/api/v1/namespaces/shop/configmaps/${name}": connection refused`,
  ].join('\n');

test('a message about one object stays as it is', () => {
  const invalid =
    'The Service "web" is invalid: \n* spec.ports: Required value\n* metadata.name: Invalid value: "1"';
  expect(condense(invalid)).toBe(invalid);
  expect(condense(lost('a'))).toBe(lost('a'));
});

test('messages that differ in names alone are told once, with their number', () => {
  const refused = (name: string) => `Error from server (Forbidden): secrets "${name}" is forbidden`;
  const text = [lost('a'), refused('x'), lost('b'), lost('c'), refused('y')].join('\n');
  expect(condense(text)).toBe(
    [lost('a'), '(and 2 more like it)', refused('x'), '(and 1 more like it)'].join('\n'),
  );
});

test('of many different messages the first ten are told', () => {
  const messages = Array.from({ length: 13 }, (_, index) => `problem ${index}`);
  expect(condense(messages.join('\n')).split('\n')).toEqual([
    ...messages.slice(0, 10),
    '(and 3 more messages)',
  ]);
});

test('nothing is told of nothing', () => {
  expect(condense('')).toBe('');
});
