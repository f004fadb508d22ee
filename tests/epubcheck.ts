/** Finds the program that checks the book; in CI, gets it where there is none. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Debian's, which its own command runs only where the kernel knows how to run a jar. */
const JAR = '/usr/share/java/epubcheck.jar';

const runs = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore', timeout: 240_000 }).status === 0;

/** The command that checks a book: Debian's jar, else what is on the PATH; undefined where none is. */
function found(): readonly string[] | undefined {
  if (existsSync(JAR)) return ['java', '-jar', JAR];
  return runs('epubcheck', ['--version']) ? ['epubcheck'] : undefined;
}

/** @throws with the one command to run where there is none */
export function ensureEpubcheck(): readonly string[] {
  const here = found();
  if (here) return here;
  if (process.env.CI && process.getuid?.() === 0) {
    console.log('No epubcheck found: getting it …');
    runs('apt-get', ['update']);
    runs('apt-get', ['install', '-y', '--no-install-recommends', 'epubcheck']);
  }
  const got = found();
  if (got) return got;
  throw new Error(
    'No epubcheck for the book. Run: sudo apt-get install epubcheck (or put epubcheck on the PATH)',
  );
}
