// The twin of `helm template`: an application evaluated concretely, with what Helm would give to its chart.
import { type Frame, formatPlace, isHostStackExhausted, JsonnetError } from '../jsonnet/errors.ts';
import { evaluateToData } from '../jsonnet/index.ts';
import { Interpreter } from '../jsonnet/interpreter.ts';
import type { Native } from '../jsonnet/port.ts';
import { rejectDuplicates } from '../manifests/duplicates.ts';
import { extractManifests, unwrapLists } from '../manifests/extract.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { coalesceValues, defaultsOf } from '../schema/defaults.ts';
import type { Schema } from '../schema/schema.ts';
import { createDocumentValidator } from '../schema/validate.ts';
import { ToolError } from '../shared/diagnostics.ts';
import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';
import { describe } from '../shared/messages.ts';

/** What the twin needs to know of an application. */
export interface TwinApp {
  /** The file that gives `{ chart, schema, render }`, as an absolute path. */
  readonly entrypoint: string;
  readonly schema: Schema;
  /** Library directories for imports, the most important first. */
  readonly paths?: readonly string[];
}

/** Helm's `.Release`. */
export interface ChartRelease {
  readonly name: string;
  readonly namespace: string;
  readonly service: 'Helm';
  readonly isInstall: boolean;
  readonly isUpgrade: boolean;
  readonly revision: number;
}

/** Helm's `.Capabilities`. */
export interface ChartCapabilities {
  /** With the `v`: `v1.35.0`. */
  readonly kubeVersion: string;
  /** What `--api-versions` says: `gateway.networking.k8s.io/v1`, also with a kind behind another slash. */
  readonly apiVersions: readonly string[];
}

export interface TwinRequest {
  /** As the user writes them, without the defaults. */
  readonly values: JsonObject;
  readonly release: ChartRelease;
  readonly capabilities: ChartCapabilities;
}

/** The release of a first installation, or of an upgrade; `helm template` counts no revisions. */
export function createRelease({ name, namespace, isUpgrade = false }: ReleaseOptions): ChartRelease {
  return { name, namespace, service: 'Helm', isInstall: !isUpgrade, isUpgrade, revision: 1 };
}

export interface ReleaseOptions {
  readonly name: string;
  readonly namespace: string;
  readonly isUpgrade?: boolean;
}

export type TwinResult =
  | { readonly kind: 'rendered'; readonly manifests: readonly Manifest[] }
  /**
   * By the schema: a sentence for each finding; by an `assert` or `error` of the application: its message, and where
   * it stands.
   */
  | {
      readonly kind: 'refused';
      readonly by: 'schema' | 'assert';
      readonly sentences: readonly string[];
      readonly place?: string;
    }
  /** Jsonnet ended in an error that nobody wrote there, or gave no manifests, or one twice: a fault of the application. */
  | { readonly kind: 'broken'; readonly error: JsonnetError | ToolError };

export interface Twin {
  /** The values that `render` sees: the user's over the defaults, as Helm lays them. */
  readonly complete: (values: JsonObject) => JsonObject;
  /** Throws JsonnetError where the stack of this process is too small. */
  readonly render: (request: TwinRequest) => TwinResult;
}

/**
 * Renders with one interpreter, so that files are read and evaluated once for all requests. Fails with ToolError
 * `schema-invalid`.
 */
export function createTwin(app: TwinApp): Twin {
  const defaults = defaultsOf(app.schema);
  const validate = createDocumentValidator(app.schema);
  const evaluate = createEvaluation(app);
  const complete = (values: JsonObject): JsonObject => coalesceValues(defaults, values);
  return {
    complete,
    render: (request) => {
      const values = complete(request.values);
      const findings = validate(values);
      if (findings.length === 0) return judge(() => evaluate({ ...request, values }));
      const sentences = findings.map(({ code, args }) => describe(code, args));
      return { kind: 'refused', by: 'schema', sentences };
    },
  };
}

const inputsName = 'twinhull.inputs';

/** The inputs come through a native function, so that they need not be written and parsed as code. */
function createEvaluation({ entrypoint, paths = [] }: TwinApp): (inputs: TwinRequest) => Json {
  const interpreter = new Interpreter();
  let inputs: Json = null;
  const natives: readonly Native[] = [{ name: inputsName, parameters: [], call: () => inputs }];
  const snippet = `local app = import ${JSON.stringify(entrypoint)};
local inputs = std.native(${JSON.stringify(inputsName)})();
app.render(inputs.values, inputs.release, app.chart, inputs.capabilities)`;
  return (request) => {
    inputs = request as unknown as JsonObject;
    return evaluateToData({ entry: '<twin>', snippet, paths, natives }, interpreter);
  };
}

function judge(evaluate: () => Json): TwinResult {
  try {
    const manifests = unwrapLists(extractManifests(evaluate()));
    rejectDuplicates(manifests);
    return { kind: 'rendered', manifests: manifests.map(({ manifest }) => dropNulls(manifest) as Manifest) };
  } catch (error) {
    if (error instanceof ToolError) return { kind: 'broken', error };
    if (!(error instanceof JsonnetError) || isHostStackExhausted(error)) throw error;
    if (!isMeant(error)) return { kind: 'broken', error };
    const place = formatPlace(error.frames[0] as Frame);
    return { kind: 'refused', by: 'assert', sentences: [error.message], place };
  }
}

/** Whether the program says `error` or `assert` where it ended. */
function isMeant({ message, frames }: JsonnetError): boolean {
  const place = frames[0]?.place;
  if (place === undefined || typeof place === 'string') return false;
  const { source, span } = place;
  if (/^Unexpected type .*, expected boolean$/.test(message)) return false;
  return source.text.startsWith('error', span.start) || source.text.startsWith('assert', span.start);
}

/** Kubernetes takes a field that is null for one that is absent; items of lists keep their places. */
function dropNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(dropNulls);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(entries.map(([key, inner]) => [key, dropNulls(inner)]));
}
