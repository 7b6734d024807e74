// What jsonnet-lint says, as data: a file, a place in it and a sentence.

export interface Finding {
  /** Absolute. */
  readonly file: string;
  /** Of the first character and behind the last one, from 1 on; absent where the file could not be checked. */
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly message: string;
}

const start = '^(?<file>/.+?)';
const place = String.raw`:(?:\((?<line>\d+):(?<column>\d+)\)-\((?<endLine>\d+):(?<endColumn>\d+)\)|(?<on>\d+):(?<from>\d+)(?:-(?<to>\d+))?)`;
const finding = new RegExp(`${start}${place} (?<message>.+)$`, 'gm');
const unchecked = new RegExp(`${start} (?<message>(?:cannot|could not) be checked.*)$`, 'gm');

/** The findings in the text of `lintFiles`, in its order; those about files that could not be checked come last. */
export function readFindings(text: string): readonly Finding[] {
  const found = [...text.matchAll(finding)].map(({ groups = {} }): Finding => {
    const { file = '', on, from, to, message = '' } = groups;
    const [line, column] = [Number(groups.line ?? on), Number(groups.column ?? from)];
    const [endLine, endColumn] = [Number(groups.endLine ?? on), Number(groups.endColumn ?? to ?? from)];
    return { file, line, column, endLine, endColumn, message };
  });
  const others = [...text.matchAll(unchecked)].map(({ groups: { file = '', message = '' } = {} }) => ({
    file,
    message,
  }));
  return [...found, ...others];
}
