/** Formulas whose TeX cannot be set. */
import { mathml } from '../prose/mathematics.ts';
import { type Fault, placeAt } from './finding.ts';
import { missetFault } from './misset.ts';
import { type Formula, formulasOf } from './tex.ts';
import { texWords } from './texwords.ts';
import { endOf, type Node, nodesOf, startOf } from './tree.ts';
import { shown } from './wording.ts';

/** Temml's complaint and where in the TeX it is, as message, remedy and offset. */
function texFault(
  tex: string,
  inline: boolean,
): { said: string; remedy: string; offset: number } | undefined {
  const comment = inline ? tex.search(/(?<!\\)%/u) : -1;
  if (comment >= 0) {
    const said = '% begins a comment of TeX, and what follows it is not shown';
    return { said, remedy: 'write \\%', offset: comment };
  }
  try {
    mathml(tex, true);
    return undefined;
  } catch (error) {
    const { message, position } = error as Error & { readonly position?: number };
    const [line = ''] = message.trim().split(/ at (?:position \d+|end of input):/u);
    return { ...texWords(line, tex), offset: position ?? 0 };
  }
}

/**
 * Formulas that cannot be set or say less than they seem to, each where the TeX goes wrong, and those that dollars do not
 * enclose. `unread` is text that could not be read, with what was told there.
 */
export function mathematicsFaults(root: Node, source: string, unread: string): Fault[] {
  const told = ({ from, to }: Formula): boolean => unread.includes(source.slice(from, to));
  const left = formulasOf(root, source).filter((formula) => !told(formula));
  const others = left.map(({ from, message, remedy }) => ({
    ...placeAt(source, from),
    field: 'mathematics',
    message,
    remedy,
  }));
  const own = [...nodesOf(root)].flatMap((node): Fault[] => {
    if (node.type !== 'inlineMath' && node.type !== 'math') return [];
    const start = startOf(node);
    // What does not end is told where it begins.
    if (node.type === 'math' && unread.includes(source.slice(start, endOf(node)))) return [];
    const tex = node.value.trim();
    const inside = source.indexOf(tex, start);
    const fault = tex === '' ? undefined : texFault(tex, node.type === 'inlineMath');
    const short = fault ? undefined : missetFault(tex);
    if (short) {
      const { message, remedy, offset } = short;
      const place = placeAt(source, inside < 0 ? start : inside + offset);
      return [{ ...place, field: 'mathematics', message, remedy }];
    }
    if (!fault) return [];
    const place = placeAt(source, inside < 0 ? start : inside + fault.offset);
    const message = `the formula ${shown(tex)} cannot be set: ${fault.said}`;
    return [
      {
        ...place,
        field: 'mathematics',
        message,
        remedy:
          node.type === 'math' ? fault.remedy : `${fault.remedy}; a dollar that is text is \\$`,
      },
    ];
  });
  return [...own, ...others];
}
