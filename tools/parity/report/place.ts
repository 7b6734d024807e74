// Where an object was written, for programs that open files: sources are texts, and not all of them name a file.
import type { ObjectReport } from '../model.ts';

/** A file of the checkout, and a line of it where one is known. */
export interface Place {
  readonly file: string;
  readonly line?: number;
}

/** Where the candidate has the object, or else the baseline; undefined when neither names a file of the checkout. */
export function findPlace({ candidateSource, baselineSource }: ObjectReport): Place | undefined {
  return parsePlace(candidateSource) ?? parsePlace(baselineSource);
}

/** `helm template` names no file, `git:REV:FILE:LINE` and `../FILE:LINE` none that is checked out here. */
function parsePlace(source: string | undefined): Place | undefined {
  const { file = '', line } = /^(?<file>[^:]*?)(?::(?<line>\d+)(?::\d+)?)?$/.exec(source ?? '')?.groups ?? {};
  if (file.startsWith('../')) return undefined;
  if (line !== undefined) return file === '' ? undefined : { file, line: Math.max(1, Number(line)) };
  return /^\S+\.(ya?ml|json|jsonnet|libsonnet)$/.test(file) ? { file } : undefined;
}
