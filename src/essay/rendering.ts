/** A component that threw while an essay was rendered: which of the essay's it was. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ESSAYS } from './files.ts';

const FRAME = /(file:\/\/\S+?|\/\S+?):(\d+):\d+/gu;
/** What Astro writes behind the code of each component: the file that it is made of. */
const MADE_OF = /["']([^"'\n]+\.astro)["']/u;
const BEGINS = 'createComponent(';

/** The component in whose code a line of what was built lies; undefined where it is other code. */
function madeOf(file: string, line: number): string | undefined {
  if (file.endsWith('.astro')) return file;
  if (!existsSync(file)) return undefined;
  const [first = '', ...rest] = readFileSync(file, 'utf8')
    .split('\n')
    .slice(line - 1);
  const code = [first.replace(BEGINS, ''), ...rest].join('\n');
  const found = MADE_OF.exec(code);
  return found && !code.slice(0, found.index).includes(BEGINS) ? found[1] : undefined;
}

/** The file of the essay's component in which an error was thrown, from the project's root. */
function componentIn(stack: string): string | undefined {
  for (const [, url = '', line] of stack.matchAll(FRAME)) {
    const file = url.startsWith('file:') ? fileURLToPath(url.replace(/\?.*$/u, '')) : url;
    const made = madeOf(file, Number(line))?.replaceAll('\\', '/') ?? '';
    const at = made.lastIndexOf(`/${ESSAYS}/`);
    if (at >= 0) return made.slice(at + 1);
  }
  return undefined;
}

/**
 * What a component of an essay's own threw, as a line that names its file; undefined where it is of
 * something else.
 */
export function componentError(error: unknown): Error | undefined {
  if (!(error instanceof Error)) return undefined;
  const file = componentIn(error.stack ?? '');
  if (file === undefined) return undefined;
  const [said] = error.message.split('\n');
  const failed = new Error(`${file}: it fails where it is rendered: ${said} — mend it`);
  // The line says where; the code that a stack names is what the build made of it.
  delete failed.stack;
  return failed;
}
