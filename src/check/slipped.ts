/** Words of styles that are a slip of the hand away from one that browsers know. */
import { editDistance } from './nearest.ts';

/** Whether two neighbouring letters changed places. */
export function isTurned(a: string, b: string): boolean {
  const at = [...a].findIndex((letter, i) => letter !== b[i]);
  return (
    a.length === b.length &&
    a[at] === b[at + 1] &&
    a[at + 1] === b[at] &&
    a.slice(at + 2) === b.slice(at + 2)
  );
}

/** The word that another is a slip of the hand from: browsers learn new ones, but none so near. */
export function slippedFrom(word: string, known: readonly string[]): string | undefined {
  const name = word.toLowerCase();
  if (name.length < 3 || known.includes(name)) return undefined;
  const [first, most] = [known.find((one) => isTurned(name, one)), name.length < 12 ? 1 : 2];
  return first ?? known.find((one) => editDistance(name, one) <= most);
}
