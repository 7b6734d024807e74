// Jsonnet around an entry point: what to take out of its value, so that nothing else of it is evaluated.

/** Every Environment object below `main`, in the order of keys and elements; Lists are looked into, other manifests not. */
const findEnvironments = `
local find(value) =
  if std.isArray(value) then std.flatMap(find, value)
  else if !std.isObject(value) then []
  else if !(std.objectHas(value, 'apiVersion') && std.objectHas(value, 'kind')) then
    std.flatMap(function(key) find(value[key]), std.objectFields(value))
  else if value.kind == 'Environment' then [value]
  else if std.objectHas(value, 'items') then find(value.items)
  else [];
local environments = find(main);
`;

/** The environments without their data. */
export const listScript: string = `${findEnvironments}
[environment { data:: null } for environment in environments]`;

/** The data of the environments with these numbers; null where there is none. */
export function dataScript(numbers: readonly number[]): string {
  return `${findEnvironments}
local data(environment) = if std.objectHas(environment, 'data') then environment.data else null;
[data(environments[number]) for number in ${JSON.stringify(numbers)}]`;
}

/** An expression on the value, written as a path behind it: `spec.replicas` or `[0]`. */
export function expressionScript(expression: string): string {
  return expression.startsWith('[') ? `main${expression}` : `main.${expression}`;
}

/**
 * A program that evaluates `script` with the entry point's value as `main`. A function is called with those of the
 * top-level arguments, by name; for other values they are ignored.
 */
export function wrapScript(entrypoint: string, script: string, tlas: readonly string[]): string {
  const imported = `import ${JSON.stringify(entrypoint)}`;
  const passed = tlas.map((name) => `${name}=${name}`).join(', ');
  const body = `local entrypoint = ${imported};
local main = if std.isFunction(entrypoint) then entrypoint(${passed}) else entrypoint;
${script}`;
  return tlas.length === 0 ? body : `function(${tlas.join(', ')})\n${body}`;
}
