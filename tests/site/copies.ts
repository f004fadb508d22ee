/** Builds of the project in temporary copies, with other content or surroundings. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ESSAYS, slugOf } from '../../src/essay/files.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const KEPT = 'node_modules/.cache/site';
const LEFT_OUT = new Set(['node_modules', 'dist', '.astro', '.git', 'test-results']);

/** Gives a folder the installed packages and no cache: its `node_modules` is a folder of links. */
export function linkPackages(folder: string): void {
  const packages = readdirSync(join(ROOT, 'node_modules')).filter(
    (name) => !name.startsWith('.') || name === '.bin',
  );
  mkdirSync(join(folder, 'node_modules'));
  for (const name of packages)
    symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
}

/**
 * A copy of the project in a new folder. It shares the installed packages and the results kept from
 * earlier builds, but no other cache.
 *
 * @param essays the essays that it has, by slug; all where it is left out
 */
export function copyProject(essays?: readonly string[]): string {
  const copy = mkdtempSync(join(tmpdir(), 'site-'));
  for (const name of readdirSync(ROOT)) {
    if (!LEFT_OUT.has(name)) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  }
  for (const name of essays ? readdirSync(join(copy, ESSAYS)) : []) {
    const slug = slugOf(name) ?? name;
    if (!essays?.includes(slug)) rmSync(join(copy, ESSAYS, name), { recursive: true });
  }
  linkPackages(copy);
  mkdirSync(join(copy, 'node_modules/.cache'));
  symlinkSync(join(ROOT, KEPT), join(copy, KEPT));
  return copy;
}

/** Builds a copy; returns what the command printed. */
export function build(
  copy: string,
  env: Record<string, string> = {},
): { ok: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/astro/bin/astro.mjs'), 'build'],
    { cwd: copy, encoding: 'utf8', env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env } },
  );
  return { ok: status === 0, output: stdout + stderr };
}
