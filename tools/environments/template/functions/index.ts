// The functions that templates may use, and those of sprig that they may not.
import { isTrue, type Value } from '../values.ts';
import { builtins } from './builtins.ts';
import { data } from './data.ts';
import { type Definition, invoke } from './define.ts';
import { lists } from './lists.ts';
import { numbers } from './numbers.ts';
import { strings } from './strings.ts';
import { texts } from './texts.ts';

// Functions of sprig go before those of the language, as `slice` does.
const functions = new Map<string, Definition>(
  [builtins, strings, texts, numbers, lists, data].flatMap((definitions) => Object.entries(definitions)),
);

/** They look at the clock, at chance, at this machine or at the network, or are about keys. */
const refused: ReadonlySet<string> = new Set([
  ...['ago', 'date', 'date_in_zone', 'date_modify', 'dateInZone', 'dateModify', 'duration', 'durationRound'],
  ...['htmlDate', 'htmlDateInZone', 'must_date_modify', 'mustDateModify', 'mustToDate', 'now', 'toDate'],
  ...[
    'unixEpoch',
    'randAlphaNum',
    'randAlpha',
    'randAscii',
    'randNumeric',
    'randInt',
    'randBytes',
    'shuffle',
  ],
  ...[
    'expandenv',
    'getHostByName',
    'uuidv4',
    'bcrypt',
    'htpasswd',
    'derivePassword',
    'encryptAES',
    'decryptAES',
  ],
  ...['genPrivateKey', 'buildCustomCert', 'genCA', 'genCAWithKey', 'genSelfSignedCert'],
  ...['genSelfSignedCertWithKey', 'genSignedCert', 'genSignedCertWithKey'],
]);

/** `or` and `and` evaluate no more than they need; `env` is the environment, not sprig's. */
const special: ReadonlySet<string> = new Set(['or', 'and', 'env']);

export function isSupported(name: string): boolean {
  return special.has(name) || functions.has(name);
}

/** Sprig has it, and it has no place in a name. */
export function isRefused(name: string): boolean {
  return refused.has(name);
}

/** Throws an Error about its arguments. */
export function callFunction(name: string, args: readonly (() => Value)[], env: Value): Value {
  if (name === 'env') return env;
  if (name === 'or' || name === 'and') return decide(name, args);
  return invoke(
    name,
    functions.get(name) as Definition,
    args.map((arg) => arg()),
  );
}

function decide(name: 'or' | 'and', args: readonly (() => Value)[]): Value {
  if (args.length === 0) throw new Error(`wrong number of args for ${name}: want at least 1 got 0`);
  let value: Value;
  for (const arg of args) {
    value = arg();
    if (isTrue(value) === (name === 'or')) break;
  }
  return value;
}
