/** Sentences that say whether they hold: whether they do, and whether their words are those of the claim. */
import { type Holdings, isClaim, isNumber, nameIn } from '../essay/holds.ts';
import type { Runs } from '../essay/results.ts';
import type { Spreads } from '../essay/spreads.ts';
import type { Claim } from '../kit/claim.ts';
import { said } from '../kit/number.ts';
import { OTHER_DRAWS, otherDraws } from '../kit/seeds.ts';
import { declaredAt, type TextBeside, usedNames } from './beside.ts';
import { saidBy } from './failure.ts';
import { EXPORT_IT, isEntry } from './figures.ts';
import { type Fault, type Finding, placeAt, type Words } from './finding.ts';
import { lackingPart } from './lacking.ts';
import { type Modules, resolve } from './modules.ts';
import { namedBy } from './named.ts';
import { reads } from './reads.ts';
import {
  attributeOf,
  type Binding,
  bindingsOf,
  childrenOf,
  type Element,
  isElement,
  type Node,
  nodesOf,
  startOf,
} from './tree.ts';
import { listed, shownValue } from './wording.ts';

/** What is asked of an essay's model. */
export interface Asked {
  readonly holdings: Holdings;
  readonly runs: Runs;
  /** Undefined where the other draws are not asked for, or one of them fails. */
  readonly spreads: Spreads | undefined;
  /** Why it fails. */
  readonly trouble?: string | undefined;
}

/** The numbers that an element's words print, by the expressions that name them. */
const numbersIn = (element: Element): string[] =>
  [...nodesOf(element)].flatMap((node) => {
    const of = isElement(node) && node.name === 'N' ? attributeOf(node, 'of') : undefined;
    return typeof of === 'object' && 'expression' in of ? [of.expression] : [];
  });

const LONGEST = 160;

/** The words of an element as they are read. */
function wordsOf(element: Element, numberText: (expression: string) => string): string {
  const visit = (node: Node): string => {
    if (node.type === 'text' || node.type === 'inlineCode') return node.value;
    if (isElement(node) && node.name === 'N') {
      const of = attributeOf(node, 'of');
      return typeof of === 'object' && 'expression' in of ? numberText(of.expression) : '…';
    }
    if (isElement(node) && childrenOf(node).length === 0) return '…';
    return childrenOf(node).map(visit).join('');
  };
  const words = childrenOf(element).map(visit).join('').replace(/\s+/gu, ' ').trim();
  return words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words;
}

/** How a reader would name the seeds of another draw: "seed 1001", "seeds 1001 to 1008". */
function seedsText(params: unknown): string {
  const { seed, seeds } = params as { seed?: unknown; seeds?: unknown };
  if (seed !== undefined) return `seed ${seed}`;
  const all = Array.isArray(seeds) ? seeds : [];
  return all.length > 2 ? `seeds ${all[0]} to ${all.at(-1)}` : `seeds ${all.join(' and ')}`;
}

/** What is made; undefined where it fails, which is told where the model, or the number, is. */
function orUndefined<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** Where a claim does not hold: at the printed result, or at some of the other draws. */
function truthWords(
  claim: Claim,
  name: string,
  sentence: string,
  { runs, spreads }: Asked,
): Words | undefined {
  const { experiment, holds } = claim;
  if (runs.nameOf(experiment) === undefined) {
    const message = `${name} is about an experiment that model.ts does not export`;
    return { message, remedy: EXPORT_IT };
  }
  const result = orUndefined(() => runs.resultOf(experiment));
  if (result === undefined) return undefined;
  const lacking = lackingPart(holds, result);
  const lacks = lacking && { ...lacking, message: `${name} ${lacking.message}` };
  try {
    const answer: unknown = holds(result, experiment.defaults);
    if (typeof answer !== 'boolean') {
      const message = `${name} says ${shownValue(answer)}, which is neither true nor false`;
      return { message, remedy: 'let holds: (result) => … compare, as in a > b' };
    }
    if (!reads(holds)) {
      const message = `${name} is ${answer} whatever the result is`;
      return { message, remedy: 'let holds: (result) => … compare what the result has' };
    }
    if (!answer && lacks) return lacks;
    if (!answer) {
      const message = `"${sentence}" does not hold`;
      return { message, remedy: `mend the sentence, or what ${name} asks of the result` };
    }
  } catch (error) {
    if (lacks) return lacks;
    const remedy = 'let holds: (result) => … say true or false';
    return { message: `${name} fails: ${saidBy(error)}`, remedy };
  }
  const fails = spreads?.claims.get(name) ?? [];
  if (fails.length === 0) return undefined;
  const draws = otherDraws(experiment.defaults);
  const at = listed(fails.map((draw) => seedsText(draws[draw - 1])));
  return {
    message: `"${sentence}" fails at ${fails.length} of ${OTHER_DRAWS} other draws: ${at}`,
    remedy: `say what holds at each of them, let ${name} ask for it, or draw more runs`,
  };
}

/** The numbers that a claim lists, whatever they are. */
const listedIn = ({ numbers }: Claim): readonly (Claim['numbers'][number] | undefined)[] =>
  Array.isArray(numbers) ? numbers : [];

/** Whether a claim's words print the numbers that it is about, in their order. */
function numberWords(
  claim: Claim,
  name: string,
  printed: readonly string[],
  about: readonly string[],
): Words | undefined {
  const write = `write numbers: [${printed.join(', ')}]`;
  if (!Array.isArray(claim.numbers)) {
    return { message: `${name} has numbers that are no list`, remedy: write };
  }
  // One that lacks what makes it a number is told where it is written.
  if (claim.numbers.some(isEntry)) return undefined;
  const odd = claim.numbers.findIndex((one) => !isNumber(one));
  if (odd >= 0) {
    const one: unknown = claim.numbers[odd];
    const what = one === undefined ? 'something that is not there' : shownValue(one);
    const message = `${name} is about ${what}, which is no number of the model`;
    return { message, remedy: typeof one === 'string' ? `${write}, without quotes` : write };
  }
  if (printed.join() === about.join()) return undefined;
  return {
    message: `${name} is about ${listed(about)}, its words print ${listed(printed)}`,
    remedy:
      claim.numbers.length > 0 && printed.length === about.length
        ? 'print them in that order, or mend its numbers'
        : `write numbers: [${printed.join(', ')}] if the words are right`,
  };
}

/**
 * Faults of an essay's claims: what is no claim, what does not hold, at the printed result or at
 * another draw, words that print other numbers than the claim is about, claims that nobody makes.
 */
export function claimFindings(
  file: string,
  root: Node,
  source: string,
  modules: Modules,
  asked: Asked,
  beside: readonly TextBeside[],
): Finding[] {
  const { holdings, runs } = asked;
  const bindings: ReadonlyMap<string, Binding> = bindingsOf(root);
  const numberOf = (expression: string) => {
    const found = resolve(expression, bindings, modules);
    return 'value' in found
      ? [...holdings.numbers].find(([, one]) => one === found.value)
      : undefined;
  };
  const numberText = (expression: string): string => {
    const number = numberOf(expression)?.[1];
    if (!number) return '…';
    const { experiment } = number;
    const text = () => said(number, runs.resultOf(experiment), experiment.defaults).text;
    return orUndefined(text) ?? '…';
  };
  const kind = {
    noun: 'claim',
    made: 'claims(…)',
    lacking: 'make a claim with claims(…), export it from figures.ts',
    end: '>',
    is: isClaim,
    names: [...holdings.claims.keys()],
  } as const;
  const told = new Set<Claim>();
  // What a misnamed claim means may be the one that is claimed nowhere.
  let misnamed = false;
  const faults: Fault[] = [];
  for (const element of nodesOf(root)) {
    if (!isElement(element) || element.name !== 'Claim') continue;
    const report = ({ message, remedy }: Words): void => {
      const place = placeAt(source, startOf(element));
      faults.push({ ...place, field: 'claim', message, remedy });
    };
    const named = namedBy(element, kind, bindings, modules);
    if (!('part' in named)) {
      if ('message' in named) report(named);
      misnamed = true;
      continue;
    }
    const { part: claim, expression } = named;
    if (claim === undefined) continue;
    const name = nameIn(holdings.claims, claim) ?? expression;
    const sentence = wordsOf(element, numberText);
    if (sentence === '') {
      const remedy = `write the sentence between <Claim of={${expression}}> and </Claim>`;
      report({ message: `${name} is claimed without words`, remedy });
      continue;
    }
    const nameOf = (expression: string) => numberOf(expression)?.[0] ?? expression;
    const about = listedIn(claim).map((one) => nameIn(holdings.numbers, one) ?? one?.name ?? '');
    const numbers = numberWords(claim, name, numbersIn(element).map(nameOf), about);
    if (numbers) report(numbers);
    const truth = told.has(claim) ? undefined : truthWords(claim, name, sentence, asked);
    if (truth) report(truth);
    told.add(claim);
  }
  const whereDeclared = (name: string, words: Words | undefined): Finding[] => {
    const place = words && declaredAt(name, beside);
    return place ? [{ ...place, field: 'claim', ...words }] : [];
  };
  const used = usedNames([...holdings.claims.keys()], source, beside);
  const inComponents = usedNames([...holdings.claims.keys()], '', beside);
  const unused = misnamed ? [] : [...holdings.claims.keys()].filter((name) => !used.has(name));
  return [
    ...faults.map((fault) => ({ file, ...fault })),
    // The sentences of a component are not read here; what they claim has to hold as well.
    ...[...holdings.claims].flatMap(([name, claim]) =>
      inComponents.has(name) && !told.has(claim)
        ? whereDeclared(name, truthWords(claim, name, name, asked))
        : [],
    ),
    ...unused.flatMap((name) =>
      whereDeclared(name, {
        message: `${name} is claimed nowhere`,
        remedy: `write <Claim of={${name}}> and the sentence, or remove it`,
      }),
    ),
  ];
}
