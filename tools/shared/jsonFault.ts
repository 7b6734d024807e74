// Where a text stops being JSON: what the host says about that differs between its versions, and often names no place.

const token =
  /("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null|[{}[\],:]/uy;
const blank = /[ \t\r\n]*/y;

/** What may come next. */
type State = 'value' | 'item' | 'name' | 'member' | 'colon' | 'more';

/** `line 3, column 5: expected a value, found "}"`, of a text that is no JSON. */
export function explainJsonFault(text: string): string {
  const { at, state, open } = findFault(text);
  const before = text.slice(0, at).split('\n');
  const place = `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
  const found = /\S{1,20}/y;
  found.lastIndex = at;
  const rest = found.exec(text)?.[0];
  return `${place}: expected ${nameOf(state, open)}, found ${rest === undefined ? 'the end' : JSON.stringify(rest)}`;
}

interface Fault {
  readonly at: number;
  readonly state: State;
  /** The brackets around it. */
  readonly open: readonly string[];
}

function findFault(text: string): Fault {
  const open: string[] = [];
  let state: State = 'value';
  for (let at = 0; ; at = token.lastIndex) {
    blank.lastIndex = at;
    blank.exec(text);
    at = blank.lastIndex;
    token.lastIndex = at;
    const found = token.exec(text);
    const next: State | undefined = found
      ? step(state, found[1] === undefined ? found[0] : '"', open)
      : undefined;
    if (next === undefined) return { at, state, open };
    state = next;
  }
}

/** The state after a token, which opens or closes brackets; undefined where it must not stand. */
function step(state: State, found: string, open: string[]): State | undefined {
  const around = open.at(-1);
  const isEnd = (state === 'more' || state === 'item') && found === ']' && around === '[';
  if (isEnd || ((state === 'more' || state === 'member') && found === '}' && around === '{')) {
    open.pop();
    return 'more';
  }
  if (state === 'name' || state === 'member') return found === '"' ? 'colon' : undefined;
  if (state === 'colon') return found === ':' ? 'value' : undefined;
  if (state === 'more') {
    if (found !== ',' || around === undefined) return undefined;
    return around === '{' ? 'name' : 'value';
  }
  if (/[}\],:]/.test(found)) return undefined;
  if (found !== '{' && found !== '[') return 'more';
  open.push(found);
  return found === '{' ? 'member' : 'item';
}

function nameOf(state: State, open: readonly string[]): string {
  if (state === 'more') {
    const around = open.at(-1);
    return around === undefined ? 'the end' : `a comma or \`${around === '{' ? '}' : ']'}\``;
  }
  return {
    value: 'a value',
    item: 'a value',
    name: 'a name in double quotes',
    member: 'a name in double quotes',
    colon: 'a colon',
  }[state];
}
