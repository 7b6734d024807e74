// Runs the composite action as GitHub would: its steps, one after the other, with inputs, outputs and a GitHub of paper.
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { repository } from '../../docs/page.ts';

export interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly run: string;
  readonly shell: string;
  readonly 'working-directory'?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

export const action: Action = parse(readFileSync(path.join(repository, 'action.yml'), 'utf8'));

export interface Ran {
  readonly exitCode: number;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** What was asked of GitHub, one line per call of `gh`. */
  readonly calls: readonly string[];
  /** The body of the last comment that was written. */
  readonly comment: string;
}

export interface World {
  /** No pull request: the number is empty. */
  readonly pullRequest?: string;
  /** Comments that are there already, as their ids and bodies. */
  readonly comments?: readonly (readonly [id: number, body: string])[];
  /** GitHub refuses to write. */
  readonly isReadOnly?: boolean;
}

/** Stands for GitHub: lists the comments that begin with the marker, keeps what is written, and notes every call. */
const gh = `#!/usr/bin/env node
const fs = require('node:fs');
const args = process.argv.slice(2);
fs.appendFileSync('calls', args.join(' ').replace(/@\\S+report\\.md/, '@report.md') + '\\n');
const body = args.find((arg) => arg.startsWith('body=@'));
if (body === undefined) {
  for (const [id, text] of JSON.parse(fs.readFileSync('comments', 'utf8')))
    if (text.startsWith(process.env.MARKER)) console.log(id);
} else if (fs.existsSync('read-only')) {
  console.error('gh: Resource not accessible by integration (HTTP 403)\\n100% sure');
  process.exit(1);
} else fs.writeFileSync('comment', fs.readFileSync(body.slice('body=@'.length)));
`;

/** Runs all steps; after a step that fails the others do not run. */
export function runAction(
  folder: string,
  inputs: Readonly<Record<string, string>>,
  { pullRequest = '7', comments = [], isReadOnly = false }: World = {},
): Ran {
  const work = layWorld({ comments, isReadOnly });
  const values: Record<string, string> = {
    'github.event.pull_request.number': pullRequest,
    'github.token': 'token-of-the-job',
  };
  for (const [name, { default: value = '' }] of Object.entries(action.inputs))
    values[`inputs.${name}`] = fill(inputs[name] ?? value, values);
  let log = '';
  for (const step of action.runs.steps) {
    if (step.if !== undefined && !isMet(step.if, values)) continue;
    const { status, stdout, stderr } = runStep(step, { folder, work, values });
    log += stdout + stderr;
    for (const [name, value] of readOutputs(work)) values[`steps.${step.id}.outputs.${name}`] = value;
    if (status !== 0) return report(work, { exitCode: status ?? -1, log, values });
  }
  return report(work, { exitCode: 0, log, values });
}

function layWorld({ comments, isReadOnly }: Required<Pick<World, 'comments' | 'isReadOnly'>>): string {
  const work = mkdtempSync(path.join(tmpdir(), 'twinhull-action-'));
  mkdirSync(path.join(work, 'bin'));
  symlinkSync(path.join(repository, 'tools', 'cli', 'bin.cjs'), path.join(work, 'bin', 'twinhull'));
  writeFileSync(path.join(work, 'bin', 'gh'), gh);
  chmodSync(path.join(work, 'bin', 'gh'), 0o755);
  for (const name of ['summary', 'output', 'calls', 'comment']) writeFileSync(path.join(work, name), '');
  writeFileSync(path.join(work, 'comments'), JSON.stringify(comments));
  if (isReadOnly) writeFileSync(path.join(work, 'read-only'), '');
  return work;
}

interface Scope {
  readonly folder: string;
  readonly work: string;
  readonly values: Readonly<Record<string, string>>;
}

function runStep(step: Step, { folder, work, values }: Scope): SpawnSyncReturns<string> {
  const given = Object.entries(step.env ?? {}).map(([name, value]) => [name, fill(value, values)]);
  const directory = step['working-directory'];
  return spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step.run], {
    // Steps for GitHub run in the world, so that its papers are found.
    cwd: directory === undefined ? work : path.resolve(folder, fill(directory, values)),
    encoding: 'utf8',
    env: {
      PATH: `${path.join(work, 'bin')}:${process.env.PATH}`,
      HOME: process.env.HOME,
      RUNNER_TEMP: work,
      GITHUB_ACTION_PATH: repository,
      GITHUB_OUTPUT: path.join(work, 'output'),
      GITHUB_STEP_SUMMARY: path.join(work, 'summary'),
      GITHUB_REPOSITORY: 'owner/name',
      ...Object.fromEntries(given),
    },
  });
}

/** Expressions of GitHub, as far as the action has them. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`nothing is known of ${name}`);
    return value;
  });
}

/** Comparisons of a name with a text, joined by `&&`. */
function isMet(condition: string, values: Readonly<Record<string, string>>): boolean {
  return condition.split(' && ').every((part) => {
    const {
      name = '',
      sign,
      text,
    } = /^(?<name>[\w.-]+) (?<sign>==|!=) '(?<text>.*)'$/.exec(part)?.groups ?? {};
    if (values[name] === undefined) throw new Error(`nothing is known of ${part}`);
    return (values[name] === text) === (sign === '==');
  });
}

function readOutputs(work: string): readonly (readonly [string, string])[] {
  const lines = readFileSync(path.join(work, 'output'), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
}

function report(work: string, ended: { exitCode: number; log: string; values: Scope['values'] }): Ran {
  const read = (name: string): string => readFileSync(path.join(work, name), 'utf8');
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [
    name,
    value.replace(/\$\{\{ ([\w.-]+) \}\}/, (_, from: string) => ended.values[from] ?? ''),
  ]);
  return {
    exitCode: ended.exitCode,
    log: ended.log,
    summary: read('summary'),
    outputs: Object.fromEntries(outputs),
    calls: read('calls')
      .split('\n')
      .filter((line) => line !== ''),
    comment: read('comment'),
  };
}
