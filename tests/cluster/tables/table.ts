// What is measured, as data: the form of schemas/behaviour/*.json.
import type { Json, JsonObject } from '../../../tools/shared/json.ts';

/** By definition, then by field. */
export type FieldValues = Readonly<Record<string, JsonObject>>;
/** By definition, or by `apiVersion/Kind`: fields or paths. */
export type FieldNames = Readonly<Record<string, readonly string[]>>;

/**
 * Text or a boolean: equal to it; null: absent; `exists`: present; `not`: absent or something else; `matches`: text in
 * which the regular expression finds something.
 */
export type Literal =
  | string
  | boolean
  | null
  | { readonly exists: true }
  | { readonly not: string | boolean }
  | { readonly matches: string };
export type Condition = Readonly<Record<string, Literal>>;

/** Defaults that depend on the fields beside them, as they were written. */
export interface ConditionalDefaults {
  readonly type: string;
  /** Names of fields, or paths below them: `scaleUp.selectPolicy`. */
  readonly when: Condition;
  readonly set: JsonObject;
}

/** What an update may not change. */
export interface ImmutableRule {
  readonly path: string;
  /** Paths inside `path` that may change. */
  readonly except?: readonly string[];
  /** On the old object, defaults filled in. */
  readonly when?: Condition;
  /** Paths: where one of these changes at the same time, the change may be taken. */
  readonly unlessChanged?: readonly string[];
  /** The only kind of change that is refused; all are, where it is absent. */
  readonly change?: ChangeKind;
}

export type ChangeKind = 'add' | 'remove' | 'replace' | 'increase' | 'decrease';

/** How an API server treats what it is given. */
export interface Behaviour {
  readonly kubernetesVersion: string;
  /** By definition: what an absent field becomes. */
  readonly defaults: FieldValues;
  /** By definition: an absent field becomes the other one's value. */
  readonly copied: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly conditional: readonly ConditionalDefaults[];
  /** `batch/v1/CronJob spec.jobTemplate.spec`: the type's defaults are not filled in here. */
  readonly undefaulted: readonly string[];
  /** By kind: filled in with what is allocated, generated or copied from elsewhere. */
  readonly assigned: FieldNames;
  /** By definition: an explicit zero value (`''`, `0`, `false`, `[]`, `{}`) is as good as none, or becomes the default. */
  readonly dropped: FieldNames;
  /** By definition: an explicit zero value is stored. */
  readonly kept: FieldNames;
  readonly immutable: Readonly<Record<string, readonly ImmutableRule[]>>;
}

/** A field's value, or nothing. */
export type Value = Json | undefined;
