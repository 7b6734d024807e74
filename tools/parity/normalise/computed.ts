// Defaults that depend on other fields in ways that a table of values cannot say.
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import type { Place } from '../schema/place.ts';
import type { Type } from '../schema/types.ts';
import { parseImage } from './image.ts';

interface Around {
  readonly type: Type;
  readonly place: Place;
  /** The whole object as it was written. */
  readonly object: JsonObject;
}

type Compute = (stored: JsonObject, around: Around) => Readonly<Record<string, Json>>;

const core = 'io.k8s.api.core.v1.';

/** By definition of the OpenAPI document. Each is checked against a running API server. */
const computed: Readonly<Record<string, Compute>> = {
  [`${core}Container`]: imagePullPolicy,
  [`${core}EphemeralContainer`]: imagePullPolicy,
  [`${core}ServicePort`]: ({ port }) => (port === undefined ? {} : { targetPort: port }),
  [`${core}Volume`]: (volume) => (Object.keys(volume).length > 1 ? {} : { emptyDir: {} }),
  'io.k8s.api.networking.v1.NetworkPolicySpec': ({ egress }) => ({
    policyTypes: Array.isArray(egress) && egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'],
  }),
  'io.k8s.api.batch.v1.JobSpec': ({ completions, parallelism }, { place }) => {
    // A template of a job is stored as it was written.
    if (place.pattern !== 'spec') return {};
    if (completions === undefined && parallelism === undefined) return { completions: 1, parallelism: 1 };
    return { parallelism: 1 };
  },
};

/** Older names of fields, which the API server keeps in step with the newer ones. */
const aliases: Readonly<Record<string, readonly (readonly [older: string, newer: string])[]>> = {
  [`${core}PodSpec`]: [['serviceAccount', 'serviceAccountName']],
};

/** The structure with newer names only; the newer field wins. */
export function withoutAliases(fields: JsonObject, { name = '' }: Type): JsonObject {
  return (aliases[name] ?? []).reduce((current, [older, newer]) => {
    if (!(older in current)) return current;
    const { [older]: value = null, ...rest } = current;
    return newer in rest ? rest : { ...rest, [newer]: value };
  }, fields);
}

/** What the API server would add to a structure because of its other fields. */
export function computedDefaults(stored: JsonObject, around: Around): Readonly<Record<string, Json>> {
  return computed[around.type.name ?? '']?.(stored, around) ?? {};
}

function imagePullPolicy({ image }: JsonObject): Readonly<Record<string, Json>> {
  if (typeof image !== 'string' || image === '') return {};
  const { tag, digest } = parseImage(image);
  const latest = tag === 'latest' || (tag === undefined && digest === undefined);
  return { imagePullPolicy: latest ? 'Always' : 'IfNotPresent' };
}

/** A Secret's texts are written into its data, where they win. */
export function mergeStringData(secret: JsonObject): JsonObject {
  const { stringData, ...rest } = secret;
  if (!isJsonObject(stringData)) return secret;
  const encoded = Object.entries(stringData).map(([key, text]) => [
    key,
    Buffer.from(String(text ?? '')).toString('base64'),
  ]);
  const data = isJsonObject(rest.data) ? rest.data : {};
  return { ...rest, data: { ...data, ...Object.fromEntries(encoded) } };
}
