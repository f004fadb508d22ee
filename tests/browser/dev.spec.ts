import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freePort } from '../servers.ts';
import { copyProject } from '../site/copies.ts';
import { expect, test } from './page.ts';

const FILE = 'src/content/essays/specimen/index.mdx';
/** One that cannot be read when development begins, and one whose front matter is not right. */
const UNREAD = 'src/content/essays/unread.mdx';
const LACKING = 'src/content/essays/lacking.mdx';

let copy = '';
let address = '';
let server: ChildProcess;

test.describe.configure({ timeout: 240_000 });
/** The whole check runs in between. */
const patiently = { timeout: 60_000 };

test.beforeAll(async () => {
  copy = copyProject();
  writeFileSync(join(copy, UNREAD), '---\ntitle: "A draft\ndraft: true\n---\n\nText.\n');
  writeFileSync(join(copy, LACKING), '---\ntitle: A draft\ndraft: true\n---\n\nText.\n');
  const astro = resolve(import.meta.dirname, '../../node_modules/astro/bin/astro.mjs');
  const port = await freePort();
  address = `http://localhost:${port}/essays/specimen/`;
  server = spawn(process.execPath, [astro, 'dev', '--port', String(port)], {
    cwd: copy,
    stdio: 'ignore',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  await expect(async () => expect((await fetch(address)).status).toBe(200)).toPass();
});

test.afterAll(() => {
  server.kill();
  rmSync(copy, { recursive: true, force: true });
});

test('a fault is shown over the page while it is written, and goes when it is mended', async ({
  page,
}) => {
  const file = join(copy, FILE);
  const good = readFileSync(file, 'utf8');
  const overlay = page.locator('vite-error-overlay');
  const right =
    "---\ntitle: A draft\nsummary: A text.\npublished: '2026-11-20'\ndraft: true\n---\n\nText.\n";
  for (const one of [UNREAD, LACKING]) writeFileSync(join(copy, one), right);
  for (const slug of ['unread', 'lacking'])
    await expect(async () =>
      expect((await fetch(new URL(`../${slug}/`, address))).status).toBe(200),
    ).toPass(patiently);
  await page.goto(address);
  await expect(page.locator('mark', { hasText: 'Draft' })).toBeVisible();
  await page.evaluate(() => window.scrollTo(0, 900));

  for (const [from, to, said] of [
    ['\n## Lists', '\nIt took 40 ms.\n\n## Lists', 'bare quantity "40 ms"'],
    ['title:', 'titel:', '"titel" is not a known key — write "title"'],
  ] as const) {
    writeFileSync(
      file,
      good.replace(from, () => to),
    );
    const line = good.slice(0, good.indexOf(from)).split('\n').length + (to.match(/^\n/) ? 1 : 0);
    await expect(overlay).toContainText(`${FILE}:${line}:`, patiently);
    await expect(overlay).toContainText(said);
    writeFileSync(file, good);
    await expect(overlay).toHaveCount(0, patiently);
  }
  await expect(page.locator('h1')).toBeAttached();
  // It may be loaded once more just now, and is back at its place then.
  await expect(async () =>
    expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(400),
  ).toPass(patiently);
});
