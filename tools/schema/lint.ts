// What our design demands of a values schema beyond being a valid JSON Schema, one row per demand.
import type { Diagnostic } from '../shared/diagnostics.ts';
import type { Code } from '../shared/messages.ts';
import { diagnose, findMalformed } from './faults.ts';
import * as checks from './lint-checks.ts';
import { findSchemaProblem } from './lint-checks.ts';
import type { Schema } from './schema.ts';
import { listSites, type Site } from './sites.ts';

/** A demand: its sentence says what and why; the check gives one phrase per violation at a place. */
export interface Rule {
  readonly code: Code;
  readonly sentence: string;
  readonly check: (site: Site, root: Schema) => readonly string[];
}

export const rules: readonly Rule[] = [
  {
    code: 'schema-dialect',
    sentence: 'declare draft-07, the one dialect that Helm 3, Helm 4 and the tools here read alike',
    check: checks.checkDialect,
  },
  {
    code: 'schema-keyword',
    sentence: 'use keywords of draft-07 only, others are ignored or refused',
    check: checks.checkKeywords,
  },
  {
    code: 'schema-format',
    sentence: 'write a pattern, because each version of Helm asserts other formats',
    check: checks.checkFormat,
  },
  {
    code: 'schema-reference',
    sentence: 'refer to places in the same file, with nothing but annotations beside the reference',
    check: checks.checkReference,
  },
  {
    code: 'schema-root-global',
    sentence: 'allow `global` at the root, because Helm injects it into subcharts',
    check: checks.checkGlobal,
  },
  {
    code: 'schema-description',
    sentence: 'describe every property, since the description is its documentation everywhere',
    check: checks.checkDescription,
  },
  {
    code: 'schema-default-null',
    sentence: 'leave the default out instead of null, which Helm drops',
    check: checks.checkNullDefault,
  },
  {
    code: 'schema-default-place',
    sentence:
      'give defaults to properties at fixed paths only, because Helm fills no list items or map values',
    check: checks.checkDefaultPlace,
  },
  {
    code: 'schema-default-required',
    sentence: 'require what has a default, so that deleting it with null is refused',
    check: checks.checkRequiredDefaults,
  },
  {
    code: 'schema-default-object',
    sentence: 'give defaults to the properties, and `{}` or none to the object that has them',
    check: checks.checkObjectDefault,
  },
  {
    code: 'schema-default-invalid',
    sentence: 'make the defaults valid, for they are what a user starts with',
    check: checks.checkDefaultsValid,
  },
  {
    code: 'schema-integer-bounds',
    sentence: 'bound integers to ±9007199254740991, because Helm reads numbers from files as doubles',
    check: checks.checkIntegerBounds,
  },
  {
    code: 'schema-pattern',
    sentence: 'write patterns that mean the same in RE2 (Helm) and in ECMAScript with the u flag (here)',
    check: checks.checkPatterns,
  },
];

/**
 * Findings about a schema, rule by rule, each in the order of the document. A malformed schema is told alone: the
 * rules could not read it. What else the validator refuses is told when no rule has said it better.
 */
export function lintSchema(schema: Schema, file?: string): readonly Diagnostic[] {
  const malformed = findMalformed(schema);
  if (malformed.length > 0) return malformed.map((problem) => diagnose(problem, file));
  const where = file === undefined ? {} : { file };
  const sites = listSites(schema);
  const findings = rules.flatMap(({ code, sentence, check }) =>
    sites.flatMap((site) =>
      check(site, schema).map((problem): Diagnostic => {
        return { code, severity: 'error', ...where, path: site.pointer, args: { problem, rule: sentence } };
      }),
    ),
  );
  const problem = findings.length > 0 ? undefined : findSchemaProblem(schema);
  return problem === undefined ? findings : [diagnose(problem, file)];
}
