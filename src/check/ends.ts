/** What a reader comes to who moves one control of a figure, or its time, as far as it goes. */
import { cached, codeHash, hashOf } from '../essay/cache.ts';
import { ESSAYS } from '../essay/files.ts';
import { type AnyExperiment, MODULES } from '../essay/holds.ts';
import { ResultError, sourceHash, toJson } from '../essay/results.ts';
import { notingBeyond } from '../kit/draw/scale.ts';
import type { Block } from '../kit/draw/svg.ts';
import { WIDTHS } from '../kit/figure.ts';
import { beyondFault } from './beyond.ts';
import { placeIn, saidBy } from './failure.ts';
import { defaultsOf, type FigureLike, momentOf, soundControls } from './figures.ts';
import type { Place, Words } from './finding.ts';
import { sentenceFault } from './sentence.ts';

/** A value of one control, or a moment; all else stays as it is printed. */
interface End {
  readonly name: string;
  readonly value: unknown;
  /** Whether the value is a moment's. */
  readonly moment?: boolean;
}

/** A moving figure's first moment, its last, and those that have a word, but for the printed one. */
function momentsOf({ moments }: FigureLike): End[] {
  const { from, to, ticks, printed } = (moments ?? {}) as Record<string, unknown>;
  const named = Array.isArray(ticks)
    ? ticks.map((tick) => (tick as { at?: unknown } | null)?.at)
    : [];
  return [...new Set([from, to, ...named])]
    .filter((value) => Number.isFinite(value) && value !== printed)
    .map((value) => ({ name: 'moments', value, moment: true }));
}

/** What goes wrong there, said after the figure's name, and where it was thrown. */
interface EndFault extends Words {
  readonly at?: Place & { readonly file: string };
}

/** As a browser writes the value of a slider. */
const asSet = (value: number): number => Number(value.toPrecision(12));

/** The least and the greatest that a reader can set of each number, all that can be chosen, and moments. */
export function endsOf(figure: FigureLike): End[] {
  const defaults = defaultsOf(figure);
  const set = soundControls(figure).flatMap(({ kind, name, min, max, step, options }) => {
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
  return [...set, ...momentsOf(figure)];
}

const REMEDY = 'mend it, or let it end before';
/** A coordinate that is none. */
const NO_NUMBER = /="[^"]*\bNaN\b/u;

function faultAt(slug: string, figure: FigureLike, end: End): EndFault | undefined {
  const { name, value, moment: moves } = end;
  const of = figure.of as AnyExperiment;
  const params = { ...defaultsOf(figure), ...(!moves && { [name]: value }) };
  const moment = moves ? value : momentOf(figure);
  const where = moves ? `at the moment ${value}` : `where ${name} is ${JSON.stringify(value)}`;
  const draw = figure.draw as (...given: unknown[]) => Block;
  try {
    const json = toJson(of.compute(params), '');
    const result = JSON.parse(json);
    const { drawn, beyond } = notingBeyond(() => draw(result, params, WIDTHS.narrow, moment));
    const { body } = drawn;
    if (beyond.length > 0) {
      const [message, remedy] = beyondFault(beyond.filter(({ axis }) => axis === beyond[0]?.axis));
      const at = placeIn(`${ESSAYS}/${slug}`, beyond[0]?.axis);
      return { message: `${message} ${where}`, remedy, ...(at && { at }) };
    }
    if (NO_NUMBER.test(body)) return { message: `draws NaN ${where}`, remedy: REMEDY };
    for (const part of ['caption', 'alt', 'outcome'] as const) {
      const text = figure[part];
      if (typeof text !== 'function') continue;
      const sentence: unknown = text(result, params, moment);
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
