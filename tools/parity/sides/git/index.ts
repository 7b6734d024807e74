// A side at a revision: its files are copied out of the repository and read like any others.
import path from 'node:path';
import { ToolError } from '../../../shared/diagnostics.ts';
import { withTemporaryFolder } from '../../../shared/temporary.ts';
import type { Side } from '../../model.ts';
import { type NamedSide, resolveName, splitPrefix } from '../name.ts';
import { type SideKind, type SideRequest, unknownSide } from '../request.ts';
import { extractRevision } from './extract.ts';
import { findCheckout, resolveRevision } from './repository.ts';

/** These need nothing but what they name. */
const selfContained: ReadonlySet<SideKind> = new Set(['file', 'dir', 'chart']);

/**
 * `REVISION:SIDE`. Nothing of the user's checkout is touched. Fails with ToolError `git-revision` and the errors of the
 * side.
 */
export async function readGitSide(
  { label, target, folder, options }: SideRequest,
  read: (side: NamedSide) => Promise<Side>,
): Promise<Side> {
  const { revision, name } = splitRevision(target, label);
  const top = await findCheckout(folder);
  if (top === undefined) {
    throw new ToolError('git-revision', { revision, problem: `${folder} is in no git repository` });
  }
  const commit = await resolveRevision(revision, top);
  return withTemporaryFolder(async (root) => {
    const { prefix, rest } = splitPrefix(name);
    if (prefix === 'git' || prefix === 'live' || prefix === 'stdin') {
      throw unknownSide(label, `${prefix}: has no revisions`);
    }
    const inside = relativeToTop(rest, { folder, top, label });
    const needed = prefix !== undefined && selfContained.has(prefix) ? inside : '';
    await extractRevision({ revision, commit, repository: top, path: needed }, root);
    const inner = `${prefix === undefined ? '' : `${prefix}:`}${inside || '.'}`;
    try {
      const copy = { name: revision, root, repository: top };
      return await read(await resolveName(inner, { folder: root, options, label, revision: copy }));
    } catch (error) {
      throw withoutFolder(error, root, revision);
    }
  });
}

interface Split {
  readonly revision: string;
  readonly name: string;
}

/** A revision may have colons inside of braces: `HEAD@{10:00}`. */
function splitRevision(text: string, label: string): Split {
  const match = /^((?:[^:{]|\{[^}]*\}|\{)+):(.+)$/s.exec(text);
  if (!match) throw unknownSide(label, 'it has no side behind the revision; expected git:REVISION:SIDE');
  return { revision: match[1] as string, name: match[2] as string };
}

interface Places {
  readonly folder: string;
  readonly top: string;
  readonly label: string;
}

/** A path that the user means in this folder, from the repository's top folder. */
function relativeToTop(target: string, { folder, top, label }: Places): string {
  const relative = path.relative(top, path.resolve(folder, target));
  if (relative !== '..' && !relative.startsWith(`..${path.sep}`)) return relative;
  throw unknownSide(label, `${target} is outside of the repository ${top}`);
}

/** Messages name files by their place in the repository, not by that of the copy. */
function withoutFolder(error: unknown, root: string, revision: string): unknown {
  if (!(error instanceof ToolError)) return error;
  const clean = (text: string): string => text.replaceAll(`${root}/`, '').replaceAll(root, revision);
  const diagnostics = error.diagnostics.map(({ file, args, ...rest }) => ({
    ...rest,
    ...(file === undefined ? {} : { file: clean(file) }),
    args: Object.fromEntries(Object.entries(args).map(([key, value]) => [key, clean(value)])),
  }));
  const message = clean(error.message);
  return Object.assign(new ToolError(error.code, {}, { cause: error, diagnostics }), { message });
}
