/** Words that a component prints and that stand beside it once more: its unit, or Figure. */
import { isNumber } from '../essay/holds.ts';
import { isAssumption } from '../kit/assume.ts';
import { type Fault, placeAt, type Said } from './finding.ts';
import { type Modules, resolve } from './modules.ts';
import {
  attributeOf,
  type Binding,
  bindingsOf,
  childrenOf,
  type Element,
  endOf,
  isElement,
  type Node,
  nodesOf,
  startOf,
} from './tree.ts';
import { literal, shown } from './wording.ts';

/** Units as signs, and the words for them. */
const IN_WORDS: Readonly<Record<string, string>> = {
  '%': 'per ?cent',
  s: 'seconds?',
  ms: 'milliseconds?',
  µs: 'microseconds?',
  min: 'minutes?',
  h: 'hours?',
};

/** What may lie between a component and the next word. */
const GAP = "(?:</Claim>)?(?:[^\\S\\n]|\\n(?!\\s*\\n)|&nbsp;|&thinsp;|\\{' '\\})*";

/** A letter of a writing that has spaces between its words. */
const LETTER = '[\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}]';

/** The unit that an element prints behind its number; undefined where it prints none. */
function unitOf(
  element: Element,
  bindings: ReadonlyMap<string, Binding>,
  modules: Modules,
): string | undefined {
  const of = attributeOf(element, 'of');
  if (element.name !== 'N' && element.name !== 'Given') return undefined;
  if (typeof of !== 'object' || !('expression' in of)) return undefined;
  if (['bare', 'spelled'].some((name) => attributeOf(element, name) !== undefined)) {
    return undefined;
  }
  const found = resolve(of.expression, bindings, modules);
  if (!('value' in found) || !(isNumber(found.value) || isAssumption(found.value)))
    return undefined;
  const { unit }: { readonly unit?: unknown } = found.value;
  return typeof unit === 'string' && unit.trim() !== '' ? unit.trim() : undefined;
}

/** What is wrong with the text behind a number that is printed with its unit. */
function unitFault(tag: string, unit: string, after: string): Said | undefined {
  const forms = [literal(unit), ...(Object.hasOwn(IN_WORDS, unit) ? [IN_WORDS[unit]] : [])];
  const again = new RegExp(`^${GAP}(${forms.join('|')})(?![\\p{L}\\p{N}])`, 'u').exec(after);
  if (again) {
    const message = `${shown(tag)} prints its unit, ${unit}, and ${again[1]} stands behind it again`;
    return [message, `remove ${again[1]}, or write bare in the tag`];
  }
  const glued = new RegExp(`^${LETTER}+`, 'u').exec(after)?.[0];
  if (glued === undefined || !/\p{L}$/u.test(unit)) return undefined;
  const message = `no space stands between ${shown(tag)}, which ends in its unit, ${unit}, and ${glued}`;
  return [message, 'write a space between them, or bare in the tag'];
}

/** The word Figure, however it is shortened, right before a component. */
const FIGURE = new RegExp(`(?<![\\p{L}\\p{N}])([Ff]ig(?:ures?|s?\\.))${GAP}$`, 'u');

/** Units, and the word Figure, that would be read twice. */
export function doubledFaults(root: Node, source: string, modules: Modules): Fault[] {
  const bindings = bindingsOf(root);
  return [...nodesOf(root)].flatMap((node): Fault[] => {
    if (!isElement(node)) return [];
    const [start, end] = [startOf(node), endOf(node)];
    const unit = unitOf(node, bindings, modules);
    const said = unit && unitFault(source.slice(start, end), unit, source.slice(end));
    if (said) {
      const [message, remedy] = said;
      return [{ ...placeAt(source, start), field: 'number', message, remedy }];
    }
    const named = node.name === 'Ref' && childrenOf(node).length === 0;
    const before = named ? FIGURE.exec(source.slice(Math.max(0, start - 40), start)) : null;
    if (!before) return [];
    const message = `<Ref> prints the word Figure, and ${before[1]} stands before it`;
    return [{ ...placeAt(source, start), field: 'figure', message, remedy: `remove ${before[1]}` }];
  });
}
