// docs/from-tanka.md as data: which flags it says that commands have, in Tanka and here.

/** Flags of one command; a flag is true for the programs that have it. */
export type Flags = ReadonlyMap<string, FlagRow>;

export interface FlagRow {
  readonly tanka: boolean;
  readonly ours: boolean;
  readonly note: string;
}

const absent = '—';

/** Sections behind headings of all levels, by their titles. */
export function readSections(page: string): ReadonlyMap<string, string> {
  const parts = page.split(/^#+ (.*)\n/m);
  return new Map(parts.flatMap((title, at) => (at % 2 === 1 ? [[title, parts[at + 1] ?? ''] as const] : [])));
}

/** Commands have sections, whose titles are their names: `env list`, `env ls`. */
export function readCommands(page: string): ReadonlyMap<string, Flags> {
  const sections = readSections(page);
  const titled = [...sections].filter(([title]) => title.startsWith('`'));
  const rows = titled.flatMap(([title, text]) => {
    const flags = readFlags(text, sections);
    return namesIn(title).map((name) => [name, flags] as const);
  });
  return new Map([...rows, ...readOwnCommands(sections)]);
}

/** Rows of its own go before those of the groups that a section links to. */
function readFlags(text: string, sections: ReadonlyMap<string, string>): Flags {
  return new Map([...groupsIn(text, sections), text].flatMap(readRows));
}

function groupsIn(text: string, sections: ReadonlyMap<string, string>): readonly string[] {
  const anchors = [...text.matchAll(/\]\(#([\w-]*flags?[\w-]*)\)/g)].map(([, anchor = '']) => anchor);
  return anchors.map((anchor) => {
    const found = [...sections].find(([title]) => title.toLowerCase().replaceAll(' ', '-') === anchor);
    if (!found) throw new Error(`the page has no heading for #${anchor}`);
    return found[1];
  });
}

function readRows(text: string): readonly (readonly [flag: string, row: FlagRow])[] {
  return cellsOf(text, /^\| Flag \| tk \| twinhull \| \|\n/m).flatMap(([flags = '', tk, ours, note = '']) =>
    namesIn(flags).map((flag) => [flag, { tanka: tk !== absent, ours: ours !== absent, note }] as const),
  );
}

/** Those that Tanka does not have stand in one table. */
function readOwnCommands(sections: ReadonlyMap<string, string>): readonly (readonly [string, Flags])[] {
  const text = sections.get('Commands that tk does not have') ?? '';
  const row = { tanka: false, ours: true, note: '' };
  return cellsOf(text, /^\| Command \| Does \| Flags \|\n/m).map(([command = '', , flags = '']) => {
    const shared = groupsIn(flags, sections)
      .flatMap(readRows)
      .map(([flag]) => flag);
    const all = [...shared, ...namesIn(flags), '-h', '--help'];
    return [namesIn(command)[0] ?? '', new Map(all.map((flag) => [flag, row]))];
  });
}

/** Of the rows behind a heading. */
function cellsOf(text: string, heading: RegExp): readonly (readonly string[])[] {
  const [, table = ''] = text.split(heading);
  const rows = table.split('\n').slice(1);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}
