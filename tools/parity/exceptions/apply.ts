// Lays reviewed exceptions over findings, and tells which exceptions are no good.
import { type Diagnostic, formatDiagnostic } from '../../shared/diagnostics.ts';
import { type Json, sameJson } from '../../shared/json.ts';
import type { Code } from '../../shared/messages.ts';
import { mask } from '../classify/finding.ts';
import type { Finding, ObjectReport, ParityReport } from '../model.ts';
import { reconsider } from '../verdict.ts';
import type { Exception, Expected, ParityFile } from './file.ts';
import { isBroad, matchesGlob } from './glob.ts';

export interface Explained {
  readonly report: ParityReport;
  /** Exceptions that are stale, expired, too broad, without a reason or too bold: each makes the comparison fail. */
  readonly diagnostics: readonly Diagnostic[];
}

/** An exception that covers more findings than this says nothing about any of them. */
const most = 20;

/** `today` is a day such as 2026-11-21. */
export function explainFindings(report: ParityReport, file: ParityFile, today: string): Explained {
  const findings = report.objects.flatMap((object) => object.findings);
  const judged = file.exceptions.map((exception) => ({ exception, ...judge(exception, findings, today) }));
  const good = judged.filter(({ fault }) => fault === undefined);
  const explain = (finding: Finding): Finding => {
    const found = good.find(({ covered }) => covered.includes(finding));
    if (!found) return finding;
    const { number, reason } = found.exception;
    return { ...finding, explained: { reason, entry: `${file.file}#${number}` } };
  };
  const objects = report.objects.map(
    (object): ObjectReport => ({ ...object, findings: object.findings.map(explain) }),
  );
  const diagnostics = judged.flatMap(({ exception, fault }) =>
    fault ? [describe(exception, fault, file)] : [],
  );
  const explained = reconsider(report, objects, diagnostics.map(formatDiagnostic));
  const blind = good
    .filter(({ covered }) => covered.some(isMasked))
    .map(({ exception }) => describeBlind(exception, file));
  return { report: { ...explained, notes: [...explained.notes, ...blind] }, diagnostics };
}

interface Fault {
  readonly code: Code;
  readonly detail: string;
}

interface Judgement {
  readonly covered: readonly Finding[];
  readonly fault?: Fault;
}

function judge(exception: Exception, findings: readonly Finding[], today: string): Judgement {
  if (isBroad(exception.resource) || isBroad(exception.path)) {
    return {
      covered: [],
      fault: { code: 'exception-broad', detail: 'its resource or its path is nothing but a wildcard' },
    };
  }
  const covered = findings.filter((finding) => matches(exception, finding));
  if (covered.length === 0)
    return { covered, fault: { code: 'exception-stale', detail: hint(exception, findings) } };
  if (covered.length > most) {
    return {
      covered: [],
      fault: { code: 'exception-broad', detail: `it covers ${covered.length} findings` },
    };
  }
  if (exception.reason === '') return { covered, fault: { code: 'exception-reason', detail: '' } };
  if (exception.expires !== undefined && exception.expires < today) {
    return { covered, fault: { code: 'exception-expired', detail: exception.expires } };
  }
  const bold = covered.find(({ risk }) => risk === 'R1' || risk === 'R2');
  if (bold && !exception.acceptRisk) return { covered, fault: { code: 'exception-risk', detail: bold.risk } };
  return { covered };
}

function matches(exception: Exception, finding: Finding): boolean {
  const { code, risk, rule, resource, path, before, after } = exception;
  if (code !== undefined && code !== finding.code) return false;
  if (risk !== undefined && risk !== finding.risk) return false;
  if (rule !== undefined && !finding.rules.includes(rule)) return false;
  if (
    !matchesGlob(resource, `${finding.object.kind}/${finding.object.name}`) ||
    !matchesGlob(path, finding.path)
  )
    return false;
  return isExpected(before, finding.before) && isExpected(after, finding.after);
}

/** What an exception leaves out has to be absent in the finding, too. */
function isExpected(expected: Expected | undefined, value: Json | undefined): boolean {
  if (expected === undefined || value === undefined) return expected === undefined && value === undefined;
  if ('value' in expected) return sameJson(expected.value, value);
  return expected.matches.test(typeof value === 'string' ? value : JSON.stringify(value));
}

function isMasked({ before, after }: Finding): boolean {
  return [before, after].some(
    (value) => value !== undefined && JSON.stringify(value).includes(JSON.stringify(mask)),
  );
}

function describeBlind({ number, line }: Exception, { file }: ParityFile): string {
  return `${file}:${line}: exception ${number} is about a value that is not shown: every other value would pass, too`;
}

/** What the nearest finding has that the exception does not say. */
function hint(exception: Exception, findings: readonly Finding[]): string {
  const near = findings.find(
    ({ object, path }) =>
      matchesGlob(exception.resource, `${object.kind}/${object.name}`) && matchesGlob(exception.path, path),
  );
  if (!near) return 'no finding is about this place';
  const values = (['before', 'after'] as const).map(
    (side) => `${side} ${near[side] === undefined ? 'absent' : JSON.stringify(near[side])}`,
  );
  return `the finding there is ${near.code} (${near.risk}), ${values.join(', ')}`;
}

function describe({ number, line }: Exception, { code, detail }: Fault, { file }: ParityFile): Diagnostic {
  return {
    code,
    severity: 'error',
    file,
    span: { line, column: 1 },
    args: { number: String(number), detail },
  };
}
