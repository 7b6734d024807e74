// Answers that are kept between runs. One is used as long as everything that it was made from is the same.
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { isJsonObject, type Json } from '../../shared/json.ts';
import { areCurrent, fingerprint, type InputStates, type Inputs } from './inputs.ts';

export interface Cache {
  /** Answers that hold secrets may be kept: the user has chosen the folder. */
  readonly keepsSecrets: boolean;
  /** Which entry points it is for. */
  readonly covers: (entrypoint: string) => boolean;
  /** The answer to a question; undefined where there is none that is still right. */
  readonly read: (question: Json) => Promise<Json | undefined>;
  readonly write: (question: Json, answer: Json, inputs: Inputs) => void;
  /** Removes what has not been used for longest, when there is too much. */
  readonly close: () => void;
}

export interface CacheOptions extends Pick<Cache, 'keepsSecrets' | 'covers'> {
  readonly folder: string;
  /** Part of every question: what answers, in which version. */
  readonly tool: string;
  /** Bytes. */
  readonly limit?: number;
}

const defaultLimit = 512 * 1024 * 1024;

/** A folder that cannot be written keeps nothing, and that is all: a cache is never the reason of a failure. */
export function openCache({ folder, tool, limit = defaultLimit, ...options }: CacheOptions): Cache {
  const states: InputStates = new Map();
  const store = path.join(folder, 'environments');
  const fileOf = (question: Json): string => path.join(store, fingerprint(JSON.stringify([tool, question])));
  let written = 0;
  return {
    ...options,
    read: async (question) => {
      const entry = readEntry(fileOf(question));
      if (!entry || !(await areCurrent(entry.inputs, states))) return undefined;
      touch(fileOf(question));
      return entry.answer;
    },
    write: (question, answer, inputs) => {
      if (written === 0) prepare(store);
      writeEntry(`${fileOf(question)}`, { inputs, answer }, written++);
    },
    close: () => {
      if (written > 0) shrink(store, limit);
    },
  };
}

interface Entry {
  readonly inputs: Inputs;
  readonly answer: Json;
}

/** The first line names the content of the rest, so that a damaged entry is as good as none. */
function readEntry(file: string): Entry | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    const end = text.indexOf('\n');
    const content = text.slice(end + 1);
    if (text.slice(0, end) !== fingerprint(content)) return undefined;
    const entry = JSON.parse(content) as Json;
    return isJsonObject(entry) ? (entry as unknown as Entry) : undefined;
  } catch {
    return undefined;
  }
}

/** Manifests may hold what others must not read. */
const ownerOnly = { folder: 0o700, file: 0o600 };

function prepare(store: string): void {
  try {
    mkdirSync(store, { recursive: true, mode: ownerOnly.folder });
  } catch {
    // Then writing fails as well.
  }
}

function writeEntry(file: string, entry: Entry, number: number): void {
  const content = JSON.stringify(entry);
  const draft = `${file}.${process.pid}-${number}`;
  try {
    writeFileSync(draft, `${fingerprint(content)}\n${content}`, { mode: ownerOnly.file });
    renameSync(draft, file);
  } catch {
    discard(draft);
  }
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Then it is not there, or stays.
  }
}

/** The time of the last use decides what goes first. */
function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Another process has removed it.
  }
}

function shrink(store: string, limit: number): void {
  const entries = listEntries(store).sort((a, b) => b.used - a.used);
  let size = 0;
  for (const entry of entries) {
    size += entry.size;
    if (size > limit) discard(entry.file);
  }
}

function listEntries(
  store: string,
): { readonly file: string; readonly size: number; readonly used: number }[] {
  try {
    return readdirSync(store).flatMap((name) => {
      const file = path.join(store, name);
      const stats = statSync(file, { throwIfNoEntry: false });
      return stats ? [{ file, size: stats.size, used: stats.mtimeMs }] : [];
    });
  } catch {
    return [];
  }
}
