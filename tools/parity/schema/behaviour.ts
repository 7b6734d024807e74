// What was measured on a real API server: defaults, what it does not store, and what it refuses to change.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Json } from '../../shared/json.ts';
import { schemaDirectory } from '../../validate/schemas.ts';
import type { Conditions } from './conditions.ts';

type ByType<Value> = Readonly<Record<string, Value>>;

/** schemas/behaviour/<minor>.json; types are definitions of schemas/kubernetes. */
export interface Behaviour {
  /** Of the API server that was asked: `v1.35.4`. */
  readonly kubernetesVersion: string;
  /** What an absent field becomes, whatever stands beside it. */
  readonly defaults: ByType<Readonly<Record<string, Json>>>;
  /** Absent fields that become the value of another one. */
  readonly copied: ByType<Readonly<Record<string, string>>>;
  /** About the object as it was written. */
  readonly conditional: readonly ConditionalDefault[];
  /** `batch/v1/CronJob spec.jobTemplate.spec`: where the defaults of a type are not added. */
  readonly undefaulted: readonly string[];
  /** By kind: paths that the server fills with values of its own; `path[key]` is one entry of a map. */
  readonly assigned: ByType<readonly string[]>;
  /** Fields whose explicit zero value is not stored. */
  readonly dropped: ByType<readonly string[]>;
  /** By kind. */
  readonly immutable: ByType<readonly Immutable[]>;
}

export interface ConditionalDefault {
  readonly type: string;
  readonly when: Conditions;
  /** By field; a name with dots is a path below the object. */
  readonly set: Readonly<Record<string, Json>>;
}

/** A change at or below the path is refused. */
export interface Immutable {
  readonly path: string;
  /** Paths below the path that can be changed. */
  readonly except?: readonly string[];
  /** About the object before the change. */
  readonly when?: Conditions;
  /** It can be changed together with one of these. */
  readonly unlessChanged?: readonly string[];
  /** Only this direction is refused. */
  readonly change?: 'decrease' | 'increase' | 'add' | 'remove' | 'replace';
}

const cache = new Map<string, Behaviour>();

/** What was measured for a Kubernetes version; of one that was not, undefined. */
export function readBehaviour(minor: string): Behaviour | undefined {
  const file = path.join(schemaDirectory(), 'behaviour', `${minor}.json`);
  const known = cache.get(file);
  if (known) return known;
  if (!existsSync(file)) return undefined;
  const behaviour = JSON.parse(readFileSync(file, 'utf8')) as Behaviour;
  cache.set(file, behaviour);
  return behaviour;
}
