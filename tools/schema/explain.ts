// Turns AJV's errors into one understandable finding per mistake.
import type { ErrorObject } from 'ajv';
import type { Json, JsonObject } from '../shared/json.ts';
import { explainers } from './explainers.ts';
import { type Context, type ErrorNode, type Explained, type Finding, findingKey } from './findings.ts';
import { formatPath, type JsonPath, ownValue, parsePointer, valueAt } from './json.ts';
import type { Schema, SchemaNode } from './schema.ts';
import { describeSchema, describeValue } from './wording.ts';

/** Keywords whose own error follows the errors of the schemas that they tried. */
const groupKeywords: readonly string[] = ['anyOf', 'contains', 'oneOf', 'propertyNames'];

/** One finding per mistake, in AJV's order. */
export function explainErrors(errors: readonly ErrorObject[], context: Context): readonly Finding[] {
  const findings = nestErrors(errors, context.document).flatMap((node) => explainNode(node, context));
  return dropSuperfluous(findings);
}

/** AJV reports the errors of alternatives right before the error of the group, so a stack finds them. */
function nestErrors(errors: readonly ErrorObject[], document: Json): readonly ErrorNode[] {
  const stack: ErrorNode[] = [];
  for (const error of errors) {
    let start = stack.length;
    if (groupKeywords.includes(error.keyword)) {
      while (start > 0 && isInside(stack[start - 1]?.error, error)) start--;
    }
    stack.push({
      error,
      path: pathInside(document, parsePointer(error.instancePath)),
      parentSchema: (error.parentSchema ?? {}) as Schema,
      params: error.params as JsonObject,
      causes: stack.splice(start),
    });
  }
  return stack;
}

function isInside(inner: ErrorObject | undefined, group: ErrorObject): boolean {
  return (
    inner?.schemaPath.startsWith(`${group.schemaPath}/`) === true &&
    `${inner.instancePath}/`.startsWith(`${group.instancePath}/`)
  );
}

/** Which segments are list indices only the document can tell. */
function pathInside(document: Json, segments: readonly string[]): JsonPath {
  let current: Json | undefined = document;
  return segments.map((segment) => {
    const key = Array.isArray(current) ? Number(segment) : segment;
    current = current === undefined ? undefined : valueAt(current, [key]);
    return key;
  });
}

function explainNode(node: ErrorNode, context: Context): readonly Finding[] {
  const { keyword } = node.error;
  if (keyword === 'if') return []; // the errors of then or else stand beside it
  if (keyword === 'anyOf' || keyword === 'oneOf') return explainAlternatives(node, context);
  const explain = ownValue(explainers, keyword);
  if (explain === undefined) throw new Error(`no explanation for the keyword ${keyword}`);
  return [located(node, explain(node, context))];
}

function located(node: ErrorNode, explained: Explained): Finding {
  const path = explained.path ?? node.path;
  return { ...explained, path, args: { path: formatPath(path), ...explained.args } };
}

/** The errors of the only alternative that was meant, else one sentence that lists all of them. */
function explainAlternatives(node: ErrorNode, context: Context): readonly Finding[] {
  const branches = node.error.schema as readonly SchemaNode[];
  const several = Array.isArray(node.params.passingSchemas);
  const meant = several ? undefined : meantBranch(node, branches.length);
  if (meant !== undefined) return meant.flatMap((cause) => explainNode(cause, context));
  const expected = several ? 'something that fits only one alternative' : describeSchema({ anyOf: branches });
  const given = describeValue(valueAt(context.document, node.path), node.path);
  return [located(node, { code: 'values-alternatives', args: { given, expected } })];
}

/** The errors of the branch that fits the kind of the value, when one of those branches fits best. */
function meantBranch(node: ErrorNode, count: number): readonly ErrorNode[] | undefined {
  const start = node.error.schemaPath.length + 1;
  const branches = Array.from({ length: count }, (_, index) =>
    node.causes.filter(({ error }) => error.schemaPath.slice(start).split('/')[0] === String(index)),
  );
  const fitting = branches.filter(
    (causes) => causes.length > 0 && !causes.some((cause) => isOtherKind(cause, node)),
  );
  const fewest = Math.min(...fitting.map((causes) => causes.length));
  const best = fitting.filter((causes) => causes.length === fewest);
  return best.length === 1 ? best[0] : undefined;
}

function isOtherKind(cause: ErrorNode, group: ErrorNode): boolean {
  const aboutKind = ['type', 'const', 'enum', 'false schema'].includes(cause.error.keyword);
  return aboutKind && cause.path.length === group.path.length;
}

/** Several rules of a schema may notice one mistake; the most helpful of their sentences stays, once. */
function dropSuperfluous(findings: readonly Finding[]): readonly Finding[] {
  const done = new Set(findings.flatMap(({ hides }) => hides ?? []));
  const places = new Set(findings.map(({ path }) => formatPath(path)));
  return findings.filter(({ code, path, unless }) => {
    const key = findingKey(code, formatPath(path));
    if (done.has(key) || unless?.some((place) => places.has(place))) return false;
    done.add(key);
    return true;
  });
}
