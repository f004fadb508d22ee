/** Quantities that nobody accounts for: no model computes them, no source says them. */
import type { FrontMatter } from '../essay/matter.ts';
import { quoted } from '../essay/yaml.ts';
import { type Exception, exceptionsOf, excusing, type Span } from './exceptions.ts';
import { type Fault, type Finding, placeAt } from './finding.ts';
import { faultAt } from './frontmatter.ts';
import { namesIn } from './names.ts';
import { nearest } from './nearest.ts';
import { type Block, sentenceAround } from './prose.ts';
import { quantitiesIn } from './quantities.ts';

/** Text that is held. */
export interface Prose {
  readonly file: string;
  readonly source: string;
  readonly blocks: readonly Block[];
  /** Which it is: no component stands in a caption or in the front matter. */
  readonly kind: 'text' | 'matter' | 'caption';
}

/** A quantity that stands bare, and where. */
interface Bare {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly field: string;
  /** On one line. */
  readonly quantity: string;
  readonly sentence: string;
  readonly kind: Prose['kind'];
}

/** A quantity in one of some blocks, by offsets as in `slice`. */
interface Found<B> extends Span {
  readonly block: B;
  readonly quantity: string;
  readonly sentence: string;
}

/** The quantities of some blocks that no exception excuses, and which exceptions excused others. */
export function unaccounted<B extends { readonly text: string }>(
  blocks: readonly B[],
  exceptions: readonly Exception[],
): { bare: Found<B>[]; used: ReadonlySet<number> } {
  const used = new Set<number>();
  const names = namesIn(blocks.map(({ text }) => text).join('\n\n'));
  const bare = blocks.flatMap((block) =>
    quantitiesIn(block.text, names).flatMap((span): Found<B>[] => {
      const { start, end } = span;
      const excuses = excusing(exceptions, block.text, span);
      for (const i of excuses) used.add(i);
      if (excuses.length > 0) return [];
      const quantity = block.text.slice(start, end).replace(/\s+/gu, ' ').trim();
      return [{ block, start, end, quantity, sentence: sentenceAround(block.text, start, end) }];
    }),
  );
  return { bare, used };
}

/** The quantities of an essay that nobody accounts for, and which of its exceptions excused others. */
export function bareQuantities(
  prose: readonly Prose[],
  matter: FrontMatter | undefined,
): { bare: Bare[]; used: ReadonlySet<number> } {
  const blocks = prose.flatMap(({ file, source, blocks, kind }) =>
    blocks.map((block) => ({ ...block, file, source, kind })),
  );
  const { bare, used } = unaccounted(blocks, exceptionsOf(matter));
  return {
    bare: bare.map(({ block: { file, source, field, offsets, kind }, start, ...said }) => ({
      file,
      ...placeAt(source, offsets[start] ?? 0),
      field,
      quantity: said.quantity,
      sentence: said.sentence,
      kind,
    })),
    used,
  };
}

/** How to account for a quantity in an essay with a model. */
const REMEDIES: Readonly<Record<Prose['kind'], (text: string) => string>> = {
  text: (text) =>
    `write <N of={…} /> if the model computes it, <Cite of="…">${text}</Cite> if a source says it, <Given of={…} /> if the model assumes it, or <Own>${text}</Own> if it is your own account`,
  matter: (text) =>
    `say it without the number, or list it under plain: - { text: ${quoted(text)}, why: 'the reason' }`,
  caption: () =>
    'compute it from the result or the parameters, as in formatNumber(result.p99, { unit: "s", significant: 2 })',
};

/** A title is a text; a caption, which is a function, can compute what it says. */
const remedyFor = ({ kind, quantity, field }: Bare): string =>
  kind === 'caption' && field === 'title'
    ? 'say it without the number; the caption can compute it'
    : REMEDIES[kind](quantity);

const withoutModel = ({ quantity, kind }: Bare, count: number): string => {
  const they = count > 1 ? 'they are' : 'it is';
  const cited =
    kind === 'text'
      ? `<Cite of="…">${quantity}</Cite> if a source says it`
      : `list it under plain: - { text: ${quoted(quantity)}, why: 'the reason' }`;
  return `write the line numbers: own in the front matter if ${they} your own account, or ${cited}`;
};

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
 * for all those of its text where it does not.
 */
export function accountFindings(bare: readonly Bare[], model: boolean, own: boolean): Finding[] {
  const each = bare.filter(({ kind }) => model || kind === 'caption');
  // Title and summary name what an essay is about; a note of a revision says what is so.
  const says = ({ kind, field }: Bare) => kind === 'text' || field.startsWith('revisions');
  const rest = bare.filter((one) => !model && one.kind !== 'caption' && says(one));
  const [first] = own ? [] : rest;
  const more = rest.length > 1 ? `, the first of ${rest.length}` : '';
  return [
    ...each.map((one) => findingOf(one, '', remedyFor(one))),
    ...(first ? [findingOf(first, more, withoutModel(first, rest.length))] : []),
  ];
}

/** Whether an essay says that its numbers are the author's own account. */
export const isOwn = ({ data }: FrontMatter): boolean => data.numbers === 'own';

/** Whether a line of the front matter is meant to say so, be it misspelt. */
export const meansOwn = (matter: FrontMatter | undefined): boolean =>
  Object.entries(matter?.data ?? {}).some(
    ([key, value]) =>
      /^(?:numbers|own)$/iu.test(key) ||
      (value === 'own' && nearest(key, ['numbers']) !== undefined),
  );

/**
 * `numbers: own` where a model accounts for the numbers, or where there are none.
 *
 * @param computes whether code in the text may print numbers that are not read here
 */
export function ownFaults(
  matter: FrontMatter,
  bare: readonly Bare[],
  model: boolean,
  computes: boolean,
): Fault[] {
  if (!isOwn(matter)) return [];
  const fault = (message: string, remedy: string): Fault[] => [
    faultAt(matter, ['numbers'], message, remedy, true),
  ];
  if (model) {
    const remedy = 'remove the line, and mark the few that are your own: <Own>three years</Own>';
    return fault('the essay has a model, which accounts for its numbers', remedy);
  }
  return bare.length > 0 || computes
    ? []
    : fault('no quantity stands in the text', 'remove the line numbers: own');
}
