// What the page is drawn from: the report with every text made visible, and the lines of every change worked out.
import type { Equivalence, Finding, ObjectReport, ParityReport } from '../../model.ts';
import { diffLines } from '../diff.ts';
import { changeLines, cut, oneLine, printable, valueLines } from '../value.ts';
import { levelOf, nameObject, openFindings } from '../words.ts';

/** Long values are not cut around their difference here: the page breaks lines. */
const changeExtent = { width: 4000, lines: 60 } as const;

const longestValue = 300;

/** Nothing in it ends the element that it stands in: `<` is written as an escape of JSON. */
export function embedData(report: ParityReport): string {
  const rules = Object.fromEntries(report.rules.map(({ id, title }) => [id, oneLine(title)]));
  return JSON.stringify({ objects: report.objects.map(describeObject), rules }).replaceAll('<', '\\u003c');
}

function describeObject(object: ObjectReport): object {
  const { object: ref, renamedFrom, status, baselineSource, candidateSource, hook, prediction } = object;
  const [worst] = openFindings(object);
  const before = listLines(object.before);
  const after = listLines(object.after);
  return {
    apiVersion: oneLine(ref.apiVersion),
    kind: oneLine(ref.kind),
    name: oneLine(nameObject(ref)),
    was: renamedFrom === undefined ? undefined : oneLine(nameObject(renamedFrom)),
    status,
    sources: [baselineSource, candidateSource].map((source) => oneLine(source ?? '')),
    hook: hook === undefined ? undefined : oneLine(hook),
    refused: prediction.refused,
    rolls: prediction.rolls,
    because: prediction.because.map(oneLine),
    stale: prediction.stale.map(oneLine),
    worst: worst?.risk,
    findings: object.findings.map(describeFinding),
    equivalences: object.equivalences.map(describeEquivalence),
    before,
    after,
    runs: before.length + after.length === 0 ? [] : diffLines(before, after),
  };
}

function listLines(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : printable(text).replace(/\n$/, '').split('\n');
}

function describeFinding(finding: Finding): object {
  const { id, code, risk, path, rules, consequence, remedy, explained } = finding;
  return {
    id: printable(id),
    code: oneLine(code),
    risk,
    level: levelOf(risk),
    path: oneLine(path),
    lines: isWhole(finding) ? [] : changeLines(finding, changeExtent).map(({ kind, text }) => [kind, text]),
    rules,
    consequence: oneLine(consequence),
    remedy: oneLine(remedy),
    reason: explained === undefined ? undefined : oneLine(explained.reason),
    entry: explained === undefined ? undefined : oneLine(explained.entry),
  };
}

/** Of an object that comes or goes, the difference of the object shows all lines. */
function isWhole({ path, before, after }: Finding): boolean {
  return path === '' && (before === undefined || after === undefined);
}

function describeEquivalence({ path, before, after, rules, storedEqual }: Equivalence): object {
  return {
    path: oneLine(path),
    before: before === undefined ? undefined : cut(valueLines(before).join(' '), longestValue),
    after: after === undefined ? undefined : cut(valueLines(after).join(' '), longestValue),
    rules,
    storedEqual,
  };
}
