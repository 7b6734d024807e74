// What helm and kustomize read: told to the observer before they run.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readYamlV3 } from '../../manifests/yaml/readV3.ts';
import { findProgramSync } from '../../process/find.ts';
import { isJsonObject, type Json } from '../../shared/json.ts';
import { lookAtProgram, lookNow } from '../cache/inputs.ts';
import type { Observer } from './index.ts';

/** Functions of charts that give something else each time. */
const changing =
  /\{\{[^}]*\b(?:now|ago|date\w*|htmlDate\w*|rand\w+|shuffle|uuidv4|gen[A-Z]\w+|htpasswd|bcrypt|encryptAES|getHostByName|lookup)\b/;

/** helm reads the chart, its own settings, and the namespace of the current context. */
export function observeChart(folder: string, observer: Observer): void {
  observeProgram('helm', observer);
  note(observer, `folder ${folder}`);
  const { KUBECONFIG } = process.env;
  const configs = KUBECONFIG ? KUBECONFIG.split(path.delimiter) : [path.join(homedir(), '.kube', 'config')];
  for (const file of configs) note(observer, `file ${file}`);
  if (listTexts(folder).some((text) => changing.test(text))) observer.refuse();
}

function observeProgram(name: 'helm' | 'kustomize', observer: Observer): void {
  observer.note(`program ${name}`, lookAtProgram(name, findProgramSync));
  note(observer, 'variables ');
}

function note(observer: Observer, input: string): void {
  observer.note(input, lookNow(input));
}

/** The files of a chart; those of packed charts inside of it as one text. */
function listTexts(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
    .map((file) => {
      const content = readFileSync(file);
      return (file.endsWith('.tgz') ? unpack(content) : content).toString('latin1');
    });
}

function unpack(content: Buffer): Buffer {
  try {
    return gunzipSync(content);
  } catch {
    return content;
  }
}

const files = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** kustomize reads the folder and those that it names. What it would fetch from elsewhere cannot be watched. */
export function observeKustomization(folder: string, observer: Observer): void {
  observeProgram('kustomize', observer);
  const known = new Set<string>();
  const visit = (at: string): void => {
    if (known.has(at)) return;
    known.add(at);
    note(observer, `folder ${at}`);
    for (const wanted of files.flatMap((name) => listResources(path.join(at, name)))) {
      const target = path.resolve(at, wanted);
      if (!existsSync(target)) observer.refuse();
      else if (statSync(target).isDirectory()) visit(target);
    }
  };
  visit(folder);
}

const lists = [
  'resources',
  'bases',
  'components',
  'crds',
  'configurations',
  'generators',
  'transformers',
  'validators',
];

function listResources(file: string): readonly string[] {
  if (!existsSync(file)) return [];
  const documents = readYamlV3(readFileSync(file, 'utf8'), { file });
  return documents.flatMap((document) =>
    isJsonObject(document) ? lists.flatMap((name) => stringsOf(document[name])) : [],
  );
}

function stringsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
