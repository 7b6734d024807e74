// Label selectors as kubectl reads them: `team=web,tier!=db,stage in (prod, test),!legacy`.
import { ToolError } from '../shared/diagnostics.ts';

type Labels = Readonly<Record<string, string>>;
export type LabelSelector = (labels: Labels) => boolean;

const key = '[A-Za-z0-9](?:[-A-Za-z0-9_./]*[A-Za-z0-9])?';
const value = '(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?';

/** The forms of one requirement, each with the test that it makes. */
const forms: readonly (readonly [RegExp, (groups: readonly string[]) => LabelSelector])[] = [
  [form(`(${key})\\s+in\\s+\\(([^()]*)\\)`), ([name, list]) => isIn(name, list)],
  [
    form(`(${key})\\s+notin\\s+\\(([^()]*)\\)`),
    ([name, list]) => {
      const test = isIn(name, list);
      return (labels) => !test(labels);
    },
  ],
  [
    form(`(${key})\\s*==?\\s*(${value})`),
    ([name = '', wanted]) =>
      (labels) =>
        labelOf(labels, name) === wanted,
  ],
  [
    form(`(${key})\\s*!=\\s*(${value})`),
    ([name = '', wanted]) =>
      (labels) =>
        labelOf(labels, name) !== wanted,
  ],
  [
    form(`(${key})\\s*>\\s*(\\d+)`),
    ([name = '', limit]) =>
      (labels) =>
        toNumber(labels, name) > Number(limit),
  ],
  [
    form(`(${key})\\s*<\\s*(\\d+)`),
    ([name = '', limit]) =>
      (labels) =>
        toNumber(labels, name) < Number(limit),
  ],
  [
    form(`!\\s*(${key})`),
    ([name = '']) =>
      (labels) =>
        labelOf(labels, name) === undefined,
  ],
  [
    form(`(${key})`),
    ([name = '']) =>
      (labels) =>
        labelOf(labels, name) !== undefined,
  ],
];

/** All requirements must hold. Fails with ToolError `selector-invalid`. */
export function parseLabelSelector(selector: string): LabelSelector {
  const tests = selector
    .split(/,(?![^(]*\))/)
    .filter((part) => part.trim() !== '')
    .map((part) => parseRequirement(part.trim(), selector));
  return (labels) => tests.every((test) => test(labels));
}

function parseRequirement(part: string, selector: string): LabelSelector {
  for (const [pattern, create] of forms) {
    const match = pattern.exec(part);
    if (match) return create(match.slice(1));
  }
  throw new ToolError('selector-invalid', { selector, problem: `\`${part}\` is no requirement` });
}

function form(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`);
}

function isIn(name = '', list = ''): LabelSelector {
  const values = list.split(',').map((item) => item.trim());
  return (labels) => values.includes(labelOf(labels, name) ?? '\0');
}

function labelOf(labels: Labels, name: string): string | undefined {
  return Object.hasOwn(labels, name) ? labels[name] : undefined;
}

/** Not a number (no comparison holds) where the label is missing or no integer. */
function toNumber(labels: Labels, name: string): number {
  return /^-?\d+$/.test(labelOf(labels, name) ?? '') ? Number(labelOf(labels, name)) : Number.NaN;
}
