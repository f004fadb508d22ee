/** What a reader comes to who moves one control of a figure as far as it goes. */
import { cached, codeHash, hashOf } from '../essay/cache.ts';
import { ESSAYS } from '../essay/files.ts';
import { type AnyExperiment, MODULES } from '../essay/holds.ts';
import { ResultError, sourceHash, toJson } from '../essay/results.ts';
import type { Block } from '../kit/draw/svg.ts';
import { WIDTHS } from '../kit/figure.ts';
import { placeIn, saidBy } from './failure.ts';
import { defaultsOf, type FigureLike, momentOf, soundControls } from './figures.ts';
import type { Place } from './finding.ts';
import { sentenceFault } from './sentence.ts';

/** A value of one control; the others stay as they are printed. */
export interface End {
  readonly name: string;
  readonly value: unknown;
}

/** What goes wrong there, said after the figure's name, and where it was thrown. */
export interface EndFault {
  readonly message: string;
  readonly remedy: string;
  readonly at?: Place & { readonly file: string };
}

/** As a browser writes the value of a slider. */
const asSet = (value: number): number => Number(value.toPrecision(12));

/** The least and the greatest that a reader can set of each number, and all that can be chosen. */
export function endsOf(figure: FigureLike): End[] {
  const defaults = defaultsOf(figure);
  return soundControls(figure).flatMap(({ kind, name, min, max, step, options }) => {
    const [low, high, by] = [min, max, step].map(Number);
    const steps = Math.floor((high - low) / by + 1e-9);
    const choices = Array.isArray(options) ? options.map(({ value }) => value as unknown) : [];
    const values =
      kind === 'number'
        ? [low, asSet(low + steps * by)]
        : kind === 'switch'
          ? [true, false]
          : choices;
    return values
      .filter((value) => value !== defaults[String(name)])
      .map((value) => ({ name: String(name), value }));
  });
}

const REMEDY = 'mend it, or let the control end before';
/** A coordinate that is none. */
const NO_NUMBER = /="[^"]*\bNaN\b/u;

function faultAt(slug: string, figure: FigureLike, { name, value }: End): EndFault | undefined {
  const of = figure.of as AnyExperiment;
  const params = { ...defaultsOf(figure), [name]: value };
  const where = `where ${name} is ${JSON.stringify(value)}`;
  const draw = figure.draw as (...given: unknown[]) => Block;
  try {
    const json = toJson(of.compute(params), '');
    const result = JSON.parse(json);
    const { body } = draw(result, params, WIDTHS.narrow, momentOf(figure));
    if (NO_NUMBER.test(body)) return { message: `draws NaN ${where}`, remedy: REMEDY };
    for (const part of ['caption', 'alt', 'outcome'] as const) {
      const text = figure[part];
      if (typeof text !== 'function') continue;
      const sentence: unknown = text(result, params, momentOf(figure));
      const fault = sentenceFault(sentence, part, () => String(text) + json);
      if (fault) return { message: `${fault[0]} ${where}`, remedy: fault[1] };
    }
    return undefined;
  } catch (error) {
    if (error instanceof ResultError)
      return { message: `fails ${where}: ${error.fault}`, remedy: error.remedy };
    const at = placeIn(`${ESSAYS}/${slug}`, error);
    return { message: `fails ${where}: ${saidBy(error)}`, remedy: REMEDY, ...(at && { at }) };
  }
}

/**
 * What goes wrong with a figure where a control stands at an end. Remembered, since each is a run more.
 *
 * @param name under which the figure is exported
 */
export function endFault(
  slug: string,
  name: string,
  figure: FigureLike,
  end: End,
): EndFault | undefined {
  const made = [codeHash(), sourceHash(slug, ...MODULES), name, end.name];
  const key = hashOf([...made, JSON.stringify(end.value) ?? '']);
  const kept = cached(`end-${key}.json`, () => JSON.stringify(faultAt(slug, figure, end) ?? null));
  return JSON.parse(kept.toString('utf8')) ?? undefined;
}
