// Reads `spec.json` and Environment objects into the one form that everything else uses.
import type { Environment } from '../manifests/environment.ts';
import { type Diagnostic, ToolError } from '../shared/diagnostics.ts';
import type { Json } from '../shared/json.ts';
import { compareStrings } from '../shared/order.ts';
import { nearest } from '../shared/text.ts';

export interface ReadEnvironment {
  /** Without `data`. */
  readonly environment: Environment;
  /** Deprecated and unknown fields. */
  readonly warnings: readonly Diagnostic[];
}

type Kind = 'string' | 'boolean' | 'strings' | 'map' | 'object' | 'any';
type Fields = { readonly [key: string]: Json };

const topFields: Readonly<Record<string, Kind>> = {
  apiVersion: 'string',
  kind: 'string',
  metadata: 'object',
  spec: 'object',
  data: 'any',
  namespace: 'any',
  server: 'any',
  team: 'any',
};
const metadataFields: Readonly<Record<string, Kind>> = { name: 'string', namespace: 'string', labels: 'map' };
const specFields: Readonly<Record<string, Kind>> = {
  apiServer: 'string',
  contextNames: 'strings',
  namespace: 'string',
  diffStrategy: 'string',
  applyStrategy: 'string',
  injectLabels: 'boolean',
  tankaEnvLabelFromFields: 'strings',
  resourceDefaults: 'object',
  expectVersions: 'object',
  exportJsonnetImplementation: 'string',
};
const defaultsFields: Readonly<Record<string, Kind>> = { annotations: 'map', labels: 'map' };
const versionFields: Readonly<Record<string, Kind>> = { tanka: 'string' };

/**
 * Reads an Environment object. `file` is the file that messages name, `namespace` the entry point relative to the
 * root, which is the environment's identity. Fails with ToolError `environment-invalid`.
 */
export function readEnvironment(raw: Json, file: string, namespace: string): ReadEnvironment {
  const reader = new Reader(file);
  const top = reader.read(raw, '', topFields);
  const metadata = reader.read(top.metadata, '.metadata', metadataFields);
  const spec = reader.read(top.spec, '.spec', specFields);
  const old = readDeprecated(top, { metadata, spec, reader });
  const environment = {
    apiVersion: top.apiVersion ?? 'tanka.dev/v1alpha1',
    kind: top.kind ?? 'Environment',
    metadata: withoutEmpty({
      name: metadata.name,
      namespace,
      labels: sortFields({ ...old.labels, ...(metadata.labels as Fields | undefined) }),
    }),
    spec: readSpec(spec, { ...old, reader }),
  };
  return { environment: environment as unknown as Environment, warnings: reader.warnings };
}

interface Deprecated {
  readonly namespace: string | undefined;
  readonly server: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
}

/** In the order in which Tanka prints the fields; empty ones are left out, except those that are always there. */
function readSpec(
  spec: Fields,
  { namespace, server, reader }: Deprecated & { readonly reader: Reader },
): Fields {
  const defaults = reader.read(spec.resourceDefaults, '.spec.resourceDefaults', defaultsFields);
  const versions = reader.read(spec.expectVersions, '.spec.expectVersions', versionFields);
  return {
    ...withoutEmpty({
      apiServer: withScheme(((spec.apiServer as string | undefined) || server) ?? ''),
      contextNames: spec.contextNames,
    }),
    namespace: ((spec.namespace ?? 'default') as string) || (namespace ?? ''),
    ...withoutEmpty({
      diffStrategy: spec.diffStrategy,
      applyStrategy: spec.applyStrategy,
      injectLabels: spec.injectLabels,
      tankaEnvLabelFromFields: spec.tankaEnvLabelFromFields,
    }),
    resourceDefaults: withoutEmpty({
      annotations: sortFields(defaults.annotations as Fields | undefined),
      labels: sortFields(defaults.labels as Fields | undefined),
    }),
    expectVersions: withoutEmpty({ tanka: versions.tanka }),
    ...withoutEmpty({ exportJsonnetImplementation: spec.exportJsonnetImplementation }),
  };
}

function withoutEmpty(fields: Readonly<Record<string, Json | undefined>>): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, Json] => !isEmpty(entry[1])),
  );
}

function isEmpty(value: Json | undefined): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === '' || value === false;
}

function sortFields(fields: Fields = {}): Fields {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => compareStrings(a, b)));
}

/** Fields that early versions of Tanka had at the top; they count only where the new ones are empty. */
function readDeprecated(
  top: Fields,
  { metadata, spec, reader }: { readonly metadata: Fields; readonly spec: Fields; readonly reader: Reader },
): Deprecated {
  const labels = (metadata.labels ?? {}) as Fields;
  const team = 'team' in labels ? undefined : reader.readOld(top, 'team', 'metadata.labels.team');
  return {
    namespace: spec.namespace === '' ? reader.readOld(top, 'namespace', 'spec.namespace') : undefined,
    server:
      ((spec.apiServer as string | undefined) ?? '') === ''
        ? reader.readOld(top, 'server', 'spec.apiServer')
        : undefined,
    labels: team === undefined ? {} : { team },
  };
}

class Reader {
  readonly file: string;
  readonly warnings: Diagnostic[] = [];

  constructor(file: string) {
    this.file = file;
  }

  /** The known fields of an object that are there and not null, each of its kind. */
  read(raw: Json | undefined, place: string, kinds: Readonly<Record<string, Kind>>): Fields {
    if (raw === undefined || raw === null) return {};
    if (typeof raw !== 'object' || Array.isArray(raw)) throw this.mistyped(place || '.', raw, 'object');
    const fields: Record<string, Json> = {};
    for (const [key, value] of Object.entries(raw)) {
      const name = knownName(key, kinds);
      const kind = name === undefined ? undefined : kinds[name];
      if (name === undefined || kind === undefined)
        this.warnUnknown(`${place}.${key}`, key, Object.keys(kinds));
      else if (value !== null) {
        if (!isOfKind(value, kind)) throw this.mistyped(`${place}.${key}`, value, kind);
        fields[name] = value;
      }
    }
    return fields;
  }

  readOld(top: Fields, name: string, replacement: string): string | undefined {
    const value = top[name];
    if (value === undefined) return undefined;
    if (typeof value !== 'string') throw this.mistyped(`.${name}`, value, 'string');
    this.warn('environment-deprecated', { name, replacement });
    return value;
  }

  private warnUnknown(place: string, key: string, known: readonly string[]): void {
    const suggestion = nearest(key, known);
    this.warn('environment-unknown-field', {
      field: place,
      hint: suggestion ? `; did you mean \`${suggestion}\`?` : '',
    });
  }

  private warn(code: Diagnostic['code'], args: Diagnostic['args']): void {
    this.warnings.push({ code, severity: 'warning', file: this.file, args });
  }

  private mistyped(place: string, value: Json, kind: Kind): ToolError {
    return new ToolError('environment-invalid', {
      file: this.file,
      problem: `${place} is ${nameOf(value)} but should be ${kindNames[kind]}`,
    });
  }
}

const kindNames: Readonly<Record<Kind, string>> = {
  string: 'a string',
  boolean: 'a boolean',
  strings: 'an array of strings',
  map: 'an object of strings',
  object: 'an object',
  any: 'anything',
};

/** Keys are also found in another letter case, as Go's JSON reader does. */
function knownName(key: string, kinds: Readonly<Record<string, Kind>>): string | undefined {
  if (Object.hasOwn(kinds, key)) return key;
  return Object.keys(kinds).find((name) => name.toLowerCase() === key.toLowerCase());
}

function isOfKind(value: Json, kind: Kind): boolean {
  switch (kind) {
    case 'any':
    case 'object':
      return true;
    case 'string':
    case 'boolean':
      return typeof value === kind;
    case 'strings':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'map':
      return (
        typeof value === 'object' &&
        !Array.isArray(value) &&
        Object.values(value ?? {}).every((item) => typeof item === 'string')
      );
  }
}

function nameOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function withScheme(server: string): string {
  return server === '' || /^.+:\/\//.test(server) ? server : `https://${server}`;
}
