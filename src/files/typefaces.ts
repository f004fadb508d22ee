import { readFileSync } from 'node:fs';

/** The fonts that pictures are drawn with. */
export const FONTS: readonly Uint8Array[] = [
  'jetbrains-mono-latin',
  'jetbrains-mono-greek',
  'literata-latin',
  'literata-latin-ext',
  'literata-greek',
].map((name) => readFileSync(`src/fonts/${name}.ttf`));
