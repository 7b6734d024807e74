// Applies one side of a trial to the cluster, and tells what was refused.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, nameOf } from '../../../tools/manifests/manifest.ts';
import { isJsonObject } from '../../../tools/shared/json.ts';
import type { Cluster } from '../../cluster/cluster.ts';
import { writeChart, writeDocuments } from '../chart.ts';
import { type Helm, runHelm } from '../helm.ts';
import type { Resources } from '../resources.ts';
import type { Trial } from './draw.ts';

export interface Stage {
  readonly cluster: Cluster;
  readonly resources: Resources;
}

/** Something that was not taken. */
export interface Refusal {
  /** `Deployment/web`; undefined where what was said names no object. */
  readonly object: string | undefined;
  readonly message: string;
}

export type SideName = 'baseline' | 'candidate';

const manager = 'twinhull-test';

/** Refusals; none where all of it was taken. Helm stops at the first. */
export function applySide(stage: Stage, trial: Trial, side: SideName): Promise<readonly Refusal[]> {
  if (trial.way !== 'apply') return applyWithHelm(stage, { ...trial, way: trial.way }, side);
  const { text } = trial.change;
  if (side === 'candidate' && text !== undefined) return applyText(stage, trial, text);
  return applyObjects(stage, trial, trial.change[side]);
}

async function applyObjects(
  { cluster, resources }: Stage,
  { namespace }: Trial,
  objects: readonly Manifest[],
): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = [];
  for (const object of objects) {
    const path = await resources.pathOf(object, namespace);
    const { status, body } = await cluster.request('PATCH', path, object, {
      contentType: 'application/apply-patch+yaml',
      query: { fieldManager: manager, force: 'true', fieldValidation: 'Strict' },
    });
    const message = String(isJsonObject(body) ? body.message : body);
    if (status >= 300) refusals.push({ object: `${object.kind}/${nameOf(object)}`, message });
  }
  return refusals;
}

/** The text itself, as kubectl reads it. */
async function applyText(
  { cluster }: Stage,
  { namespace, change }: Trial,
  text: string,
): Promise<readonly Refusal[]> {
  const flags = ['--server-side', '--force-conflicts', '--field-manager', manager];
  const args = ['apply', ...flags, '--namespace', namespace, '--filename', '-'];
  // Where the first thing is a brace, all of it would have to be JSON.
  const stdin = `# The candidate.\n${text}`;
  const { exitCode, stderr } = await cluster.kubectl(args, { stdin, exitCodes: [0, 1] });
  return exitCode === 0 ? [] : [{ object: findNamed(stderr, change.candidate), message: stderr }];
}

async function applyWithHelm(
  { cluster }: Stage,
  { namespace, release, way, change }: Trial & { readonly way: Helm },
  side: SideName,
): Promise<readonly Refusal[]> {
  const text = side === 'candidate' ? change.text : undefined;
  const directory = join(cluster.directory, 'charts', namespace, side);
  mkdirSync(directory, { recursive: true });
  const chart = writeChart(directory, text ?? writeDocuments(change[side]));
  const verb = side === 'baseline' ? 'install' : 'upgrade';
  const flags = ['--namespace', namespace, '--timeout', '60s'];
  const { exitCode, stderr } = await runHelm(cluster, way, [verb, release.release, chart, ...flags]);
  rmSync(directory, { recursive: true });
  return exitCode === 0 ? [] : [{ object: findNamed(stderr, change[side]), message: stderr }];
}

/** Of the objects the one that a message is about: both programs write kind and name in several ways. */
export function findNamed(message: string, objects: readonly Manifest[]): string | undefined {
  const named = objects.find((object) => {
    const name = nameOf(object);
    const ways = [
      `"${name}" with kind ${object.kind}:`,
      `${object.kind} "${name}"`,
      `/${name} ${object.apiVersion}, Kind=${object.kind}:`,
      `/${name}; ${object.apiVersion}, Kind=${object.kind})`,
    ];
    const plural = new RegExp(`\\b${object.kind}(?:\\.[\\w.]+)? "${name}"`);
    return ways.some((way) => message.includes(way)) || plural.test(message);
  });
  return named && `${named.kind}/${nameOf(named)}`;
}
