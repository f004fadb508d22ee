/** What the repository says of the essays of earlier days. */
import { spawnSync } from 'node:child_process';

/** A commit of the main line that touched one of the paths asked about. */
interface Commit {
  /** When it was made, s since 1970. */
  readonly time: number;
  /** The paths that it changed, each with what it then holds; undefined where it is gone. */
  readonly changes: ReadonlyMap<string, string | undefined>;
}

/** Why the history cannot be told. */
export class HistoryError extends Error {}

/** @throws a {@link HistoryError} where there is no git, or no repository */
function git(root: string, args: readonly string[], input?: string): Buffer {
  const { status, stdout, stderr, error } = spawnSync('git', ['-C', root, ...args], {
    input,
    maxBuffer: 2 ** 30,
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
  });
  if (status === 0) return stdout;
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') {
    throw new HistoryError('there is no git on this machine');
  }
  const [line = ''] = (error?.message ?? String(stderr)).split('\n');
  const none = /not a git repository/u.test(line);
  throw new HistoryError(none ? 'there is no repository here' : `git says: ${line}`);
}

const GONE = /^0+$/;

/**
 * The commits of the main line that changed something below the paths, the oldest first.
 *
 * @param paths relative to `root`
 * @throws a {@link HistoryError} where the history cannot be told, or not whole
 */
export function commitsOf(root: string, paths: readonly string[]): Commit[] {
  if (git(root, ['rev-parse', '--is-shallow-repository']).toString().trim() === 'true') {
    throw new HistoryError('the history was not fetched whole; git fetch --unshallow does that');
  }
  const format = ['--format=%x01%ct', '--raw', '--no-abbrev', '--no-renames', '-z'];
  const line = ['--first-parent', '--diff-merges=first-parent', '--reverse', '--relative'];
  const told = git(root, ['log', ...line, ...format, 'HEAD', '--', ...paths]).toString('utf8');
  return told
    .split('\u0001')
    .slice(1)
    .map((commit) => {
      const [time = '', ...parts] = commit.split('\0').map((part) => part.trim());
      const changes = new Map<string, string | undefined>();
      const fields = parts.filter((part) => part !== '');
      for (let i = 0; i + 1 < fields.length; i += 2) {
        const blob = fields[i]?.split(' ')[3] ?? '';
        changes.set(fields[i + 1] ?? '', GONE.test(blob) ? undefined : blob);
      }
      return { time: Number(time), changes };
    });
}

/** The texts of blobs, by their names. */
export function textsOf(root: string, blobs: Iterable<string>): Map<string, string> {
  const names = [...new Set(blobs)];
  const texts = new Map<string, string>();
  if (names.length === 0) return texts;
  const told = git(root, ['cat-file', '--batch'], `${names.join('\n')}\n`);
  let at = 0;
  for (const name of names) {
    const end = told.indexOf(10, at);
    const size = Number(told.toString('utf8', at, end).split(' ')[2]);
    texts.set(name, told.toString('utf8', end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
  return texts;
}
