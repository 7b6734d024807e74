// Records what helm makes of defaults and values in every combination of kinds: `tsx tests/lib/record-coalescing.ts HELM`.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { parse } from 'yaml';

type Tree = Readonly<Record<string, unknown>>;

const fixture = fileURLToPath(new URL('../fixtures/lib/coalesce/helm.json', import.meta.url));

/** What a chart may have as a default: everything but null, or nothing. */
const defaultKinds: Tree = {
  absent: undefined,
  scalar: 1,
  empty: '',
  off: false,
  list: [1, null, { a: 1 }],
  map: { a: 1, deep: { b: 2, c: [3] } },
  emptyMap: {},
};

/** What a user may write over it. */
const valueKinds: Tree = {
  absent: undefined,
  null: null,
  scalar: 2,
  off: false,
  list: [null, 2],
  emptyList: [],
  map: { a: 4, new: null, deep: { b: null, d: null, e: { f: null } } },
  nullsOnly: { a: null, deep: null },
  emptyMap: {},
};

function combine(pick: (defaultKind: string, valueKind: string) => unknown): Tree {
  const keys = Object.keys(defaultKinds).flatMap((left) =>
    Object.keys(valueKinds).map((right): [string, unknown] => [`${left}-under-${right}`, pick(left, right)]),
  );
  return Object.fromEntries(keys.filter(([, value]) => value !== undefined));
}

function nest(tree: Tree): Tree {
  return { ...tree, inner: { ...tree, inner: tree } };
}

async function coalesceWithHelm(helm: string, defaults: Tree, values: Tree): Promise<unknown> {
  const chart = await mkdtemp(join(tmpdir(), 'coalesce-'));
  try {
    await mkdir(join(chart, 'templates'));
    await writeFile(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: probe\nversion: 0.1.0\n');
    await writeFile(join(chart, 'templates', 'values.yaml'), 'values: {{ .Values | toJson | quote }}\n');
    await writeFile(join(chart, 'values.yaml'), JSON.stringify(defaults));
    await writeFile(join(chart, 'given.json'), JSON.stringify(values));
    const { stdout } = await execa(helm, ['template', 'probe', chart, '--values', join(chart, 'given.json')]);
    return JSON.parse(parse(stdout).values);
  } finally {
    await rm(chart, { recursive: true });
  }
}

async function main(helm: string): Promise<void> {
  const { stdout: version } = await execa(helm, ['version', '--template', '{{.Version}}']);
  const defaults = nest(combine((left) => defaultKinds[left]));
  const values = nest(combine((_, right) => valueKinds[right]));
  const coalesced = await coalesceWithHelm(helm, defaults, values);
  await writeFile(
    fixture,
    `${JSON.stringify({ helm: version, defaults, values, coalesced }, undefined, 2)}\n`,
  );
}

await main(process.argv[2] ?? 'helm');
