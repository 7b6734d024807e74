// What an application says about itself as a chart: its fields, what each may hold, and the check of both.
import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';
import { joinWords, nearest } from '../shared/text.ts';

export interface Maintainer {
  readonly name: string;
  readonly email?: string;
  readonly url?: string;
}

export interface Link {
  readonly name: string;
  readonly url: string;
}

/** The field `chart` of an application; `render` gets it as it is. */
export interface ChartMetadata extends JsonObject {
  readonly name: string;
  /** Semantic versioning, without a leading `v`. */
  readonly version: string;
  readonly appVersion: string;
}

/** The parts that may be absent, typed. */
export interface ChartExtras {
  readonly description?: string;
  readonly home?: string;
  readonly sources?: readonly string[];
  readonly keywords?: readonly string[];
  readonly icon?: string;
  readonly maintainers?: readonly Maintainer[];
  readonly kubeVersion?: string;
  /** An SPDX identifier, for Artifact Hub. */
  readonly license?: string;
  readonly links?: readonly Link[];
  /** Where the chart is pushed, without its name: `oci://example.org/charts`. */
  readonly registry?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

interface Field {
  readonly expected: string;
  readonly accepts: (value: Json) => boolean;
  readonly isRequired?: true;
}

/** https://semver.org, without a leading `v`. */
const semanticVersion =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-(0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*)(\.(0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*))*)?(\+[\dA-Za-z-]+(\.[\dA-Za-z-]+)*)?$/;

const line = matches(/^[^\p{Cc}\u2028\u2029]*\S[^\p{Cc}\u2028\u2029]*$/u);
const isUrl = matches(/^https?:\/\/\S+$/);
const urls: Field = { expected: 'a list of URLs that begin with https://', accepts: listOf(isUrl) };
const url: Field = { expected: 'a URL that begins with https://', accepts: isUrl };

const fields: Readonly<Record<string, Field>> = {
  name: {
    expected: 'small letters, digits and dashes, such as "web-shop"',
    accepts: matches(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/),
    isRequired: true,
  },
  version: {
    expected: 'a semantic version such as "1.2.3"',
    accepts: matches(semanticVersion),
    isRequired: true,
  },
  appVersion: {
    expected: 'the version of the application as a text, such as "1.2.3"',
    accepts: line,
    isRequired: true,
  },
  description: { expected: 'one line that says what is installed', accepts: line },
  home: url,
  sources: urls,
  keywords: { expected: 'a list of words', accepts: listOf(line) },
  icon: url,
  maintainers: {
    expected: 'a list of {name, email, url} where the last two may be absent',
    accepts: listOf(recordOf(['name'], ['email', 'url'])),
  },
  kubeVersion: { expected: 'a range of versions such as ">=1.29.0-0"', accepts: line },
  license: { expected: 'an SPDX identifier such as "Apache-2.0"', accepts: matches(/^[\w.+-]+$/) },
  links: { expected: 'a list of {name, url}', accepts: listOf(recordOf(['name', 'url'], [])) },
  registry: {
    expected: 'the address to which the chart is pushed, such as "oci://ghcr.io/me/charts"',
    accepts: matches(/^oci:\/\/[^\s]*[^\s/]$/),
  },
  annotations: {
    expected: 'a map of texts',
    accepts: (value) => isJsonObject(value) && Object.values(value).every((text) => typeof text === 'string'),
  },
};

function matches(pattern: RegExp): (value: Json) => boolean {
  return (value) => typeof value === 'string' && pattern.test(value);
}

function listOf(accepts: (value: Json) => boolean): (value: Json) => boolean {
  return (value) => Array.isArray(value) && value.every(accepts);
}

function recordOf(required: readonly string[], optional: readonly string[]): (value: Json) => boolean {
  return (value) =>
    isJsonObject(value) &&
    required.every((key) => key in value) &&
    Object.entries(value).every(([key, text]) => [...required, ...optional].includes(key) && line(text));
}

/** What is wrong with the field `chart` of an application: the first problem, in words. */
export function findMetadataProblem(chart: Json): string | undefined {
  if (chart === null)
    return 'the field chart is missing; it names the chart: { name, version, appVersion, … }';
  if (!isJsonObject(chart)) return 'chart is no map; expected { name, version, appVersion, … }';
  const unknown = Object.keys(chart).find((key) => !Object.hasOwn(fields, key));
  if (unknown !== undefined) return describeUnknown(unknown);
  for (const [key, { expected, accepts, isRequired }] of Object.entries(fields)) {
    const value = Object.hasOwn(chart, key) ? chart[key] : undefined;
    if (value === undefined && isRequired) return `chart.${key} is missing, expected ${expected}`;
    if (value !== undefined && !accepts(value))
      return `chart.${key} is ${JSON.stringify(value)}, expected ${expected}`;
  }
  return undefined;
}

function describeUnknown(key: string): string {
  const meant = nearest(key, Object.keys(fields));
  const hint = meant === undefined ? '' : `, did you mean ${meant}?`;
  return `chart.${key} is not a known field${hint} (known: ${joinWords(Object.keys(fields), 'and')})`;
}
