// What code scanning reads: valid SARIF 2.1.0, with findings at their lines and exceptions as suppressions.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { ParityReport } from '../../../tools/parity/model.ts';
import { formatReport } from '../../../tools/parity/report/index.ts';
import {
  cleanReport,
  completeReport,
  explainedReport,
  largeReport,
  sampleReport,
  swapReport,
} from './sample.ts';

/** The schema of OASIS, as a package carries it. */
const schema = JSON.parse(
  readFileSync(
    new URL(
      '../../../node_modules/@microsoft/sarif-multitool-ts/assets/sarif-2.1.0.schema.json',
      import.meta.url,
    ),
    'utf8',
  ),
);

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly { readonly physicalLocation?: unknown }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions: readonly unknown[];
}

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly automationDetails: { readonly id: string };
  readonly invocations: readonly unknown[];
  readonly results: readonly Result[];
}

function write(report: ParityReport): Run {
  return JSON.parse(formatReport(report, 'sarif', { colour: false, title: 'media/sonarr' })).runs[0];
}

function resultOf(report: ParityReport, code: string): Result {
  const found = write(report).results.find(({ ruleId }) => ruleId === code);
  if (found === undefined) throw new Error(`there is no ${code}`);
  return found;
}

describe('the SARIF report', () => {
  it.each([
    ['everything', completeReport()],
    ['hostile texts', sampleReport()],
    ['a swap', swapReport()],
    ['nothing', cleanReport()],
    ['reasons', explainedReport()],
    ['many objects', largeReport(50)],
  ])('is valid with %s', (_, report) => {
    validate(JSON.parse(formatReport(report, 'sarif', { colour: false, id: 'a b' })));
    expect(validate.errors).toBeNull();
  });

  it('names each code once, and results by their place among them', () => {
    const { tool, results } = write(sampleReport());
    const ids = tool.driver.rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { ruleId, ruleIndex } of results) expect(ids[ruleIndex]).toBe(ruleId);
  });

  it('is as grave as the risk', () => {
    const levels = [
      'selector-immutable',
      'embedded-changed',
      'env-changed',
      'hook-added',
      'label-removed',
    ].map((code) => resultOf(sampleReport(), code).level);
    expect(levels).toEqual(['error', 'error', 'warning', 'warning', 'note']);
  });

  it('points at the line of the candidate, or of the baseline when the candidate has nothing', () => {
    const place = (code: string): unknown => resultOf(sampleReport(), code).locations[0]?.physicalLocation;
    expect(place('selector-immutable')).toEqual({
      artifactLocation: { uri: 'environments/media/sonarr/main.jsonnet', uriBaseId: '%SRCROOT%' },
      region: { startLine: 12 },
    });
    expect(place('claim-removed')).toMatchObject({ region: { startLine: 3 } });
    expect(place('secret-changed')).toEqual({
      artifactLocation: { uri: 'helm%20template', uriBaseId: '%SRCROOT%' },
    });
  });

  it('recognizes a finding by its id in the next run', () => {
    expect(resultOf(sampleReport(), 'selector-immutable').partialFingerprints).toEqual({
      'twinhullFinding/v1': 'Deployment/media/sonarr:selector-immutable:spec.selector',
    });
  });

  it('suppresses what is explained, with the reason, and nothing else', () => {
    const { results } = write(swapReport());
    expect(results.map(({ ruleId, suppressions }) => [ruleId, suppressions.length])).toContainEqual([
      'env-changed',
      0,
    ]);
    expect(resultOf(swapReport(), 'route-host-removed').suppressions).toEqual([
      {
        kind: 'external',
        status: 'accepted',
        justification: 'Nobody has used the short name since last year. (parity.yaml#1)',
      },
    ]);
  });

  it('tells what was missing as errors of the run', () => {
    const report = cleanReport({
      verdict: 'undecided',
      exitCode: 2,
      missing: [{ kind: 'chart', sentence: 'There is no chart.' }],
    });
    expect(write(report).invocations).toMatchObject([
      {
        executionSuccessful: false,
        exitCode: 2,
        toolExecutionNotifications: [{ level: 'error', message: { text: 'There is no chart.' } }],
      },
    ]);
  });
});
