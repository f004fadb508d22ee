/** What a claim asks of a result that the result does not have, by the claim's own text. */
import type { Words } from './finding.ts';
import { nearest } from './nearest.ts';
import { syntaxOfFunction } from './reads.ts';
import { nameOf, walk } from './scopes.ts';
import { isSyntax, type Syntax } from './syntax.ts';
import { shapeOf } from './wording.ts';

/** The parts of its first parameter that a function names, as it writes them. */
function partsNamed(made: Syntax): { readonly part: string; readonly written: string }[] {
  const [given] = [made.params].flat();
  if (!isSyntax(given)) return [];
  if (given.type === 'ObjectPattern') {
    return [given.properties].flat().flatMap((one) => {
      if (!isSyntax(one) || one.type !== 'Property' || one.computed === true) return [];
      const part = nameOf(one.key);
      // What has a value of its own may be missing.
      const spare = isSyntax(one.value) && one.value.type === 'AssignmentPattern';
      return part && !spare ? [{ part, written: part }] : [];
    });
  }
  const name = nameOf(given);
  const found: { part: string; written: string }[] = [];
  walk(made.body, (node) => {
    if (node.type === 'MemberExpression' && !node.computed && nameOf(node.object) === name) {
      const part = nameOf(node.property);
      found.push({ part, written: `${name}.${part}` });
    }
    return true;
  });
  return name ? found : [];
}

/** The first part that a function reads off a result that has none of that name, with what to write. */
export function lackingPart(of: unknown, result: unknown): Words | undefined {
  const made = syntaxOfFunction(of);
  if (!made || typeof result !== 'object' || result === null) return undefined;
  const lacking = partsNamed(made).find(({ part }) => !(part in result));
  if (!lacking) return undefined;
  const { part, written } = lacking;
  const meant = nearest(part, Object.keys(result));
  const whole = meant && written.slice(0, written.length - part.length) + meant;
  return {
    message: `reads ${written}, which the result has not`,
    remedy: whole ? `write ${whole}` : `the result is ${shapeOf(result)}`,
  };
}
