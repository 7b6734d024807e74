// The same objects as another text: order, quotes, comments, anchors, Lists, JSON.
import { Document, isScalar, type Scalar, type ToStringOptions, visit } from 'yaml';
import type { Manifest } from '../../../../tools/manifests/manifest.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../../tools/shared/json.ts';
import type { Random } from '../../../../tools/shared/random.ts';
import { harmlessly, type Mutation } from '../mutation.ts';
import { readObjects } from '../release.ts';

interface Definition {
  readonly id: string;
  readonly sentence: string;
  readonly write: (objects: readonly Manifest[], random: Random) => string;
}

/** Strings are quoted where YAML 1.1 would take them for something else. */
function writeDocument(value: Json, style: ToStringOptions = {}): string {
  return documentOf(value).toString(style);
}

function documentOf(value: Json): Document {
  return new Document(value, { version: '1.1', aliasDuplicateObjects: true });
}

function writeStream(values: readonly Json[], style: ToStringOptions = {}): string {
  return values.map((value) => writeDocument(value, style)).join('---\n');
}

function shuffleKeys(value: Json, random: Random): Json {
  if (Array.isArray(value)) return value.map((item: Json) => shuffleKeys(item, random));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    random.shuffle(Object.entries(value)).map(([key, inner]) => [key, shuffleKeys(inner, random)]),
  );
}

function listOf(items: readonly Json[]): JsonObject {
  return { apiVersion: 'v1', kind: 'List', items };
}

/** Maps and lists that are equal become one, which is written once and referred to afterwards. */
function joinEqual(value: Json, known = new Map<string, Json>()): Json {
  if (typeof value !== 'object' || value === null) return value;
  const joined: Json = Array.isArray(value)
    ? value.map((item: Json) => joinEqual(item, known))
    : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, joinEqual(inner, known)]));
  const text = JSON.stringify(joined);
  const first = known.get(text);
  if (first !== undefined) return first;
  known.set(text, joined);
  return joined;
}

/** With another spelling of some scalars. */
function writeWith(value: Json, spell: (node: Scalar, key: unknown) => void): string {
  const document = documentOf(value);
  visit(document, {
    Pair: (_, { key, value: node }) => {
      if (isScalar(node)) spell(node, isScalar(key) ? key.value : undefined);
    },
  });
  return document.toString();
}

/** A comment after every value that has room for one. */
function addComment(node: Scalar): void {
  if (typeof node.value !== 'string' || !node.value.includes('\n')) node.comment = ' as it was';
}

function spellBoolean(node: Scalar): void {
  if (typeof node.value === 'boolean') node.source = node.value ? 'yes' : 'off';
}

function spellMode(node: Scalar, key: unknown): void {
  if (typeof node.value === 'number' && ['mode', 'defaultMode'].includes(String(key))) node.format = 'OCT';
}

/** 8.09e+03 between marks: the writer would write it as it writes all numbers. */
function spellPort(node: Scalar, key: unknown): void {
  const isPort = ['port', 'targetPort', 'containerPort'].includes(String(key));
  if (isPort && typeof node.value === 'number') node.value = `__${node.value / 1000}e+03__`;
}

function writeWithQuotedKeys(value: Json): string {
  const document = documentOf(value);
  visit(document, {
    Pair: (_, { key }) => {
      if (isScalar(key)) key.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString();
}

/** Objects and keys in another order, all texts in quotes. */
export function writeShuffled(objects: readonly Manifest[], random: Random): string {
  const shuffled = random.shuffle(objects).map((object) => shuffleKeys(object, random));
  return writeStream(shuffled, { defaultStringType: random.pick(['QUOTE_DOUBLE', 'QUOTE_SINGLE']) });
}

const definitions: readonly Definition[] = [
  {
    id: 'documents-shuffled',
    sentence: 'Objects are in another order.',
    write: (objects, random) => writeStream(random.shuffle(objects)),
  },
  {
    id: 'keys-shuffled',
    sentence: 'Keys are in another order.',
    write: (objects, random) => writeStream(objects.map((object) => shuffleKeys(object, random))),
  },
  {
    id: 'double-quotes',
    sentence: 'All texts are in double quotes.',
    write: (objects) => writeStream(objects, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' }),
  },
  {
    id: 'single-quotes',
    sentence: 'All texts are in single quotes.',
    write: (objects) => writeStream(objects, { defaultStringType: 'QUOTE_SINGLE', defaultKeyType: 'PLAIN' }),
  },
  {
    id: 'literal-blocks',
    sentence: 'All texts are blocks.',
    write: (objects) => writeStream(objects, { defaultStringType: 'BLOCK_LITERAL', defaultKeyType: 'PLAIN' }),
  },
  {
    id: 'folded-lines',
    sentence: 'Lines are short.',
    write: (objects) => writeStream(objects, { lineWidth: 30, minContentWidth: 10 }),
  },
  {
    id: 'deep-indentation',
    sentence: 'Everything is indented by six columns.',
    write: (objects) => writeStream(objects, { indent: 6 }),
  },
  {
    id: 'flat-lists',
    sentence: 'Lists are not indented.',
    write: (objects) => writeStream(objects, { indentSeq: false }),
  },
  {
    id: 'flow-style',
    sentence: 'Maps and lists are in brackets.',
    write: (objects) => writeStream(objects, { collectionStyle: 'flow' }),
  },
  {
    id: 'quoted-keys',
    sentence: 'Keys are in quotes.',
    write: (objects) => objects.map(writeWithQuotedKeys).join('---\n'),
  },
  {
    id: 'comments',
    sentence: 'There are comments.',
    write: (objects) =>
      objects.map((object) => `# Written for a test.\n${writeWith(object, addComment)}`).join('---\n'),
  },
  {
    id: 'anchors',
    sentence: 'What is there twice is written once and referred to.',
    write: (objects) => objects.map((object) => writeDocument(joinEqual(object))).join('---\n'),
  },
  {
    id: 'empty-documents',
    sentence: 'There are documents with nothing in them.',
    write: (objects) =>
      `---\n---\n# nothing\n---\n${objects.map((object) => `${writeDocument(object)}...\n`).join('---\n---\n')}---\n`,
  },
  {
    id: 'windows-lines',
    sentence: 'Lines end as they do on Windows.',
    write: (objects) => writeStream(objects).replaceAll('\n', '\r\n'),
  },
  {
    id: 'json-documents',
    sentence: 'Each document is JSON.',
    write: (objects) => objects.map((object) => `${JSON.stringify(object, null, 2)}\n`).join('---\n'),
  },
  {
    id: 'yaml-list',
    sentence: 'The objects are in a List.',
    write: (objects) => writeDocument(listOf(objects)),
  },
  {
    id: 'json-list-of-lists',
    sentence: 'The objects are in Lists in a List, in JSON.',
    write: (objects) => JSON.stringify(listOf(objects.map((object) => listOf([object])))),
  },
  {
    id: 'old-booleans',
    sentence: 'true and false are yes and off.',
    write: (objects) => objects.map((object) => writeWith(object, spellBoolean)).join('---\n'),
  },
  {
    id: 'octal-modes',
    sentence: 'File modes are written with a leading zero.',
    write: (objects) => objects.map((object) => writeWith(object, spellMode)).join('---\n'),
  },
  {
    id: 'exponents',
    sentence: 'Ports are written as app-template writes numbers of a million.',
    write: (objects) =>
      objects
        .map((object) => writeWith(object, spellPort))
        .join('---\n')
        .replaceAll(/__(\d[\d.]*e\+03)__/g, '$1'),
  },
];

export const textMutations: readonly Mutation[] = definitions.map(({ id, sentence, write }) => ({
  ...{ id: `text-${id}`, kind: 'harmless', sentence, expect: harmlessly },
  count: () => 1,
  change: ({ objects }, _, random) => {
    const text = write(objects, random);
    return { where: 'the whole text', baseline: objects, candidate: readObjects(text), text };
  },
}));
