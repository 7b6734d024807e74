// Every way in which a prediction can be wrong is noticed.
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../tools/manifests/manifest.ts';
import type { JsonObject } from '../../../tools/shared/json.ts';
import type { Mutation } from '../../parity/corpus/mutation.ts';
import type { ObservedObject, Snapshot } from '../observe.ts';
import { findNamed } from './apply.ts';
import type { Trial, Way } from './draw.ts';
import { type Disagreement, judgeTrial } from './judge.ts';
import { predict } from './run.ts';

function deployment(spec: JsonObject = {}, annotations: JsonObject = {}): Manifest {
  const labels = { app: 'web' };
  const containers = [{ name: 'app', image: String(spec.image ?? 'web:1') }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'n', annotations },
    spec: {
      selector: { matchLabels: { ...labels, ...(spec.selector as JsonObject | undefined) } },
      template: { metadata: { labels: { ...labels, tier: 'front' } }, spec: { containers } },
    },
  };
}

const same = deployment();
const rolling = deployment({ image: 'web:2' });
const refused = deployment({ selector: { tier: 'front' } });

interface Story {
  readonly candidate: readonly Manifest[];
  readonly before?: ObservedObject | undefined;
  readonly after?: ObservedObject | undefined;
  readonly baseline?: readonly Manifest[];
  readonly refusal?: string | undefined;
  readonly way?: Way;
}

const old: ObservedObject = { uid: 'u1', revision: 'r1', replicaSet: true, pods: new Set(['p1']) };
const rolled: ObservedObject = { ...old, revision: 'r2', pods: new Set(['p2']) };

function tell({ candidate, before = old, after, refusal, ...story }: Story): readonly string[] {
  const { baseline = [same], way = 'helm4' } = story;
  const release = { id: 'web', release: 'web', namespace: 'n', text: '', objects: baseline };
  const change = { where: '', baseline, candidate };
  const mutation = { id: 'some' } as Mutation;
  const trial: Trial = { mutation, release, namespace: 'n', way, change };
  const refusals = refusal === undefined ? [] : [{ object: refusal || undefined, message: 'no' }];
  const judgement = judgeTrial({
    ...{ trial, report: predict(trial), refusals },
    before: snapshot(before),
    after: snapshot(after),
  });
  return judgement.disagreements.map(({ fault, object }: Disagreement) => `${fault} ${object}`);
}

function snapshot(observed: ObservedObject | undefined): Snapshot {
  return new Map(observed ? [['n/Deployment/web', observed]] : []);
}

describe('a prediction', () => {
  it.each<[string, Story]>([
    ['nothing, and nothing happens', { candidate: [same], after: old }],
    ['a restart that happens', { candidate: [rolling], after: rolled }],
    [
      'a refusal by the server',
      { candidate: [refused], after: old, refusal: 'Deployment/web', way: 'apply' },
    ],
    ['a refusal that Helm tells without a name', { candidate: [refused], after: old, refusal: '' }],
    ['a removal that Helm carries out', { candidate: [] }],
    ['a removal that server-side apply does not carry out', { candidate: [], after: old, way: 'apply' }],
  ])('is right: %s', (_, story) => {
    expect(tell(story)).toEqual([]);
  });

  it.each<[string, Story]>([
    ['missed restart', { candidate: [same], after: rolled }],
    ['false restart', { candidate: [rolling], after: old }],
    ['missed refusal', { candidate: [rolling], after: old, refusal: 'Deployment/web' }],
    ['false refusal', { candidate: [refused], after: old }],
    ['existence', { candidate: [same], after: { ...old, uid: 'u2' } }],
    ['existence', { candidate: [same] }],
    ['existence', { candidate: [], after: old }],
  ])('is wrong: %s', (fault, story) => {
    expect(tell(story)).toEqual([`${fault} Deployment/web`]);
  });

  it('is wrong where something is refused that nothing was said about', () => {
    expect(tell({ candidate: [same], after: old, refusal: '' })).toEqual(['missed refusal something']);
  });

  it('is not asked for what Helm did not come to, but for what restarts although it has stopped', () => {
    const second = { ...rolling, metadata: { name: 'other', namespace: 'n' } };
    const story = { baseline: [same, { ...second }], candidate: [refused, second] };
    expect(tell({ ...story, after: old, refusal: 'Deployment/web' })).toEqual([]);
    expect(tell({ candidate: [same], after: rolled, refusal: '' })).toEqual([
      'missed restart Deployment/web',
      'missed refusal something',
    ]);
  });
});

describe('the object that a message is about', () => {
  it.each([
    'Error: UPGRADE FAILED: cannot patch "web" with kind Deployment: Deployment.apps "web" is invalid: spec.selector',
    'conflict occurred while applying object n/web apps/v1, Kind=Deployment: Apply failed',
    'failed to create typed patch object (n/web; apps/v1, Kind=Deployment): .spec.bogus: field not declared',
    'The Deployment "web" is invalid: spec.selector: Invalid value',
  ])('is found in: %s', (message) => {
    expect(findNamed(message, [{ ...same, kind: 'Service' }, same])).toBe('Deployment/web');
  });

  it('is not another one with a similar name', () => {
    expect(findNamed('Deployment.apps "web-2" is invalid', [same])).toBeUndefined();
  });
});
