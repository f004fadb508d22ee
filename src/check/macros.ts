/** Lines in braces between which other tools set code or a quotation: `{code}` … `{code}`. */
import type { Slip } from './slip.ts';

const MACRO =
  /^\{(code|noformat|quote|panel)(?::[^{}\n]*)?\}[ \t]*\r?\n[\s\S]*?^\{\1\}[ \t]*\r?$/gmu;

/** Whether an offset stands in a comment of MDX. */
const isInComment = (source: string, at: number): boolean =>
  source.lastIndexOf('{/*', at) > source.lastIndexOf('*/}', at);

/** Each pair of such lines with what stands between, where nothing of that name is bound. */
export const macroSlips = (source: string): Slip[] =>
  [...source.matchAll(MACRO)].flatMap(({ index, 0: all, 1: name = '' }): Slip[] => {
    const bound = new RegExp(`^(?:import|export)\\b.*\\b${name}\\b`, 'mu').test(source);
    if (bound || isInComment(source, index)) return [];
    const first = all.split('\n')[0]?.trim() ?? '';
    const isCode = name === 'code' || name === 'noformat';
    const remedy = isCode
      ? 'put what it holds between lines of ```'
      : 'write what it holds as a quotation, > …';
    const message = `${first} is another tool’s sign, and is read as code`;
    return [{ at: index, field: 'brace', message, remedy, out: [[index, index + all.length]] }];
  });
