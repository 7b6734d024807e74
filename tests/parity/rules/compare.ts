// Compares two texts of YAML as the command does, for tests of single rules.

import type { Equivalence, Finding, ParityReport, Side } from '../../../tools/parity/model.ts';
import { type CompareOptions, compareSides } from '../../../tools/parity/parity.ts';
import { readObjects } from '../../../tools/parity/sides/documents.ts';

/** A side as a file of this text would be. */
export function sideOf(text: string, label: string): Side {
  return { label, objects: readObjects(text, label), missing: [], digest: text };
}

export function compareTexts(before: string, after: string, options: CompareOptions = {}): ParityReport {
  return compareSides(sideOf(before, 'before.yaml'), sideOf(after, 'after.yaml'), options);
}

export function findingsOf({ objects }: ParityReport): readonly Finding[] {
  return objects.flatMap(({ findings }) => findings);
}

export function equivalencesOf({ objects }: ParityReport): readonly Equivalence[] {
  return objects.flatMap(({ equivalences }) => equivalences);
}
