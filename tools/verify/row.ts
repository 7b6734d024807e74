// One line of the table that `verify` ends with: what was checked, on what, and what came of it.
import type { SessionOptions } from '../environments/session.ts';
import type { HelmName } from '../prove/helm/run.ts';

/**
 * `ok` and `failed` are verdicts; `incomparable`: the second engine cannot do it, which is no fault of the environment;
 * `blocked`: the check could not run here.
 */
export type Status = 'ok' | 'failed' | 'incomparable' | 'blocked';

export interface Row {
  /** `engines`, `manifests`, `definitions`, `schema`, `values`, `generated`, `lint`, `chart`, `proof`, `parity`. */
  readonly check: string;
  /** What was checked, as a path from the project's root where it has one. */
  readonly subject: string;
  readonly status: Status;
  /** A few words for the table. */
  readonly detail: string;
  /** What is wrong, in full. */
  readonly findings: readonly string[];
}

/** One kind of check; adding a row to the table is adding one of these. */
export interface Check {
  readonly name: string;
  readonly run: (scope: Scope) => AsyncIterable<Row>;
}

export interface Scope {
  /** The project's root. */
  readonly root: string;
  /** Where to look for environments; nowhere in a project that has applications only. */
  readonly paths: readonly string[];
  readonly kubernetesVersion: string;
  /** CustomResourceDefinitions that the project's charts bring; `verify` reads them. */
  readonly definitions?: readonly unknown[];
  /** External variables and top-level arguments of the environments. */
  readonly session?: Pick<SessionOptions, 'extVars' | 'tlas' | 'maxStack'>;
  /** How many cases the proof of a chart has under each Helm. */
  readonly cases?: Readonly<Record<HelmName, number>>;
  /** A day such as 2026-11-21, after which exceptions expire. */
  readonly today: string;
  /** Told during what takes long. */
  readonly onProgress?: (text: string) => void;
}

/** The verdict of a check that gives findings: none is good. */
export function verdict(
  row: Pick<Row, 'check' | 'subject'>,
  findings: readonly string[],
  whenGood: string,
): Row {
  const many = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  return findings.length === 0
    ? { ...row, status: 'ok', detail: whenGood, findings }
    : { ...row, status: 'failed', detail: many, findings };
}
