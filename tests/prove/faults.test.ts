// A chart that is wrong is found to be wrong, and the values that show it are few.
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ChartApp } from '../../tools/chart/app.ts';
import { type ChartProof, proveChart } from '../../tools/prove/prove.ts';
import { loadShop, shopChart } from '../chart/shop.ts';

let app: ChartApp;

beforeAll(async () => {
  app = await loadShop();
});

interface Fault {
  readonly what: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** The smallest values that show it, where there is only one such document. */
  readonly values?: unknown;
  /** For what few values show. */
  readonly cases?: number;
}

const faults: readonly Fault[] = [
  {
    what: 'a dropped quote',
    file: 'deployment.yaml',
    from: 'value: {{ $value | quote }}',
    to: 'value: {{ $value }}',
    values: {},
  },
  {
    what: 'a missing int64 in a text',
    file: 'deployment.yaml',
    from: '(.Values.limit | int64 | toString)',
    to: '(.Values.limit | toString)',
    values: {},
  },
  {
    what: 'a missing int64 where --set would be right',
    file: 'deployment.yaml',
    from: 'replicas: {{ .Values.replicas | int64 }}',
    to: 'replicas: {{ printf "%d" .Values.replicas }}',
  },
  {
    what: 'an integer from --set compared with one from a file',
    file: 'service.yaml',
    from: '{{- if .Values.service.enabled }}',
    to: '{{- if and .Values.service.enabled (ge .Values.service.port 0.5) }}',
  },
  {
    what: 'a boolean with a default',
    file: 'deployment.yaml',
    from: 'paused: {{ .Values.paused }}',
    to: 'paused: {{ .Values.paused | default true }}',
    values: { paused: false },
  },
  {
    what: 'zero taken for nothing',
    file: 'deployment.yaml',
    from: 'replicas: {{ .Values.replicas | int64 }}',
    to: 'replicas: {{ .Values.replicas | default 1 | int64 }}',
    values: { replicas: 0 },
  },
  {
    what: 'a missing guard',
    file: '_helpers.tpl',
    from: '{{- if ne (uniq $ids | len) (len $ids) }}',
    to: '{{- if false }}',
  },
  {
    what: 'a guard in one file only, which is not rendered',
    file: '_helpers.tpl',
    from: '{{- if not (has . $ids) }}',
    to: '{{- if and $.Values.service.enabled (not (has . $ids)) }}',
    cases: 150,
  },
  {
    what: 'another sentence of a guard',
    file: '_helpers.tpl',
    from: 'aliases: each must be the id of a shelf',
    to: 'aliases: each must be an id',
  },
  {
    what: 'a missing escape of a key',
    file: 'deployment.yaml',
    from: '{{ $key | quote }}: {{ $value | quote }}',
    to: '{{ $key }}: {{ $value | quote }}',
  },
  {
    what: 'swapped branches',
    file: 'service.yaml',
    from: '{{- if .Values.service.enabled }}',
    to: '{{- if not .Values.service.enabled }}',
    values: {},
  },
  {
    what: 'user variables below the computed ones',
    file: 'deployment.yaml',
    from: '{{- $_ := set $env $name $value }}',
    to: '{{- if not (hasKey $env $name) }}{{- $_ := set $env $name $value }}{{- end }}',
  },
  {
    what: 'user variables beside the computed ones',
    file: 'deployment.yaml',
    from: '            {{- range $name, $value := $env }}',
    to: '            {{- range $name, $value := .Values.env }}{{ if eq $name "MODE" }}\n            - name: MODE{{ end }}{{ end }}\n            {{- range $name, $value := $env }}',
  },
  {
    what: 'lost text in a structure',
    file: 'deployment.yaml',
    from: '{{ $key }}: {{ $source | toRawJson }}',
    to: '{{ $key }}: {{ dict "secretKeyRef" (pick $source.secretKeyRef "name" "key") | toRawJson }}',
  },
  {
    what: 'an optional integer that is shown as 0',
    file: 'deployment.yaml',
    from: '{{- if hasKey .Values "deadline" }}',
    to: '{{- if true }}',
    values: {},
  },
  {
    what: 'the wrong filter of a loop',
    file: 'shelves.yaml',
    from: '{{- if .open }}',
    to: '{{- if .title }}',
  },
  {
    what: 'a release that is ignored',
    file: 'shelves.yaml',
    from: '{{ .Release.IsUpgrade | quote }}',
    to: '"false"',
    values: {},
  },
  {
    what: 'capabilities that are ignored',
    file: 'monitor.yaml',
    from: '{{- if .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}',
    to: '{{- if false }}',
    values: {},
  },
  {
    what: 'a key that stands there twice',
    file: 'service.yaml',
    from: 'spec:\n  selector:',
    to: 'spec:\n  ports: []\n  selector:',
    values: {},
  },
];

function breakChart({ file, from, to }: Fault): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-fault-'));
  cpSync(shopChart, folder, { recursive: true });
  const target = path.join(folder, 'templates', file);
  const text = readFileSync(target, 'utf8');
  expect(text).toContain(from);
  writeFileSync(target, text.replaceAll(from, to));
  return folder;
}

function prove(chartDir: string, cases: number): Promise<ChartProof> {
  return proveChart({ app, chartDir, helms: ['helm4'], seed: 3, cases });
}

describe('a proof', () => {
  it.each(faults)('finds $what', async (fault) => {
    const { failures } = await prove(breakChart(fault), fault.cases ?? 40);
    const sizes = failures.map(({ request }) => JSON.stringify(request.values).length);
    expect(Math.min(...sizes)).toBeLessThan(160);
    if (fault.values !== undefined)
      expect(failures.map(({ request }) => request.values)).toContainEqual(fault.values);
  });

  it('finds a schema that is not the one of the application', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-fault-'));
    cpSync(shopChart, folder, { recursive: true });
    const file = path.join(folder, 'values.schema.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"maximum": 65535', '"maximum": 65536'));
    const { failures } = await prove(folder, 240);
    expect(failures).toMatchObject([
      { difference: { kind: 'refusal' }, request: { values: { service: { port: 65536 } } } },
    ]);
  });

  it('finds defaults that are not those of the application', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-fault-'));
    cpSync(shopChart, folder, { recursive: true });
    const file = path.join(folder, 'values.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('port: 8080', 'port: 8081'));
    const { failures } = await prove(folder, 5);
    expect(failures.map(({ request }) => request.values)).toContainEqual({});
  });
});
