/** Finds the Chromium that the browser tests drive; in CI, gets one where there is none. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const SYSTEM = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

const onPath = (name: string): string | undefined => {
  const { stdout } = spawnSync('which', [name], { encoding: 'utf8' });
  return stdout?.trim() || undefined;
};

/** Playwright's own browser, else `$CHROMIUM_PATH`, else the system's; undefined where none is. */
export function chromiumPath(): string | undefined {
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  const named = process.env.CHROMIUM_PATH;
  if (named && existsSync(named)) return named;
  return SYSTEM.map(onPath).find((path) => path !== undefined);
}

const runs = (command: string, args: string[]): boolean =>
  spawnSync(command, args, { stdio: ['ignore', 'ignore', 'ignore'], timeout: 240_000 }).status ===
  0;

/** Playwright's download where it is reachable, else the system's package where it may be installed. */
function getChromium(): void {
  console.log('No browser found: getting one …');
  const root = process.getuid?.() === 0;
  if (
    runs('npx', ['playwright', 'install', ...(root ? ['--with-deps'] : []), 'chromium']) &&
    chromiumPath()
  )
    return;
  if (root && onPath('apt-get')) {
    runs('apt-get', ['update']);
    runs('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
  }
}

/**
 * Makes sure that a Chromium is there. Only a machine that is thrown away (`CI` is set) has one
 * installed unasked.
 *
 * @throws with the one command to run where there is none
 */
export function ensureChromium(): void {
  if (!chromiumPath() && process.env.CI) getChromium();
  if (chromiumPath()) return;
  throw new Error(
    'No browser for the tests. Run: npx playwright install --with-deps chromium (or set CHROMIUM_PATH)',
  );
}
