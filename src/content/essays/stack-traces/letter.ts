/** The receipt's letter as Node.js printed it, and as the engine prints it in which this runs. */
import recorded from './traces/letter.json' with { type: 'json' };

export const LETTER: { readonly node: string; readonly program: string; readonly letter: string } =
  recorded;

/** The name under which an engine's trace mentions the program. */
const NAME = 'receipt.mjs';
/** How WebKit, which leaves that name out, begins the line of the program's outermost call. */
const EVALUATED = 'eval code';

/**
 * Runs a program in strict mode, so that it declares nothing outside itself, and catches what it throws.
 * @returns the letter that this engine writes: the message, and the calls down to the last one of the
 *   program; and how many calls lie below that
 * @throws when the program throws nothing
 */
export function letterHere(program: string): { readonly lines: string[]; readonly below: number } {
  const source = program.replace('export ', '').replace(/console\.log\((.*)\);/, '$1;');
  try {
    // biome-ignore lint/security/noGlobalEval: the program is the essay's own text, and its lines have to stay its lines.
    // biome-ignore lint/complexity/noCommaOperator: called by another name it runs outside this function.
    (0, eval)(`'use strict'; {${source}}\n//# sourceURL=${NAME}`);
  } catch (error) {
    const { name, message, stack = '' } = error as Error;
    const frames = stack
      .replace(`${name}: ${message}`, '')
      .split('\n')
      .filter((row) => row.trim());
    const last = frames.findLastIndex((row) => row.includes(NAME) || row.startsWith(EVALUATED));
    const own = last < 0 ? frames.length : last + 1;
    return { lines: [`${name}: ${message}`, ...frames.slice(0, own)], below: frames.length - own };
  }
  throw new Error('the program threw nothing');
}
