/**
 * `npm run build`: checks the essays, builds the site beside `dist/`, checks the pages and puts them
 * there when they are whole. A build that fails, is killed or finds the disk full leaves the last good one as it was.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { forget } from './essay/cache.ts';

const DIST = 'dist';
/** Named after the process, so that two builds at once do not write into one folder. */
const NEW = `${DIST}.new-${process.pid}`;
const OLD = `${DIST}.old-${process.pid}`;

const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Puts right what a killed build left: brings back what it had moved aside, removes the rest. */
function tidy(): void {
  for (const name of readdirSync('.')) {
    const [, kind, pid] = /^dist\.(new|old)-(\d+)$/.exec(name) ?? [];
    if (pid === undefined || runs(Number(pid))) continue;
    if (kind === 'old' && !existsSync(DIST)) renameSync(name, DIST);
    else rmSync(name, { recursive: true, force: true });
  }
}

/** Runs a step with its output shown; ends the command where it fails. */
function step(command: string, ...args: string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (status === 0) return;
  // Only npm puts the packages' own commands where they are found.
  if (error) console.error(`${command} cannot be run (${error.message}): npm run build`);
  rmSync(NEW, { recursive: true, force: true });
  process.exit(status ?? 1);
}

tidy();
step(process.execPath, 'src/check/run.ts');
step('astro', 'build', '--outDir', NEW);
step(process.execPath, 'src/check/pages.ts', NEW);
// Nothing exchanges two folders at once; between these two renames lies no work.
if (existsSync(DIST)) renameSync(DIST, OLD);
renameSync(NEW, DIST);
rmSync(OLD, { recursive: true, force: true });
forget();
