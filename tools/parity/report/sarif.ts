// The report as SARIF 2.1.0, which code scanning reads: a finding is a result, a reviewed exception suppresses it.
import type { Finding, ObjectReport, ParityReport, RiskId } from '../model.ts';
import { risks } from '../model.ts';
import { findPlace, type Place } from './place.ts';
import { oneLine } from './value.ts';
import { levelOf, nameObject, nameRisk, type ReportOptions } from './words.ts';

/** Indented JSON with a newline at the end. */
export function formatSarif(report: ParityReport, { id, title }: ReportOptions): string {
  const codes = listCodes(report);
  const run = {
    tool: { driver: { name: 'twinhull', rules: [...codes].map(describeRule) } },
    automationDetails: { id: `twinhull/parity/${oneLine(id ?? title ?? '')}` },
    columnKind: 'utf16CodeUnits',
    invocations: [describeInvocation(report)],
    results: report.objects.flatMap((object) =>
      object.findings.map((finding) =>
        describeResult(object, finding, { codes: [...codes.keys()], fallback: report.candidate.label }),
      ),
    ),
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** Each code once, with the highest risk that it has. */
function listCodes({ objects }: ParityReport): ReadonlyMap<string, RiskId> {
  const codes = new Map<string, RiskId>();
  for (const { code, risk } of objects.flatMap(({ findings }) => findings)) {
    const known = codes.get(code);
    if (known === undefined || risk < known) codes.set(code, risk);
  }
  return codes;
}

function describeRule([code, risk]: readonly [string, RiskId]): object {
  return {
    id: code,
    shortDescription: { text: nameRisk(risk) },
    fullDescription: { text: risks[risk].sentence },
    defaultConfiguration: { level: levelOf(risk) },
    properties: { tags: [risk, risks[risk].title] },
  };
}

/** What could not be had is an error of the run, not a result. */
function describeInvocation({ verdict, exitCode, missing, notes }: ParityReport): object {
  return {
    executionSuccessful: verdict !== 'undecided',
    exitCode,
    toolExecutionNotifications: [
      ...missing.map(({ kind, sentence }) => ({
        level: 'error',
        message: { text: oneLine(sentence) },
        descriptor: { id: `missing-${kind}` },
      })),
      ...notes.map((note) => ({ level: 'note', message: { text: oneLine(note) } })),
    ],
  };
}

interface Scope {
  readonly codes: readonly string[];
  /** What is named as the file where the object has no source. */
  readonly fallback: string;
}

function describeResult(object: ObjectReport, finding: Finding, { codes, fallback }: Scope): object {
  const { id, code, risk, path, before, after, consequence, remedy, explained } = finding;
  const name = nameObject(object.object);
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: levelOf(risk),
    message: { text: oneLine(`${name}${path === '' ? '' : `, ${path}`}: ${consequence} ${remedy}`) },
    locations: [describeLocation(object, path, fallback)],
    partialFingerprints: { 'twinhullFinding/v1': id },
    suppressions:
      explained === undefined
        ? []
        : [
            {
              kind: 'external',
              status: 'accepted',
              justification: `${explained.reason} (${explained.entry})`,
            },
          ],
    properties: {
      risk,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    },
  };
}

/** Code scanning refuses results without a file, so what names none stands in its place. */
function describeLocation(object: ObjectReport, path: string, fallback: string): object {
  const { apiVersion, kind, namespace, name } = object.object;
  const place = findPlace(object) ?? { file: object.candidateSource ?? object.baselineSource ?? fallback };
  const fullyQualifiedName = [apiVersion, kind, namespace, name, path]
    .filter((part) => part !== '')
    .join('/');
  return {
    physicalLocation: describePlace(place),
    logicalLocations: [{ name, kind: 'object', fullyQualifiedName }],
  };
}

function describePlace({ file, line }: Place): object {
  const encoded = oneLine(file).split('/').map(encodeURIComponent).join('/');
  const artifactLocation = file.startsWith('/')
    ? { uri: `file://${encoded}` }
    : { uri: encoded, uriBaseId: '%SRCROOT%' };
  return { artifactLocation, ...(line === undefined ? {} : { region: { startLine: line } }) };
}
