/** A built site with some of its files changed, for what no route of a page reaches: what workers load. */
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { serve } from '../bench/serve.ts';

/** The site that is served: its address, and what puts its files back as they were built. */
interface Altered {
  readonly address: string;
  readonly restore: () => void;
}

/**
 * Serves a copy of a built site while it is used.
 *
 * @param pattern its files that are changed, at least one
 * @param change what becomes of the text of one; undefined where the file is to lack
 */
export async function altered(
  outDir: string,
  pattern: string,
  change: (text: string) => string | undefined,
  use: (site: Altered) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'altered-'));
  cpSync(outDir, folder, { recursive: true });
  const files = globSync(pattern, { cwd: folder });
  expect(files, pattern).not.toEqual([]);
  for (const file of files) {
    const text = change(readFileSync(join(folder, file), 'utf8'));
    if (text === undefined) rmSync(join(folder, file));
    else writeFileSync(join(folder, file), text);
  }
  const restore = () => {
    for (const file of files) cpSync(join(outDir, file), join(folder, file));
  };
  const { address, close } = await serve(folder);
  try {
    await use({ address, restore });
  } finally {
    close();
    rmSync(folder, { recursive: true });
  }
}
