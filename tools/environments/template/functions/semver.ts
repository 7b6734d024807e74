// Versions and constraints as sprig has them, which are not quite npm's.
import { Version } from '../values.ts';

const form =
  /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;

/** Missing numbers are 0. Throws an Error for what is no version. */
export function readVersion(text: string): Version {
  const match = form.exec(text);
  if (!match) throw new Error('Invalid Semantic Version');
  const [, major = '0', minor = '0', patch = '0', prerelease = '', metadata = ''] = match;
  return new Version([BigInt(major), BigInt(minor), BigInt(patch)], [prerelease, metadata, text]);
}

const operators = '=|!=|>=|<=|=>|=<|>|<|~>|~|\\^|';
const numbers =
  'v?(?:\\d+|[xX*])(?:\\.(?:\\d+|[xX*]))?(?:\\.(?:\\d+|[xX*]))?(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?';
const range = new RegExp(`\\s*(${numbers})\\s+-\\s+(${numbers})\\s*`, 'g');
const part = new RegExp(`^\\s*(${operators})\\s*(${numbers})\\s*$`);
const parts = new RegExp(`(?:${operators})\\s*${numbers}`, 'g');

interface Bound {
  readonly operator: string;
  readonly version: Version;
  /** How many numbers are given. */
  readonly given: number;
}

/** Throws an Error for what is no constraint. */
export function satisfies(version: Version, constraint: string): boolean {
  return constraint
    .replace(range, '>=$1,<=$2 ')
    .split('||')
    .map((group) => listBounds(group, constraint))
    .map((bounds) => isWithin(version, bounds))
    .includes(true);
}

function listBounds(group: string, whole: string): readonly Bound[] {
  const found = group.split(',').flatMap((piece) => {
    if (piece.replace(parts, '').trim() !== '') throw new Error(`improper constraint: ${whole}`);
    return piece.match(parts) ?? [piece];
  });
  return found.map((piece) => {
    const match = part.exec(piece);
    if (!match) throw new Error(`improper constraint: ${whole}`);
    const [, operator = '', text = ''] = match;
    const [plain = '', ...labels] = text.split(/(?=[-+])/);
    const given = plain
      .replace(/^v/, '')
      .split('.')
      .findIndex((number) => /^[xX*]$/.test(number));
    const count = given < 0 ? plain.split('.').length : given;
    const filled = plain.replace(/[xX*]/g, '0') + (given < 0 ? labels.join('') : '');
    return { operator, version: readVersion(filled), given: count };
  });
}

/** A version with a label satisfies only what mentions one. */
function isWithin(version: Version, bounds: readonly Bound[]): boolean {
  if (version.prerelease !== '' && bounds.every(({ version: bound }) => bound.prerelease === ''))
    return false;
  return bounds.every((bound) => isAllowed(version, bound));
}

function isAllowed(version: Version, { operator, version: bound, given }: Bound): boolean {
  const order = compare(version, bound);
  const isSame = startsSame(version, bound, given);
  switch (operator) {
    case '':
    case '=':
      return given < 3 ? isSame : order === 0;
    case '!=':
      return given < 3 ? !isSame : order !== 0;
    case '>':
      return given < 3 ? order > 0 && !isSame : order > 0;
    case '>=':
    case '=>':
      return order >= 0;
    case '<':
      return order < 0;
    case '<=':
    case '=<':
      return given < 3 ? order <= 0 || isSame : order <= 0;
    case '^':
      return order >= 0 && startsSame(version, bound, caretLength(bound, given));
    default:
      return order >= 0 && startsSame(version, bound, given === 0 ? 0 : Math.min(2, given));
  }
}

/** The first number that is not zero has to stay, and all before it. */
function caretLength({ major, minor }: Version, given: number): number {
  if (major > 0n) return Math.min(1, given);
  return minor > 0n ? Math.min(2, given) : given;
}

function startsSame(a: Version, b: Version, count: number): boolean {
  const [left, right] = [a, b].map(({ major, minor, patch }) =>
    [major, minor, patch].slice(0, count).join('.'),
  );
  return left === right;
}

function compare(a: Version, b: Version): number {
  const order =
    compareNumbers(a.major, b.major) || compareNumbers(a.minor, b.minor) || compareNumbers(a.patch, b.patch);
  if (order !== 0 || a.prerelease === b.prerelease) return order;
  if (a.prerelease === '' || b.prerelease === '') return a.prerelease === '' ? 1 : -1;
  return compareLabels(a.prerelease.split('.'), b.prerelease.split('.'));
}

function compareNumbers(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Numbers stand before words; of two equal ones the shorter does. */
function compareLabels(a: readonly string[], b: readonly string[]): number {
  for (const [at, left] of a.entries()) {
    const right = b[at];
    if (right === undefined) return 1;
    if (left === right) continue;
    const [isNumber, isOther] = [/^\d+$/.test(left), /^\d+$/.test(right)];
    if (isNumber && isOther) return compareNumbers(BigInt(left), BigInt(right));
    if (isNumber !== isOther) return isNumber ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return -1;
}
