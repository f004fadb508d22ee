/** Finds the Chromium that the browser tests drive; in CI, gets one where there is none. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** Chromium without a window: the same engine, and the tests take half of the time. */
const SHELL = 'chromium-headless-shell';
const SYSTEM = [SHELL, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

const onPath = (name: string): string | undefined => {
  const { stdout } = spawnSync('which', [name], { encoding: 'utf8' });
  return stdout?.trim() || undefined;
};

/** Playwright's own browser, else `$CHROMIUM_PATH`: what somebody chose to have. */
const chosen = (): string | undefined =>
  [chromium.executablePath(), process.env.CHROMIUM_PATH].find((path) => path && existsSync(path));

/** The browser that was chosen, else the system's; undefined where none is. */
export const chromiumPath = (): string | undefined =>
  chosen() ?? SYSTEM.map(onPath).find((path) => path !== undefined);

const runs = (command: string, args: string[]): boolean =>
  spawnSync(command, args, { stdio: ['ignore', 'ignore', 'ignore'], timeout: 240_000 }).status ===
  0;

/** The system's package where it may be installed, else Playwright's download where none is there. */
function getChromium(): void {
  console.log('Getting a browser for the tests …');
  const root = process.getuid?.() === 0;
  if (root && onPath('apt-get')) {
    runs('apt-get', ['update']);
    if (runs('apt-get', ['install', '-y', '--no-install-recommends', SHELL])) return;
  }
  if (chromiumPath()) return;
  runs('npx', ['playwright', 'install', ...(root ? ['--with-deps'] : []), 'chromium']);
}

/**
 * Makes sure that a Chromium is there. Only a machine that is thrown away (`CI` is set) has one
 * installed unasked.
 *
 * @throws with the one command to run where there is none
 */
export function ensureChromium(): void {
  if (process.env.CI && !chosen() && !onPath(SHELL)) getChromium();
  if (chromiumPath()) return;
  throw new Error(
    'No browser for the tests. Run: npx playwright install --with-deps chromium (or set CHROMIUM_PATH)',
  );
}
