// The report as workflow commands: GitHub shows findings beside the lines of a pull request that they come from.
import type { Finding, ObjectReport, ParityReport } from '../model.ts';
import { findPlace } from './place.ts';
import { oneLine } from './value.ts';
import {
  explainVerdict,
  levelOf,
  moodOf,
  nameObject,
  nameRisk,
  openFindings,
  type ReportOptions,
} from './words.ts';

const levelCommands = { error: 'error', warning: 'warning', note: 'notice' } as const;
const moodCommands = { good: 'notice', unsure: 'warning', bad: 'error' } as const;

type Command = 'error' | 'warning' | 'notice';

/** One line per finding that nothing explains, worst first, because GitHub shows the first ten of each kind only. */
export function formatGithub(report: ParityReport, { title }: ReportOptions): string {
  const name = title === undefined ? 'Parity' : `Parity of ${oneLine(title)}`;
  const verdict = `${report.verdict}: ${explainVerdict(report)}`;
  return [
    formatCommand(moodCommands[moodOf(report)], { title: name }, verdict),
    ...report.missing.map(({ kind, sentence }) =>
      formatCommand('error', { title: `${name}: missing ${oneLine(kind)}` }, oneLine(sentence)),
    ),
    ...report.objects.flatMap((object) => openFindings(object).map((finding) => annotate(object, finding))),
  ].join('');
}

function annotate(object: ObjectReport, finding: Finding): string {
  const { risk, path, consequence, remedy, code } = finding;
  const place = findPlace(object);
  const name = nameObject(object.object);
  return formatCommand(
    levelCommands[levelOf(risk)],
    {
      ...(place === undefined ? {} : { file: place.file }),
      ...(place?.line === undefined ? {} : { line: String(place.line) }),
      title: oneLine(`${nameRisk(risk)}: ${name}`),
    },
    [`${path === '' ? name : path} [${code}]`, consequence, remedy].map(oneLine).join('\n'),
  );
}

function formatCommand(
  command: Command,
  properties: Readonly<Record<string, string>>,
  message: string,
): string {
  const pairs = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  return `::${command} ${pairs.join(',')}::${escapeMessage(message)}\n`;
}

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
