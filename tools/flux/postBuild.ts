// `postBuild` of a Flux Kustomization on one object: on its YAML, so that a value may become a number or more.
import { type Manifest, mapOf } from '../manifests/manifest.ts';
import { readYaml } from '../manifests/yaml/read.ts';
import { formatYaml } from '../manifests/yaml/write.ts';
import { messageOf } from '../shared/errors.ts';
import { isJsonObject, type Json } from '../shared/json.ts';
import { joinWords } from '../shared/text.ts';
import { substitute } from './substitution.ts';
import type { Variables } from './variables.ts';

export interface Substituted {
  readonly manifest: Manifest;
  /** Why the result is not certain to be what Flux makes: sentences without a full stop. */
  readonly problems: readonly string[];
}

const key = 'kustomize.toolkit.fluxcd.io/substitute';
const namePattern = /^[_A-Za-z][_A-Za-z0-9]*$/;

/** What has no value becomes empty, as in Flux, and is a problem. The object may forbid it by label or annotation. */
export function substituteObject(manifest: Manifest, variables: Variables): Substituted {
  const isDisabled = (['labels', 'annotations'] as const).some(
    (map) => mapOf(manifest, map)[key] === 'disabled',
  );
  if (isDisabled) return { manifest, problems: [] };
  const refused = [...variables.values.keys(), ...variables.hidden.keys()].filter(
    (name) => !namePattern.test(name),
  );
  if (refused.length > 0) {
    return { manifest, problems: [`${joinWords(refused, 'and')} cannot be the name of a variable`] };
  }
  const problems = new Set<string>(variables.problems);
  try {
    const text = substitute(formatYaml(manifest), (name, hasDefault) => {
      const problem = problemOf(name, hasDefault, variables);
      if (problem !== undefined) problems.add(problem);
      return variables.values.get(name) ?? '';
    });
    return { manifest: readBack(text), problems: [...problems] };
  } catch (error) {
    return { manifest, problems: [...problems, messageOf(error)] };
  }
}

function problemOf(name: string, hasDefault: boolean, variables: Variables): string | undefined {
  const { values, hidden, absent } = variables;
  if (values.has(name)) return undefined;
  const hiding = hidden.get(name);
  if (hiding !== undefined) return `the variable ${name} is encrypted, in ${hiding}`;
  if (absent.length > 0)
    return `the variable ${name} may be defined in ${joinWords(absent)}, which is not in the checkout`;
  return hasDefault ? undefined : `the variable ${name} is defined nowhere`;
}

/** The reader's own words could quote a value. */
function readBack(text: string): Manifest {
  let value: Json = null;
  try {
    value = readYaml(text, { file: 'the result' });
  } catch (cause) {
    throw new Error('with the values of its variables it is no YAML any more', { cause });
  }
  if (isJsonObject(value)) return value as Manifest;
  throw new Error('with the values of its variables it is no object any more');
}
