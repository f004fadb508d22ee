/** Assumptions in the text: each is one of the model, and some experiment takes it. */
import { type Holdings, nameIn } from '../essay/holds.ts';
import { type Assumption, isAssumption } from '../kit/assume.ts';
import { formatQuantity, spelled } from '../kit/number.ts';
import { declaredAt, type TextBeside } from './beside.ts';
import { oddKey } from './declared.ts';
import { type Fault, type Finding, placeAt, type Said } from './finding.ts';
import type { Modules } from './modules.ts';
import { namedBy } from './named.ts';
import { givesNumber } from './quantities.ts';
import {
  attributeOf,
  bindingsOf,
  isElement,
  type Node,
  nodesOf,
  startOf,
  wordsOf,
} from './tree.ts';
import { COUNT } from './units.ts';
import { plainText, wholeWords } from './wording.ts';

const plain = (text: string): string => plainText(text).toLowerCase().replace(/ +/gu, ' ').trim();

/** A value in words; nothing where it has none. */
function inWords(value: number): string {
  try {
    return spelled(value);
  } catch {
    return '';
  }
}

const COUNTS = new RegExp(`(?<![\\p{L}\\p{N}-])${COUNT}(?![\\p{L}\\p{N}])`, 'giu');

/** Whether words hold a count of their own: "eight", but not the "one" that means somebody. */
const counts = (words: string): boolean =>
  [...words.matchAll(COUNTS)].some(([count]) => !/^one$/iu.test(count));

/** The attributes with which an assumption is printed as some words; undefined where with none. */
function printedAs(words: string, of: Assumption): string | undefined {
  const forms: readonly (readonly [attributes: string, text: string])[] = [
    ['', formatQuantity(of.assumed, of)],
    [' bare', formatQuantity(of.assumed, of, true)],
    [' spelled', inWords(of.assumed)],
  ];
  return forms.find(([, text]) => plain(text) === plain(words))?.[0];
}

/** How to write an assumption that is typed by hand. */
function remedyFor(words: string, assumptions: ReadonlyMap<string, Assumption>): string {
  for (const [name, of] of assumptions) {
    const attributes = printedAs(words, of);
    if (attributes !== undefined) return `write <Given of={${name}}${attributes} />`;
  }
  const [, number = '…', unit] = /(\d[\d.,]*)[\s\u00a0]?(.*)/u.exec(words) ?? [];
  const format = unit ? `, { unit: '${unit.trim()}' }` : '';
  return `make it in the model, assume(${number.replaceAll(',', '').replace(/\.$/u, '')}, 'what it is'${format}), put it in the defaults of its experiment, export it, and write <Given of={…} />`;
}

const KEYS = 'assumed what unit significant decimals step'.split(' ');

/** An assumption as the page prints it, where that is more than a digit; undefined where it cannot be. */
function quantityOf(one: Assumption): string | undefined {
  try {
    const text = formatQuantity(one.assumed, one).replace(/[\u00a0\u202f]/gu, ' ');
    return /^\d?$/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** What is wrong with an assumption as it is written down. */
function assumptionFault(one: Assumption): Said | undefined {
  const { assumed, what }: { assumed: unknown; what: unknown } = one;
  if (!Number.isFinite(assumed)) {
    const shown = typeof assumed === 'string' ? `"${assumed}"` : String(assumed);
    return [`assumes ${shown}`, 'write a finite number, without quotes'];
  }
  if (typeof what !== 'string' || what.trim() === '') {
    return ['does not say what it is', "write assume(…, 'what it is')"];
  }
  if ('0' in one) {
    const signs = Object.entries(one).filter(([key]) => /^\d+$/u.test(key));
    const unit = signs.map(([, sign]) => sign).join('');
    return [`has the text '${unit}' for its format`, `write { unit: '${unit}' }`];
  }
  const { unit }: { unit?: unknown } = one;
  if (unit !== undefined && typeof unit !== 'string') {
    return [`has unit: ${JSON.stringify(unit)}`, "write a text, such as unit: 's'"];
  }
  const odd = oddKey(one, KEYS, 'no assumption knows');
  if (odd) return odd;
  const text = quantityOf(one);
  if (text === undefined || !wholeWords(text).test(what)) return undefined;
  const remedy = 'say it without the number, which is printed beside these words';
  return [`says its number in its words, "${what}"`, remedy];
}

/** Faults of an essay's assumptions as its modules write them down. */
export const assumptionFindings = (
  { assumptions }: Holdings,
  beside: readonly TextBeside[],
): Finding[] =>
  [...assumptions].flatMap(([name, one]): Finding[] => {
    const [said, remedy] = assumptionFault(one) ?? [];
    const place = said && declaredAt(name, beside);
    if (!said || !remedy || !place) return [];
    return [{ ...place, field: 'assumption', message: `${name} ${said}`, remedy }];
  });

/**
 * Faults of an essay's assumptions: numbers typed between the tags, names that are none, and
 * assumptions that no experiment takes.
 *
 * @param holdings undefined where the essay has no model
 */
export function givenFaults(
  root: Node,
  source: string,
  modules: Modules,
  holdings: Holdings | undefined,
): Fault[] {
  const bindings = bindingsOf(root);
  const known = holdings?.assumptions ?? new Map<string, Assumption>();
  const kind = {
    noun: 'assumption',
    made: 'assume(…)',
    lacking: 'make an assumption with assume(…), export it from figures.ts',
    end: ' />',
    is: isAssumption,
    names: [...known.keys()],
  } as const;
  const taken = new Set(
    [...(holdings?.experiments.values() ?? [])].flatMap(({ assumes = [] }) =>
      assumes.map(([, one]) => one),
    ),
  );
  return [...nodesOf(root)].flatMap((element): Fault[] => {
    if (!isElement(element) || element.name !== 'Given') return [];
    const tell = (message: string, remedy: string): Fault[] => [
      { ...placeAt(source, startOf(element)), field: 'assumption', message, remedy },
    ];
    if (attributeOf(element, 'of') === undefined) {
      const words = wordsOf(element);
      if (!givesNumber(words) && !counts(words)) return [];
      return holdings
        ? tell(`"${words}" is typed by hand`, remedyFor(words, known))
        : tell(
            `"${words}" is assumed, and no model assumes it`,
            `write ${words} and the line numbers: own in the front matter, or <Cite of="…">${words}</Cite> if a source says it`,
          );
    }
    const named = namedBy(element, kind, bindings, modules);
    if ('message' in named) return tell(named.message, named.remedy);
    if ('unbound' in named) return [];
    const { part, expression } = named;
    if (part === undefined || taken.has(part)) return [];
    const name = nameIn(known, part) ?? expression;
    return tell(
      `${name} is assumed in the text but no experiment takes it`,
      `put it in the defaults of the experiment that it is about, as in experiment({ ${name.split('.').at(-1)}: … }, …)`,
    );
  });
}
