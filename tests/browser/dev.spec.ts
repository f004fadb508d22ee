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

// One server at a time.
test.describe.configure({ mode: 'default', timeout: 240_000 });
/** The whole check runs in between. */
const patiently = { timeout: 60_000 };

/** Develops a copy of the project with some files more, and ends that. */
async function developing(
  files: Readonly<Record<string, string>>,
  use: (copy: string, address: string) => Promise<void>,
): Promise<void> {
  const copy = copyProject();
  for (const [path, text] of Object.entries(files)) writeFileSync(join(copy, path), text);
  const astro = resolve(import.meta.dirname, '../../node_modules/astro/bin/astro.mjs');
  const port = await freePort();
  const address = `http://localhost:${port}/essays/specimen/`;
  const server: ChildProcess = spawn(process.execPath, [astro, 'dev', '--port', String(port)], {
    cwd: copy,
    stdio: 'ignore',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  try {
    await expect(async () => expect((await fetch(address)).status).toBe(200)).toPass();
    await use(copy, address);
  } finally {
    server.kill();
    rmSync(copy, { recursive: true, force: true });
  }
}

test('it begins beside essays that cannot be read, and shows them once they can', async () => {
  const wrong = {
    [UNREAD]: '---\ntitle: "A draft\ndraft: true\n---\n\nText.\n',
    [LACKING]: '---\ntitle: A draft\ndraft: true\n---\n\nText.\n',
  };
  const right =
    "---\ntitle: A draft\nsummary: A text.\npublished: '2026-11-20'\ndraft: true\n---\n\nText.\n";
  await developing(wrong, async (copy, address) => {
    for (const path of Object.keys(wrong)) writeFileSync(join(copy, path), right);
    for (const slug of ['unread', 'lacking'])
      await expect(async () =>
        expect((await fetch(new URL(`../${slug}/`, address))).status).toBe(200),
      ).toPass(patiently);
  });
});

test('a fault is shown over the page while it is written, and goes when it is mended', async ({
  page,
}) => {
  await developing({}, async (copy, address) => {
    const file = join(copy, FILE);
    const good = readFileSync(file, 'utf8');
    const overlay = page.locator('vite-error-overlay');
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
});
