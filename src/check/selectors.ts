/** Rules of an essay's styles that style nothing: a class misspelt, or one without its dot. */
import type { Root, Rule } from 'postcss';
import type { Fault } from './finding.ts';
import { HTML, OBSOLETE, SVG } from './html.ts';
import { editDistance } from './nearest.ts';
import { isTurned } from './slipped.ts';

/** The classes that texts and components write down between quotes. */
const classesIn = (texts: readonly string[]): Set<string> =>
  new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/\bclass(?:Name)?=(["'])([^"'{}<>]*)\1/gu)].flatMap(([, , names = '']) =>
        names.split(/\s+/u).filter(Boolean),
      ),
    ),
  );

/** A selector without its texts and what stands in brackets. */
const plain = (selector: string): string =>
  selector.replace(/"[^"]*"|'[^']*'|\[[^\]]*\]/gu, (all) => ' '.repeat(all.length));

/** Whether a class is surely a slip for another: one letter off, and neither its plural nor counted. */
function isSlip(name: string, other: string): boolean {
  if (name.length < 4 || /\d/u.test(name + other)) return false;
  if (name.startsWith(other) || other.startsWith(name)) return false;
  return isTurned(name, other) || editDistance(name, other) === 1;
}

/** Whether a rule is one of an animation's steps, which are no selectors. */
const isStep = ({ parent }: Rule): boolean =>
  parent?.type === 'atrule' && /keyframes$/iu.test((parent as { name?: string }).name ?? '');

/**
 * Rules that no element of the essay has, where one is near.
 *
 * @param texts of the essay, and its components and modules
 * @param site the styles of the site, whose classes an essay may style as well
 */
export function selectorFaults(
  root: Root,
  texts: readonly string[],
  site: readonly string[],
): Fault[] {
  const classes = classesIn(texts);
  const around = [...texts, ...site].join('\n');
  const styled = new Set<string>();
  root.walkRules(({ selector }) => {
    for (const [, name = ''] of plain(selector).matchAll(/\.([A-Za-z_][\w-]*)/gu)) styled.add(name);
  });
  const faults: Fault[] = [];
  root.walkRules((rule) => {
    if (isStep(rule)) return;
    const { line = 1, column = 1 } = rule.source?.start ?? {};
    const tell = (message: string, remedy: string): void => {
      faults.push({ line, column, field: 'style', message, remedy });
    };
    const selector = plain(rule.selector);
    for (const [, name = ''] of selector.matchAll(/\.([A-Za-z_][\w-]*)/gu)) {
      if (classes.has(name) || around.includes(name)) continue;
      const meant = [...classes].find((one) => !styled.has(one) && isSlip(name, one));
      if (meant) tell(`nothing in the essay has the class "${name}"`, `write .${meant}`);
    }
    for (const [, name = ''] of selector.matchAll(/(?<![\w.#:%&-])([a-z][\w-]*)(?![\w(-])/gu)) {
      const known = HTML.has(name) || OBSOLETE.has(name) || SVG.has(name);
      if (known || name.includes('-') || !classes.has(name) || styled.has(name)) continue;
      tell(`"${name}" is no element, but a class of the essay`, `write .${name}`);
    }
  });
  return faults;
}
