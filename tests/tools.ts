/** Finds what the tests drive besides Node, or gets it in CI; says what is missing in one line. */
import { ensureChromium } from './chromium.ts';
import { ensureEpubcheck } from './epubcheck.ts';
import { ensureJava } from './java.ts';

try {
  ensureJava();
  ensureChromium();
  ensureEpubcheck();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
