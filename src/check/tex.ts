/** TeX between \( and \), or \[ and \], which other tools read and Markdown here does not. */
import type { Words } from './finding.ts';
import { childrenOf, endOf, type Node, nodesOf, startOf } from './tree.ts';

/** A formula in a text, by offsets as in `slice`. */
export interface Formula extends Words {
  readonly from: number;
  readonly to: number;
}

const FORMULA = /(\\{1,2})([([])((?:(?!\n[ \t]*\r?\n)[^`])*?)\\{1,2}([)\]])/gu;

/** Whether it can be no bracket that was merely escaped. */
function isTex(marks: string, inner: string): boolean {
  // The mark of a note, escaped.
  if (/^\^[\w-]+$/u.test(inner)) return false;
  if (/\\[A-Za-z]{2}|\^\{?\w|_\{/u.test(inner)) return true;
  return marks === '\\\\' && inner.length < 24 && /\S/u.test(inner) && !/\p{L}{3}/u.test(inner);
}

const ENVIRONMENT = /\\begin\{([a-z]+\*?)\}(?:(?!\n[ \t]*\r?\n)[\s\S])*?\\end\{\1\}/gu;

/** The formulas in a text that stand between marks of TeX's own. */
export function formulasIn(text: string): Formula[] {
  const bracketed = [...text.matchAll(FORMULA)].flatMap(
    ({ index, 0: all, 1: marks = '', 2: open = '', 3: inner = '', 4: end }) => {
      if ((open === '(') !== (end === ')') || !isTex(marks, inner)) return [];
      const tex = inner
        .trim()
        .replace(/\s+/gu, ' ')
        .replace(/\\(?=[_*])/gu, '');
      const remedy = tex.length > 60 ? 'put the formula between dollars: $…$' : `write $${tex}$`;
      const message = `${marks}${open} begins no mathematics here`;
      return [{ from: index, to: index + all.length, message, remedy }];
    },
  );
  const within = (at: number): boolean => bracketed.some(({ from, to }) => from <= at && at < to);
  const named = [...text.matchAll(ENVIRONMENT)]
    .filter(({ index }) => !within(index))
    .map(({ index, 0: all, 1: name = '' }) => ({
      from: index,
      to: index + all.length,
      message: `\\begin{${name}} begins no mathematics here`,
      remedy: 'put it between lines of $$',
    }));
  return [...bracketed, ...named];
}

const TEXTS = new Set(['paragraph', 'heading', 'tableCell']);
const APART = new Set(['inlineCode', 'inlineMath']);

/** The same in the text of an essay. */
export function formulasOf(root: Node, source: string): Formula[] {
  const texts = [...nodesOf(root)].filter(({ type }) => TEXTS.has(type));
  const apart = texts.flatMap((node) => childrenOf(node)).filter(({ type }) => APART.has(type));
  return texts.flatMap((node) => {
    const start = startOf(node);
    return formulasIn(source.slice(start, endOf(node)))
      .map((formula) => ({ ...formula, from: start + formula.from, to: start + formula.to }))
      .filter(({ from, to }) => !apart.some((one) => startOf(one) < to && endOf(one) > from));
  });
}
