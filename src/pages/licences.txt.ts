/** What others made and the site hands on, each under its licence: fonts and the search. */
import { readFileSync } from 'node:fs';

const PARTS = [
  ['Literata, cut down to the signs that the site uses', 'src/fonts/LICENSE-literata.txt'],
  ['JetBrains Mono, cut down likewise', 'src/fonts/LICENSE-jetbrains-mono.txt'],
  ['Pagefind, the search', 'node_modules/pagefind/LICENSE/LICENSE'],
] as const;

export const GET = () =>
  new Response(
    PARTS.map(([name, file]) => `== ${name}\n\n${readFileSync(file, 'utf8').trim()}\n`).join(
      '\n\n',
    ),
  );
