// Evaluates one application twice, with unknown and with known values, and tells whether the two agree.
import { evaluateToData, JsonnetError } from '../../tools/jsonnet/index.ts';
import { Interpreter } from '../../tools/jsonnet/interpreter.ts';
import type { Importer } from '../../tools/jsonnet/port.ts';
import { type DrawContext, drawDocument } from '../../tools/prove/values/draw.ts';
import { createExaminer } from '../../tools/prove/values/examine.ts';
import { coalesceValues, defaultsOf } from '../../tools/schema/defaults.ts';
import type { Schema, SchemaNode } from '../../tools/schema/schema.ts';
import { createDocumentValidator } from '../../tools/schema/validate.ts';
import type { Json, JsonObject } from '../../tools/shared/json.ts';
import { createRandom } from '../../tools/shared/random.ts';
import { evaluateApplication, type SymbolicApplication } from '../../tools/symbolic/index.ts';
import { interpret } from '../../tools/symbolic/interpret.ts';
import { guardsViolated } from '../../tools/symbolic/reach.ts';

/** Properties of the values; everything with a default is required, as the rules of schemas want it. */
export type Properties = Readonly<Record<string, SchemaNode>>;

export interface Application {
  readonly main: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly schema: Schema;
}

/** An application whose only manifest has the value of the expression in `data`. */
export function applicationOf(properties: Properties, expression: string, before = ''): Application {
  const main = `${before}
{ render(values, release, chart, capabilities):: { config: { data: ${expression} } } }`;
  return { main, schema: schemaOf(properties) };
}

export function schemaOf(properties: Properties): Schema {
  const required = Object.entries(properties).flatMap(([name, node]) =>
    typeof node === 'object' && node.default !== undefined ? [name] : [],
  );
  return { type: 'object', additionalProperties: false, required, properties };
}

/** What both evaluations are given beside the values. */
export type Inputs = Readonly<Record<'release' | 'chart' | 'capabilities', JsonObject>>;

export const plainInputs: Inputs = {
  chart: { name: 'app', version: '1.2.3', appVersion: '4.5.6' },
  release: {
    name: 'release',
    namespace: 'default',
    service: 'Helm',
    isInstall: true,
    isUpgrade: false,
    revision: 1,
  },
  capabilities: { kubeVersion: 'v1.35.0', apiVersions: ['v1', 'apps/v1'] },
};

const encoder = new TextEncoder();

function importerOf({ main, files = {} }: Application): Importer {
  const all: Readonly<Record<string, string>> = { ...files, 'main.libsonnet': main };
  return {
    resolve: (_, wanted) => (Object.hasOwn(all, wanted) ? wanted : undefined),
    read: (path) => encoder.encode(all[path]),
  };
}

export function evaluateUnknown<T>(application: Application, use: (tree: SymbolicApplication) => T): T {
  const { schema } = application;
  const { chart } = plainInputs;
  return evaluateApplication(
    {
      entrypoint: 'main.libsonnet',
      paths: [],
      schema,
      chart,
      importer: importerOf(application),
      hasNotes: application.main.includes('notes('),
      hasTests: application.main.includes('tests('),
    },
    use,
  );
}

/** What an evaluation gives: manifests by field, or the sentence that it was refused with. */
export type Outcome = { readonly manifests: JsonObject } | { readonly sentences: readonly string[] };

/** A case: the values, complete, and what stands beside them. */
export interface Case {
  readonly values: JsonObject;
  readonly inputs: Inputs;
}

export function evaluateKnown(
  application: Application,
  { values, inputs }: Case,
  interpreter: Interpreter,
): Outcome {
  const { release, chart, capabilities } = inputs;
  const given = [values, release, chart, capabilities].map((input) => JSON.stringify(input)).join(', ');
  const snippet = `(import 'main.libsonnet').render(${given})`;
  const importer = importerOf(application);
  try {
    const manifests = evaluateToData({ entry: 'snippet', snippet, importer }, interpreter);
    return { manifests: manifests as unknown as JsonObject };
  } catch (error) {
    if (error instanceof JsonnetError) return { sentences: [error.message] };
    throw error;
  }
}

export function interpretTree(tree: SymbolicApplication, given: Case): Outcome {
  const inputs = { values: given.values, ...given.inputs };
  const sentences = guardsViolated(tree.guards, inputs);
  if (sentences.length > 0) return { sentences };
  const present = tree.resources.filter(({ condition }) => interpret(condition, inputs) === true);
  return {
    manifests: Object.fromEntries(present.map(({ name, value }) => [name, interpret(value, inputs)])),
  };
}

export interface Disagreement {
  readonly values: JsonObject;
  readonly known: Outcome;
  readonly unknown: Outcome;
}

export interface Comparison {
  readonly cases: number;
  readonly refused: number;
  readonly disagreement?: Disagreement;
}

/** Random values through both evaluations, up to the first disagreement. */
export function compareEvaluations(application: Application, cases: number, seed: number): Comparison {
  const { schema } = application;
  const interpreter = new Interpreter();
  const random = createRandom(seed);
  const context: DrawContext = {
    random,
    examiner: createExaminer(schema),
    density: 0.6,
    seen: [],
    words: [],
  };
  const validate = createDocumentValidator(schema);
  const defaults = defaultsOf(schema);
  return evaluateUnknown(application, (tree) => {
    let refused = 0;
    for (let at = 0; at < cases; at++) {
      const values = coalesceValues(defaults, at === 0 ? {} : drawDocument(schema, context));
      if (validate(values).length > 0) continue;
      const known = evaluateKnown(application, { values, inputs: plainInputs }, interpreter);
      const unknown = interpretTree(tree, { values, inputs: plainInputs });
      if ('sentences' in known) refused++;
      if (!agree(known, unknown)) return { cases: at + 1, refused, disagreement: { values, known, unknown } };
    }
    return { cases, refused };
  });
}

export function agree(known: Outcome, unknown: Outcome): boolean {
  if ('sentences' in known)
    return (
      'sentences' in unknown &&
      unknown.sentences.some((sentence) => isSame(known.sentences[0] ?? '', sentence))
    );
  return 'manifests' in unknown && sorted(known.manifests) === sorted(unknown.manifests);
}

/** Which of several names occurs twice is not told by a tree. */
function isSame(known: string, unknown: string): boolean {
  return known === unknown || (unknown === 'Duplicate field name' && known.startsWith(`${unknown}:`));
}

function sorted(value: Json): string {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
