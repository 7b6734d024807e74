// The pipeline against recordings of Tanka itself.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Environment } from '../../tools/manifests/environment.ts';
import { processManifests } from '../../tools/manifests/process.ts';
import { formatYamlStream } from '../../tools/manifests/yaml/write.ts';

const fixtures = new URL('../fixtures/manifests/tanka/', import.meta.url);
const cases = readdirSync(fixtures, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe('the pipeline', () => {
  test.each(cases.map(({ name }) => name))('treats %s as Tanka does', (name) => {
    const failure = fileOf(name, 'error.txt');
    if (existsSync(failure)) expect(failureOf(name)).toContain(messageOf(readFileSync(failure, 'utf8')));
    else expect(show(name)).toBe(readFileSync(fileOf(name, 'show.yaml'), 'utf8'));
  });
});

function environmentOf(name: string): Environment {
  const { spec, metadata, ...rest } = read<Environment>(name, 'spec.json');
  const identity = { name: `environments/${name}`, namespace: `environments/${name}/main.jsonnet` };
  const defaults = { namespace: 'default', resourceDefaults: {}, expectVersions: {} };
  return { ...rest, metadata: { ...metadata, ...identity }, spec: { ...defaults, ...spec } };
}

function targetsOf(name: string): { targets?: string[] } {
  return existsSync(fileOf(name, 'targets.json')) ? { targets: read(name, 'targets.json') } : {};
}

function show(name: string): string {
  return formatYamlStream(
    processManifests(read(name, 'evaluated.json'), environmentOf(name), targetsOf(name)),
  );
}

function failureOf(name: string): string {
  try {
    return show(name);
  } catch (error) {
    return sortFaults((error as Error).message);
  }
}

/** The recorded message without the newline that ends it. */
function messageOf(recorded: string): string {
  // Tanka names the type that it wanted instead of the one that it found.
  return sortFaults(recorded.slice(0, -1)).replace(/(list item is not an object, but) '.*'/, "$1 'string'");
}

/** Tanka lists faults in random order. */
function sortFaults(message: string): string {
  return message.replace(/(?:\n {2}- .*)+/, (faults) => faults.split('\n').sort().join('\n'));
}

function fileOf(name: string, file: string): URL {
  return new URL(`${name}/${file}`, fixtures);
}

/** A recording, as what its name says. */
function read<T>(name: string, file: string): T {
  return JSON.parse(readFileSync(fileOf(name, file), 'utf8')) as T;
}
