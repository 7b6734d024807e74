// What kubectl says about many objects, in few words: it tells the same about each of them.

/** So many different messages are told. */
const most = 10;

/** Messages that differ only in what is quoted, such as names and addresses, are told once, with their number. */
export function condense(text: string): string {
  const groups = new Map<string, string[]>();
  for (const message of splitMessages(text)) {
    const key = message.replace(/"[^"]*"/g, '""');
    groups.set(key, [...(groups.get(key) ?? []), message]);
  }
  const told = [...groups.values()].slice(0, most).map(([first = '', ...others]) => {
    return others.length === 0 ? first : `${first}\n(and ${others.length} more like it)`;
  });
  const silent = [...groups.values()].slice(most).flat().length;
  return [...told, ...(silent === 0 ? [] : [`(and ${silent} more messages)`]), ...listHints(text)].join('\n');
}

/** What kubectl does not say: what to do about it. */
function listHints(text: string): readonly string[] {
  const [, namespace] = /namespaces "([^"]+)" not found/.exec(text) ?? [];
  if (namespace === undefined) return [];
  return [
    `Add a Namespace ${namespace} to the environment, or correct spec.namespace if ${namespace} is a slip`,
  ];
}

/** Some messages have several lines: the reasons of an object that is invalid, or the object that could not be read. */
function splitMessages(text: string): readonly string[] {
  return text
    .split(/\n(?!\s|\* |- |Resource: |Name: |from server for: )/)
    .filter((message) => message.trim() !== '');
}
