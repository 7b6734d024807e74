// What cannot be compiled is refused where it stands, with the reason and the remedy.
import { describe, expect, it } from 'vitest';
import { type Diagnostic, formatDiagnostic, ToolError } from '../../tools/shared/diagnostics.ts';
import { applicationOf, evaluateUnknown, type Properties, schemaOf } from './twice.ts';

const properties: Properties = {
  text: { type: 'string', default: '' },
  optional: { type: 'string' },
  single: { type: 'string', enum: ['a'] },
  count: { type: 'integer', default: 3 },
  fraction: { type: 'number', default: 3 },
  flag: { type: 'boolean', default: true },
  texts: { type: 'array', items: { type: 'string' }, default: ['a'] },
  map: { type: 'object', additionalProperties: { type: 'string' }, default: {} },
  either: { anyOf: [{ type: 'string' }, { type: 'object' }], default: '' },
  lanes: {
    type: 'array',
    default: [],
    items: { type: 'object', properties: { id: { type: 'string' } } },
  },
  ports: {
    type: 'array',
    default: [],
    items: { type: 'object', additionalProperties: false, properties: { number: { type: 'integer' } } },
  },
};

/** All that is refused of an expression, each with the text that it points at. */
function refusalsOf(expression: string, before?: string): readonly string[] {
  const application = applicationOf(properties, expression, before);
  try {
    evaluateUnknown(application, () => undefined);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    expect(error.code).toBe('symbolic-refused');
    const lines = application.main.split('\n');
    return error.diagnostics.map((diagnostic) => {
      const { file, span } = diagnostic;
      expect(file).toBe('main.libsonnet');
      const pointed = lines[(span?.line ?? 0) - 1]?.slice((span?.column ?? 0) - 1) ?? '';
      return `${pointed}\n${formatDiagnostic({ ...diagnostic, file: 'x' })}`;
    });
  }
  return [];
}

function captured(work: () => void): ToolError {
  try {
    work();
  } catch (error) {
    if (error instanceof ToolError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** Expression, the text that the place begins with, code, and what the message has to say. */
const refused: readonly (readonly [string, string, string, RegExp])[] = [
  ['values.optional', 'values.optional', 'symbolic-optional', /field optional may be missing.*std\.get/],
  ["{ a: 'x' }[values.single]", 'values.single', 'symbolic-optional', /field single may be missing/],
  ['[lane.id for lane in values.lanes]', 'lane.id', 'symbolic-optional', /field id may be missing/],
  ["std.get(values.lanes[0], 'id', '')", 'values.lanes[0]', 'symbolic-optional', /item at that place.*empty/],
  ['values.map.a', 'values.map.a', 'symbolic-optional', /field a may be missing/],
  ['values.map[values.text]', 'values.map[values.text]', 'symbolic-optional', /entry of that name/],
  ['values.count / 2', 'values.count / 2', 'symbolic-unsupported', /std\.floor\(a \/ b\)/],
  ['values.fraction * 2', 'values.fraction * 2', 'symbolic-unsupported', /type integer in the schema/],
  [
    'values.count * values.count',
    'values.count * values.count',
    'symbolic-unsupported',
    /2\^53.*minimum and a maximum/,
  ],
  [
    'local f(n) = if n <= 0 then 0 else f(n - 1); f(values.count)',
    'f(n - 1)',
    'symbolic-recursion',
    /do not come to an end.*std\.foldl/,
  ],
  [
    'std.manifestYamlDoc(values.map)',
    'std.manifestYamlDoc',
    'symbolic-unsupported',
    /std\.manifestJsonMinified/,
  ],
  // Helm always has these, and more than the application is told of.
  ...[
    "std.member(capabilities.apiVersions, 'policy/v1')",
    "std.member(capabilities.apiVersions, 'v1/Pod')",
    'std.member(capabilities.apiVersions, values.text)',
    'std.length(capabilities.apiVersions)',
  ].map((expression) => [expression, 'std.', 'symbolic-unsupported', /example\.com\/v1/] as const),
  // Whether these errors count depends on what is looked at.
  ...[
    "[error 'first', 'b'][if values.flag then 1 else 0]",
    "std.foldl(function(all, l) all + l.id, [{ id: 'x', on: error 'on' } for l in values.lanes], '')",
    "[l.id for l in std.reverse([{ id: 'x', on: error 'on' } for l in values.lanes])]",
    "[if t == '' then error 'empty' else t for t in values.texts][:1]",
    "std.any([values.flag, error 'not both'])",
    "std.objectValues({ [k + '-x']: if k == '' then error 'empty' else k for k in std.objectFields(values.map) })",
  ].map((expression) => [expression, 'error', 'symbolic-unsupported', /only partly looked at/] as const),
  ["{ a: 1 } + { [values.text]: 'a' in super }", "'a' in super", 'symbolic-unsupported', /self, super or \$/],
  [
    '{ [k]: std.length(self) for k in std.objectFields(values.map) }',
    'self',
    'symbolic-unsupported',
    /self, super or \$/,
  ],
  [
    '{ [values.text]+: { x: 1 } }',
    '[values.text]',
    'symbolic-unsupported',
    /\+: after a name.*write the name/,
  ],
  ['{ [k]+: 1 for k in std.objectFields(values.map) }', '[k]', 'symbolic-unsupported', /\+: after a name/],
  ['{ [values.text]:: 1 }', '[values.text]', 'symbolic-unsupported', /:: after a name/],
  ['std.parseJson(values.text)', 'std.parseJson', 'symbolic-unsupported', /its structure in the schema/],
  ['std.asciiUpper(values.text)', 'std.asciiUpper', 'symbolic-unsupported', /ASCII/],
  ["'%f' % values.fraction", "'%f'", 'symbolic-unsupported', /%f.*%s or %d/],
  ['values.count & 1', 'values.count & 1', 'symbolic-unsupported', /operator &/],
  ['std.toString(values.map)', 'std.toString', 'symbolic-unsupported', /manifestJsonMinified/],
  ['std.sort(values.lanes, function(l) l.id)', 'std.sort', 'symbolic-unsupported', /leave keyF out/],
  [
    '(if values.flag then std.length else std.type)(1)',
    '(if',
    'symbolic-unsupported',
    /function that a value chooses/,
  ],
  ["std.extVar('x')", 'std.extVar', 'symbolic-unsupported', /a value of the schema/],
  ['values.either.name', 'values.either.name', 'symbolic-type', /std\.isObject/],
  ['values.text.name', 'values.text.name', 'symbolic-type', /as an object/],
  ['values.missing', 'values.missing', 'symbolic-failure', /"missing" does not exist; add it to .*schema/],
  ['values.txet', 'values.txet', 'symbolic-failure', /"txet" does not exist; did you mean "text"\?/],
  [
    '[port.zone for port in values.ports]',
    'port.zone',
    'symbolic-failure',
    /"zone" does not exist; add it to .*schema/,
  ],
  [
    'chart.versoin',
    'chart.versoin',
    'symbolic-failure',
    /"versoin" does not exist; did you mean "version"\?/,
  ],
  ['release.zone', 'release.zone', 'symbolic-failure', /"zone" does not exist \[/],
  ['std.missing(1)', 'std.missing', 'symbolic-failure', /"missing" does not exist/],
  // What is known is computed at once; what goes wrong has a place all the same.
  ['1 / 0', '1 / 0', 'symbolic-failure', /Division by zero/],
  ['std.length(5)', 'std.length(5)', 'symbolic-failure', /Unexpected type number/],
  ['[function(x) x]', 'function(x) x', 'symbolic-failure', /a function is no data/],
  ['{ a(x): x }', 'a(x): x', 'symbolic-failure', /a function is no data/],
  ['{ a: self.a }', 'self.a', 'symbolic-failure', /"a" depends on itself/],
  ['local x = x; x', 'x; x', 'symbolic-failure', /depends on itself/],
  ['(function(a) a)()', '(function', 'symbolic-failure', /argument a is missing/],
];

describe('a refusal says where, why and what instead', () => {
  it.each(refused)('%s', (expression, place, code, message) => {
    const [first = '', ...others] = refusalsOf(expression);
    expect(others).toEqual([]);
    expect(first.startsWith(place)).toBe(true);
    expect(first).toContain(`[${code}]`);
    expect(first.replaceAll('\n', ' ')).toMatch(message);
  });

  it('names everything that is missing or refused, each once', () => {
    const expression = '[values.optional, values.optional, values.count / 2, values.map.a]';
    expect(refusalsOf(expression).map((text) => /\[(symbolic-\w+)\]/.exec(text)?.[1])).toEqual([
      'symbolic-optional',
      'symbolic-optional',
      'symbolic-unsupported',
    ]);
  });

  it.each([
    ['{ render:: 5 }', '{ render:: 5 }', 'render is no function'],
    ['{ rendr():: 5 }', '{ rendr():: 5 }', 'render is no function'],
    ['{ render(a, b, c, d, e):: {} }', 'render(', 'needs 1 more'],
    ['{ render():: [{}] }', '[{}]', 'unknown number of manifests'],
    [
      '{ render(values):: { [key]: {} for key in std.objectFields(values.map) } }',
      '{ [key]',
      'unknown number',
    ],
  ])('is made for %s', (main, place, message) => {
    const problem = captured(() => evaluateUnknown({ main, schema: schemaOf(properties) }, () => undefined));
    expect(problem.diagnostics).toHaveLength(1);
    const [diagnostic] = problem.diagnostics;
    expect(main.slice((diagnostic?.span?.column ?? 0) - 1).startsWith(place)).toBe(true);
    expect(formatDiagnostic(diagnostic as Diagnostic)).toContain(message);
  });

  it('is not made for what no user can reach', () => {
    expect(refusalsOf("if 'optional' in values then values.optional else 1")).toEqual([]);
    expect(refusalsOf('if values.flag then 1 else if values.flag then values.count / 2 else 3')).toEqual([]);
    expect(refusalsOf('if std.isObject(values.either) then values.either else {}')).toEqual([]);
    expect(refusalsOf('local unused = values.count / 2; 1')).toEqual([]);
  });

  it.each([
    ['notes', '[', ']'],
    ['tests', '{ pod: ', ' }'],
    ['tests', '(', ')'],
  ])('is made for an error in %s, which no environment would see', (name, open, close) => {
    const fails = "if values.text == '' then error 'text: set it' else values.text";
    const own = `{ ${name}(values):: ${open}${fails}${close} } +`;
    const [found = '', ...others] = refusalsOf('1', own);
    expect(others).toEqual([]);
    expect(found).toMatch(/^error 'text: set it'/);
    expect(found).toContain('move it into render');
  });

  it('is not made for an error in notes that render excludes', () => {
    const notes = "notes(values):: [if values.text == '' then error 'never' else values.text]";
    const render = "assert values.text != '' : 'text: set it'; values.text";
    expect(refusalsOf(render, `{ ${notes} } +`)).toEqual([]);
  });

  it('ends an explosion', () => {
    const before = Date.now();
    const expression = `local f(n) = if n == 0 then values.text else f(n - 1) + (if values.text == 'x' + n then f(n - 1) else 'y'); f(40)`;
    expect(refusalsOf(expression).join()).toContain('[symbolic-budget]');
    expect(Date.now() - before).toBeLessThan(20_000);
  });
});
