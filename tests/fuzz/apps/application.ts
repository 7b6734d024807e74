// A random application: locals and functions, a library of mixins, and a few manifests, some of them conditional.
import { createRandom, type Random } from '../../../tools/shared/random.ts';
import {
  code,
  type Expression,
  type Fragment,
  fragment,
  key,
  type Piece,
  printCode,
  quote,
  sequence,
} from './code.ts';
import { defineFunction, drawType, isOpen, sentence } from './common.ts';
import { grow } from './grow.ts';
import { drawWord } from './literals.ts';
import { bind, type Callable, deeper, hide, newName, type Place, type Variable } from './place.ts';
import { growAny } from './records.ts';
import { drawSchema, type Typed } from './schema.ts';
import { ascii, boolean, mapOf, type Type, text } from './types.ts';

export interface GeneratedApp {
  readonly schema: Typed['schema'];
  readonly main: Piece;
  readonly library: Piece;
}

const filled: Type = { kind: 'text', filled: true };

const inputs: readonly Variable[] = [
  { text: 'release.name', type: { kind: 'text', ascii: true, filled: true } },
  { text: 'release.namespace', type: { kind: 'text', ascii: true, filled: true } },
  { text: 'release.isUpgrade', type: boolean },
  { text: 'chart.name', type: ascii },
  { text: 'chart.version', type: filled },
  { text: 'capabilities.kubeVersion', type: filled },
];

/** The application of a number: the same one for the same seed, whatever else is generated. */
export function generateApp(seed: number, index: number): GeneratedApp {
  const random = createRandom((seed * 1_000_003 + index * 7919) >>> 0);
  const { schema, type } = drawSchema(random);
  const place: Place = { random, depth: 4, variables: [], functions: [], loops: 0, grow };
  const library = drawLibrary(place);
  const known: Place = {
    ...place,
    variables: [
      ...inputs,
      { text: 'values', type },
      { text: 'values', type },
      { text: '$.prefix', type: ascii },
    ],
    functions: library.functions,
  };
  return { schema, library: library.text, main: drawMain(known) };
}

interface Library {
  readonly text: Piece;
  readonly functions: readonly Callable[];
}

/** Functions and mixins that know nothing of values. */
function drawLibrary(place: Place): Library {
  const { random } = place;
  const inside: Place = { ...place, depth: 3, variables: [{ text: '$.prefix', type: ascii }] };
  const names = ['join', 'describe', 'render'].filter(() => random.chance(0.6));
  const definitions = names.map((name) => defineFunction(inside, `lib.${name}`, drawType(random)));
  const functions = definitions.map(
    ({ signature, body }, at) => fragment`${names[at] ?? ''}(${signature}):: ${body}`,
  );
  const members = [
    fragment`prefix:: ${quote(drawWord(random))}`,
    fragment`withLabels(labels):: { metadata+: { labels+: labels } }`,
    fragment`named(name):: { metadata+: { name: $.prefix + name } }`,
    ...functions,
  ];
  return {
    text: fragment`{ ${sequence(members, ',\n  ')} }\n`,
    functions: definitions.map(({ callable }) => callable),
  };
}

function drawMain(place: Place): Piece {
  const { statements, inner } = drawStatements(place);
  const resources = drawResources(inner);
  return fragment`local lib = import 'lib.libsonnet';
{
  prefix:: 'p-',
  chart: { name: 'app', version: '1.2.3', appVersion: '4.5.6' },
  render(values, release, chart, capabilities)::
    ${sequence(statements, '\n    ')}
    ${resources},
}
`;
}

interface Statements {
  readonly statements: readonly Fragment[];
  readonly inner: Place;
}

/** Locals, functions and asserts before the manifests; each sees those before it. */
function drawStatements(place: Place): Statements {
  const { random } = place;
  const statements: Fragment[] = [];
  let inner = place;
  for (let count = random.below(4); count > 0; count--) {
    const name = newName(random);
    const outside = hide(inner, name);
    if (random.chance(0.25)) {
      const { signature, body, callable } = defineFunction(deeper(outside), name, drawType(random));
      statements.push(fragment`local ${name}(${signature}) = ${body};`);
      inner = { ...outside, functions: [...outside.functions, callable] };
    } else {
      const value = grow(outside, drawType(random));
      statements.push(fragment`local ${name} = ${value};`);
      inner = bind(inner, name, value.type);
    }
  }
  if (random.chance(0.2)) {
    const condition = grow({ ...inner, depth: 2 }, boolean);
    if (isOpen(condition)) statements.push(fragment`assert ${condition} : ${sentence(inner)};`);
  }
  return { statements, inner };
}

const resourceNames: readonly string[] = ['config', 'settings', 'extraConfig'];

function drawResources(place: Place): Piece {
  const { random } = place;
  const names = resourceNames.slice(0, 1 + random.below(resourceNames.length));
  const fields = names.map((name, at) => {
    const manifest = drawManifest(place, name);
    if (at === 0 || random.chance(0.6)) return fragment`${key(name)}: ${manifest}`;
    return fragment`[if ${grow({ ...place, depth: 2 }, boolean)} then ${quote(name)}]: ${manifest}`;
  });
  if (random.chance(0.8)) return fragment`{ ${sequence(fields, ',\n      ')} }`;
  const extra = drawManifest({ ...place, depth: 2 }, 'mixed-in');
  const condition = grow({ ...place, depth: 2 }, boolean);
  return fragment`{ ${sequence(fields, ',\n      ')} } + (if ${condition} then { mixedIn: ${extra} } else {})`;
}

/**
 * Helm wants an API version, a kind, and a text as name; the rest is free. What toYaml prints at the end of a document
 * loses the line breaks that its last text ends in: a field that is known stands there.
 */
function drawManifest(place: Place, name: string): Expression {
  const { random } = place;
  const metadata = [
    fragment`name: ${quote(name)}`,
    ...(random.chance(0.3) ? [fragment`labels: ${grow({ ...place, depth: 2 }, mapOf(text))}`] : []),
  ];
  const bodies = ['data', 'spec'].filter((_, at) => at === 0 || random.chance(0.5));
  const members = bodies.map((one) => fragment`${one}: ${growAny({ ...place, depth: 4 }, false)}`);
  const base = code({ kind: 'record', plain: false })`{
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { ${sequence(metadata)} },
        ${sequence(members, ',\n        ')},
        status: 'known',
      }`;
  const mixins = drawMixins(random, place);
  return mixins.length === 0 ? base : code(base.type)`(${base} + ${sequence(mixins, ' + ')})`;
}

function drawMixins(random: Random, place: Place): readonly Piece[] {
  if (random.chance(0.6)) return [];
  const shallow = { ...place, depth: 2 };
  const labels = code(mapOf(text))`lib.withLabels(${grow(shallow, mapOf(text))})`;
  const mixin = random.chance(0.6)
    ? labels
    : code(mapOf(text))`(lib + { prefix:: ${grow(shallow, ascii)} }).named('x')`;
  if (random.chance(0.5)) return [mixin];
  return [code(mapOf(text))`(if ${grow(shallow, boolean)} then ${mixin} else {})`];
}

export function printApp({ main, library }: GeneratedApp): Readonly<Record<string, string>> {
  return { 'main.libsonnet': printCode(main), 'lib.libsonnet': printCode(library) };
}
