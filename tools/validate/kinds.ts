// Which manifests can be validated at all: those that are objects of a kind with a schema.

import type { Diagnostic } from '../shared/diagnostics.ts';
import { isJsonObject, type Json } from '../shared/json.ts';
import { joinWords, nearest } from '../shared/text.ts';
import { type Bundle, formatKind } from './bundle.ts';
import { nameResource, type Resource } from './explain.ts';

type Check = { readonly resource: Resource } | { readonly finding: Diagnostic };

export interface SourcedManifest {
  readonly manifest: unknown;
  /** Counted from 1, in what the caller gave. */
  readonly position: number;
  /** Where it comes from, as the user would name it. */
  readonly source: string | undefined;
}

/** The manifest as a resource of a known kind, or why it is none. */
export function checkKind(sourced: SourcedManifest, bundle: Bundle): Check {
  const { manifest, source } = sourced;
  if (!isTyped(manifest)) return { finding: reportMalformed(sourced) };
  const resource = { object: manifest, source };
  const isKnown = Object.hasOwn(bundle.kinds, formatKind(manifest.apiVersion, manifest.kind));
  return isKnown ? { resource } : { finding: reportUnknownKind(resource, bundle) };
}

function isTyped(manifest: unknown): manifest is Resource['object'] {
  return isJsonObject(manifest) && isName(manifest.apiVersion) && isName(manifest.kind);
}

function isName(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '';
}

function reportMalformed({ manifest, position, source }: SourcedManifest): Diagnostic {
  if (!isJsonObject(manifest)) {
    return createFinding('manifest-malformed', source, {
      resource: `manifest ${position}`,
      problem: 'it is no map',
    });
  }
  const missing = ['apiVersion', 'kind'].filter((field) => !isName(manifest[field]));
  const resource = isName(manifest.kind) ? nameResource(manifest) : `manifest ${position}`;
  return createFinding('manifest-malformed', source, {
    resource,
    problem: `it has no ${joinWords(missing, 'and no')}`,
  });
}

function reportUnknownKind(resource: Resource, bundle: Bundle): Diagnostic {
  const { apiVersion, kind } = resource.object;
  return reportMissingSchema(resource, suggest(apiVersion, kind, Object.keys(bundle.kinds)));
}

/** The finding that nothing is known about the kind of a manifest; `hint` says where to look for the mistake. */
export function reportMissingSchema({ object, source }: Resource, hint: string): Diagnostic {
  const { apiVersion, kind } = object;
  return createFinding('manifest-no-schema', source, {
    resource: nameResource(object),
    apiVersion,
    kind,
    hint,
  });
}

function suggest(apiVersion: string, kind: string, known: readonly string[]): string {
  const versions = known
    .filter((name) => name.endsWith(`/${kind}`))
    .map((name) => name.slice(0, -kind.length - 1));
  if (versions.length > 0) return `${kind} is known in ${joinWords(versions.sort(), 'and')}`;
  const near = nearest(formatKind(apiVersion, kind), known);
  return near
    ? `did you mean ${near}?`
    : 'give its CustomResourceDefinition, or leave it out of the validation';
}

function createFinding(
  code: 'manifest-malformed' | 'manifest-no-schema',
  source: string | undefined,
  args: Readonly<Record<string, string>>,
): Diagnostic {
  return { code, severity: 'error', ...(source === undefined ? {} : { file: source }), args };
}
