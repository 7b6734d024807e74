// Every class of risk by example: what is found, in which object, where, and that it is told in sentences.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { riskRules } from '../../../tools/parity/classify/changes.ts';
import { judgeExistence } from '../../../tools/parity/classify/existence.ts';
import type { ParityReport } from '../../../tools/parity/model.ts';
import { compareSides } from '../../../tools/parity/parity.ts';
import { findingsOf, sideOf } from './compare.ts';
import { access } from './risks/access.ts';
import { containers } from './risks/containers.ts';
import type { Risky } from './risks/fixture.ts';
import { mechanisms } from './risks/mechanisms.ts';
import { objects } from './risks/objects.ts';
import { pods } from './risks/pods.ts';
import { relations } from './risks/relations.ts';

const fixtures = [...pods, ...containers, ...objects, ...access, ...relations, ...mechanisms];
const folder = fileURLToPath(new URL('../../../tools/parity/classify', import.meta.url));

function compare({ before, after, via = 'helm', managedFields = [] }: Risky): ParityReport {
  const side = sideOf(before, 'before.yaml');
  const baseline = { ...side, objects: side.objects.map((object) => ({ ...object, managedFields })) };
  return compareSides(baseline, sideOf(after, 'after.yaml'), { via });
}

/** Codes that stand in the sources, whichever table or function they belong to. */
function listCodes(): readonly string[] {
  const texts = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), 'utf8'));
  const code = /code:\s(?:\w+ === undefined \? )?'([a-z-]+)'(?: : '([a-z-]+)')?/g;
  const found = texts.flatMap((text) => [...text.matchAll(code)].flatMap(([, ...codes]) => codes));
  const written = found.filter((one): one is string => one !== undefined);
  return [...new Set([...written, 'object-added', 'object-removed', 'object-renamed'])];
}

const sentence = /^(?:[A-Z]|kubectl ).*\.$/;

describe('a risk', () => {
  it.each(fixtures)('$code: $title', (fixture) => {
    const { code, risk, object = 'Deployment/web', path: place } = fixture;
    const report = compare(fixture);
    const found = findingsOf(report).map((finding) => ({
      code: finding.code,
      risk: finding.risk,
      object: `${finding.object.kind}/${finding.object.name}`,
      path: finding.path,
    }));
    expect(found).toContainEqual({ code, risk, object, path: place });
    expect(report.exitCode).toBeGreaterThan(0);
    expect(report.objects.some(({ prediction }) => prediction.refused)).toBe(
      found.some((finding) => finding.risk === 'R1'),
    );
  });

  it.each(fixtures)('is told in sentences: $code, $title', (fixture) => {
    for (const { consequence, remedy, code } of findingsOf(compare(fixture))) {
      expect({ code, consequence }).toEqual({ code, consequence: expect.stringMatching(sentence) });
      expect({ code, remedy }).toEqual({ code, remedy: expect.stringMatching(sentence) });
    }
  });
});

describe('every code', () => {
  const codes = listCodes();

  it('has a fixture', () => {
    expect(codes.length).toBeGreaterThan(riskRules.length);
    expect(riskRules.map(({ code }) => code).filter((code) => !codes.includes(code))).toEqual([]);
    expect(codes.filter((code) => !fixtures.some((fixture) => fixture.code === code))).toEqual([]);
  });

  it('is there once', () => {
    const all = riskRules.map(({ code }) => code);
    expect(all.filter((code, index) => all.indexOf(code) < index)).toEqual([]);
  });
});

describe('an object', () => {
  it.each([
    ['removed', 'PersistentVolumeClaim', 'R2'],
    ['removed', 'StatefulSet', 'R2'],
    ['removed', 'Namespace', 'R2'],
    ['removed', 'CustomResourceDefinition', 'R2'],
    ['removed', 'Cluster', 'R2'],
    ['removed', 'Deployment', 'R3'],
    ['removed', 'Service', 'R3'],
    ['removed', 'Secret', 'R3'],
    ['removed', 'Whatever', 'R3'],
    ['removed', 'NetworkPolicy', 'R5'],
    ['removed', 'PodDisruptionBudget', 'R7'],
    ['removed', 'ServiceMonitor', 'R8'],
    ['added', 'NetworkPolicy', 'R3'],
    ['added', 'ValidatingWebhookConfiguration', 'R3'],
    ['added', 'ResourceQuota', 'R3'],
    ['added', 'ClusterRoleBinding', 'R5'],
    ['added', 'Ingress', 'R5'],
    ['added', 'Job', 'R6'],
    ['added', 'Deployment', 'R7'],
    ['added', 'PodMonitor', 'R8'],
    ['added', 'ConfigMap', 'R9'],
    ['renamed', 'PersistentVolumeClaim', 'R2'],
    ['renamed', 'StatefulSet', 'R2'],
    ['renamed', 'Deployment', 'R3'],
    ['renamed', 'Service', 'R3'],
    ['renamed', 'ServiceAccount', 'R3'],
    ['renamed', 'Whatever', 'R3'],
    ['renamed', 'ConfigMap', 'R4'],
    ['renamed', 'CronJob', 'R6'],
    ['renamed', 'ServiceMonitor', 'R8'],
  ] as const)('that is %s and a %s is %s', (event, kind, risk) => {
    const judged = judgeExistence(event, kind);
    expect(judged).toMatchObject({ code: `object-${event}`, risk });
    expect(judged.consequence).toMatch(sentence);
    expect(judged.remedy).toMatch(sentence);
  });
});
