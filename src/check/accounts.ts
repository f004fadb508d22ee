/** Quantities that nobody accounts for: no model computes them, no source says them. */
import type { FrontMatter } from '../essay/matter.ts';
import { exceptionsOf, excusing } from './exceptions.ts';
import { type Fault, type Finding, placeAt } from './finding.ts';
import { faultAt } from './frontmatter.ts';
import { namesIn } from './names.ts';
import { type Block, sentenceAround } from './prose.ts';
import { quantitiesIn } from './quantities.ts';

/** Text that is held: an essay's own, its front matter's, or that of a module's captions. */
export interface Prose {
  readonly file: string;
  readonly source: string;
  readonly blocks: readonly Block[];
  /** Where it can only be computed: no component stands in a caption. */
  readonly computed: boolean;
}

/** A quantity that stands bare, and where. */
export interface Bare {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly field: string;
  /** On one line. */
  readonly quantity: string;
  readonly sentence: string;
  readonly computed: boolean;
}

/** The quantities that nobody accounts for, and which of the essay's exceptions excused others. */
export function bareQuantities(
  prose: readonly Prose[],
  matter: FrontMatter | undefined,
): { bare: Bare[]; used: ReadonlySet<number> } {
  const exceptions = exceptionsOf(matter);
  const used = new Set<number>();
  const names = namesIn(prose.flatMap(({ blocks }) => blocks.map(({ text }) => text)).join('\n\n'));
  const bare: Bare[] = [];
  for (const { file, source, blocks, computed } of prose) {
    for (const { field, text, offsets } of blocks) {
      for (const span of quantitiesIn(text, names)) {
        const excuses = excusing(exceptions, text, span);
        for (const i of excuses) used.add(i);
        if (excuses.length > 0) continue;
        bare.push({
          file,
          ...placeAt(source, offsets[span.start] ?? 0),
          field,
          quantity: text.slice(span.start, span.end).replace(/\s+/gu, ' ').trim(),
          sentence: sentenceAround(text, span.start, span.end),
          computed,
        });
      }
    }
  }
  return { bare, used };
}

const inModel = (text: string): string =>
  `write <N of={…} /> if the model computes it, <Cite of="…">${text}</Cite> if a source says it, <Given of={…} /> if the model assumes it, or <Own>${text}</Own> if it is your own account`;

const inCaption =
  'compute it from the result or the parameters, as in formatNumber(result.p99, { unit: "s", significant: 2 })';

const withoutModel = (text: string, count: number): string =>
  `write the line numbers: own in the front matter if ${count > 1 ? 'they are' : 'it is'} your own account, or <Cite of="…">${text}</Cite> if a source says it`;

const findingOf = (
  { file, line, column, field, quantity, sentence }: Bare,
  more: string,
  remedy: string,
): Finding => ({
  file,
  line,
  column,
  field,
  message: `bare quantity "${quantity}" in "${sentence}"${more}`,
  remedy,
});

/**
 * What is wrong with quantities that stand bare. In an essay with a model each is a fault; in one
 * without, they are the author's account where the front matter says `numbers: own`, and one fault
 * for all of them where it does not.
 */
export function accountFindings(bare: readonly Bare[], model: boolean, own: boolean): Finding[] {
  const each = bare.filter(({ computed }) => model || computed);
  const rest = bare.filter((one) => !each.includes(one));
  const [first] = own ? [] : rest;
  const more = rest.length > 1 ? `, the first of ${rest.length}` : '';
  return [
    ...each.map((one) => findingOf(one, '', one.computed ? inCaption : inModel(one.quantity))),
    ...(first ? [findingOf(first, more, withoutModel(first.quantity, rest.length))] : []),
  ];
}

/** Whether an essay says that its numbers are the author's own account. */
export const isOwn = ({ data }: FrontMatter): boolean => data.numbers === 'own';

/** `numbers: own` where a model accounts for the numbers, or where there are none. */
export function ownFaults(matter: FrontMatter, bare: readonly Bare[], model: boolean): Fault[] {
  if (!isOwn(matter)) return [];
  const fault = (message: string, remedy: string): Fault[] => [
    faultAt(matter, ['numbers'], message, remedy, true),
  ];
  if (model) {
    const remedy = 'remove the line, and mark the few that are your own: <Own>three years</Own>';
    return fault('the essay has a model, which accounts for its numbers', remedy);
  }
  return bare.length > 0
    ? []
    : fault('no quantity stands in the text', 'remove the line numbers: own');
}
