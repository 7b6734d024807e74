// All idioms in one chart, through the real Helm: what it renders is what concrete evaluation gives.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileTrees } from '../../tools/chart/templates/files.ts';
import { Interpreter } from '../../tools/jsonnet/interpreter.ts';
import { readYamlDocuments } from '../../tools/manifests/yaml/read.ts';
import { runProgram } from '../../tools/process/run.ts';
import { drawDocument } from '../../tools/prove/values/draw.ts';
import { createExaminer } from '../../tools/prove/values/examine.ts';
import { coalesceValues, defaultsOf } from '../../tools/schema/defaults.ts';
import { writeFileAtomic } from '../../tools/shared/files.ts';
import type { Json, JsonObject } from '../../tools/shared/json.ts';
import { createRandom } from '../../tools/shared/random.ts';
import { idioms } from '../symbolic/idioms.ts';
import {
  type Application,
  evaluateKnown,
  evaluateUnknown,
  plainInputs,
  schemaOf,
} from '../symbolic/twice.ts';

/** Those that refuse some values would hide the others. */
const total = idioms.filter(
  ([, , expression]) => !/assert|error|\[values\.text\]|\[l\.id|\]: 2\b/.test(expression),
);

function inOneApplication(): Application {
  const resources = total.map(
    ([, , expression], at) =>
      `  r${at}: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'r${at}' }, data: { value: ${expression} } },`,
  );
  const properties = Object.assign({}, ...total.map(([, own]) => own));
  return {
    main: `{ render(values, release, chart, capabilities):: {\n${resources.join('\n')}\n} }`,
    schema: schemaOf(properties),
  };
}

const application = inOneApplication();
const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-idioms-'));

beforeAll(async () => {
  const { files } = evaluateUnknown(application, (trees) => compileTrees(trees, { chartName: 'app' }));
  const chart = 'apiVersion: v2\nname: app\nversion: 1.2.3\nappVersion: 4.5.6\n';
  await writeFileAtomic(path.join(folder, 'Chart.yaml'), chart);
  for (const file of files) await writeFileAtomic(path.join(folder, file.path), file.content);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Null and absent are the same in objects. */
function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutNulls(inner as Json)]));
}

function byName(manifests: readonly Json[]): JsonObject {
  const entries = manifests.map((manifest) => {
    const { metadata, data = {} } = manifest as { metadata: { name: string }; data?: JsonObject };
    return [total[Number(metadata.name.slice(1))]?.[0] ?? '', withoutNulls(data)] as const;
  });
  return Object.fromEntries(entries);
}

async function render(helm: 'helm3' | 'helm4', values: JsonObject): Promise<JsonObject> {
  const file = path.join(folder, `${helm}.json`);
  writeFileSync(file, JSON.stringify(values));
  const args = [
    'template',
    'release',
    folder,
    '-f',
    file,
    '--kube-version',
    'v1.35.0',
    '--api-versions',
    'apps/v1',
  ];
  const { stdout } = await runProgram(helm, [...args, '-n', 'default']);
  return byName(readYamlDocuments(stdout, { file: 'helm' }).filter((document) => document !== null));
}

describe.each(['helm3', 'helm4'] as const)(
  'in a chart under %s, the idioms give what Jsonnet gives',
  (helm) => {
    const { schema } = application;
    const defaults = defaultsOf(schema);
    const random = createRandom(7);
    const context = { random, examiner: createExaminer(schema), density: 0.7, seen: [], words: [] };
    const cases = Array.from({ length: 8 }, (_, at) => (at === 0 ? {} : drawDocument(schema, context)));

    it.each(cases.map((values, at) => [at, values] as const))('case %d of seed 7', async (_, drawn) => {
      const values = coalesceValues(defaults, drawn);
      const known = evaluateKnown(application, { values, inputs: plainInputs }, new Interpreter());
      if (!('manifests' in known)) throw new Error(known.sentences.join('\n'));
      expect(await render(helm, values)).toEqual(byName(Object.values(known.manifests)));
    });
  },
);
