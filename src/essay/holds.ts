/** The figures and the mark that an essay's `figures.ts` exports; for pages and files made at build. */

import type { Mark } from '../kit/draw/mark.ts';
import { type Figure, type Table, WIDTHS } from '../kit/figure.ts';
import { resultOf } from './results.ts';

type AnyFigure = Figure<unknown, unknown>;

// Loaded one by one, and only for essays that are shown.
const modules = import.meta.glob<Record<string, unknown>>('../content/essays/*/figures.ts');

const moduleOf = (slug: string): Promise<Record<string, unknown>> | undefined =>
  modules[`../content/essays/${slug}/figures.ts`]?.();

const isFigure = (value: unknown): value is AnyFigure =>
  typeof value === 'object' && value !== null && 'draw' in value && 'table' in value;

/** Every figure of an essay, in the order of their names. */
export async function figuresOf(slug: string): Promise<AnyFigure[]> {
  const exported = await moduleOf(slug);
  return Object.values(exported ?? {}).filter(isFigure);
}

/** An essay's mark as one `<svg>` element, where its figures export one. */
export async function markOf(slug: string): Promise<string | undefined> {
  const mark = (await moduleOf(slug))?.mark as Mark<unknown, unknown> | undefined;
  return mark?.draw(resultOf(slug, mark.of));
}

/** What a file of a figure is made of: its picture at its size, and the words that go with it. */
export interface PrintedFigure {
  readonly id: string;
  readonly title: string;
  readonly alt: string;
  readonly svg: string;
  readonly table: Table;
}

/** A figure as printed, outside its page. */
export function printed(slug: string, figure: AnyFigure): PrintedFigure {
  const params = figure.of.defaults;
  const result = resultOf(slug, figure.of);
  const svg = figure.draw(result, params, WIDTHS[figure.size]);
  const { id, title } = figure;
  return { id, title, alt: figure.alt(result, params), svg, table: figure.table(result, params) };
}
