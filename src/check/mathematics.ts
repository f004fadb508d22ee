/** Formulas whose TeX cannot be set. */
import { mathml } from '../prose/mathematics.ts';
import { type Fault, placeAt } from './finding.ts';
import { type Formula, formulasOf } from './tex.ts';
import { type Node, nodesOf, startOf } from './tree.ts';
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
    const command = /Unsupported function name: (\\\w+)/u.exec(line)?.[1];
    const offset = position ?? 0;
    if (command)
      return {
        said: `${command} is no command of TeX that is known here`,
        remedy: 'write it another way',
        offset,
      };
    const expected = /^Expected '(.+)', got '(.+)'$/u.exec(line);
    if (expected) {
      const [, wanted, got] = expected;
      const said = wanted === 'EOF' ? `${got} has no place there` : `${wanted} is missing`;
      return { said, remedy: wanted === 'EOF' ? `remove ${got}` : `add ${wanted}`, offset };
    }
    if (line.startsWith('Unexpected end of input')) {
      return { said: 'an argument in braces is missing', remedy: 'add it', offset };
    }
    return { said: line.replace(/\.$/u, ''), remedy: 'mend the TeX', offset };
  }
}

/** A raised or lowered number of several digits, or one with a sign, of which TeX takes the first sign. */
const SHORT = /([\^_])(\d\d+|[-+−](?:\d+|[a-z]))(?![\d}])/iu;

/** What is raised or lowered by less than it says; undefined where nothing is. */
function shortFault(tex: string): { message: string; remedy: string; offset: number } | undefined {
  const short = SHORT.exec(
    tex.replace(/\\(?:text|mathrm|operatorname|label|ref)\{[^}]*\}/gu, (all) =>
      ' '.repeat(all.length),
    ),
  );
  if (!short) return undefined;
  const [all, sign = '', rest = ''] = short;
  const how = sign === '^' ? 'raises' : 'lowers';
  return {
    message: `${all} in the formula ${shown(tex)} ${how} the ${rest[0]} alone`,
    remedy: `write ${sign}{${rest}}`,
    offset: short.index,
  };
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
    const tex = node.value.trim();
    const inside = source.indexOf(tex, start);
    const fault = tex === '' ? undefined : texFault(tex, node.type === 'inlineMath');
    const short = fault ? undefined : shortFault(tex);
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
        remedy: `${fault.remedy}; a dollar that is text is \\$`,
      },
    ];
  });
  return [...own, ...others];
}
