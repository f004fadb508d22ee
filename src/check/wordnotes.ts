/** Notes as word processors leave them: links to and from each other, `#_ftn1` and `#_ftnref1`. */
import type { Said } from './finding.ts';

const NOTE = /^#_(ftn|edn)(ref)?(\d+)$/u;

/**
 * What is said of a link that leads nowhere and was such a note; undefined where it was none.
 * `silent` where the note's own link is told.
 */
export function processorNote(url: string, all: ReadonlySet<string>): Said | 'silent' | undefined {
  const [, kind, back, number] = NOTE.exec(url) ?? [];
  if (number === undefined) return undefined;
  if (back && all.has(`#_${kind}${number}`)) return 'silent';
  return [
    `#_${kind}${back ?? ''}${number} is a note of a word processor`,
    `write [^${number}] instead of the link, and the note on a line that starts with [^${number}]:`,
  ];
}
