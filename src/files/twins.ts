/** The files that every figure also is: the same picture and rows, outside the page. */
import { type AnyFigure, holdingsOf } from '../essay/holds.ts';
import { runsOf } from '../essay/results.ts';
import { allEssays } from '../essays.ts';
import type { Block } from '../kit/draw/svg.ts';
import { type Table, WIDTHS } from '../kit/figure.ts';
import { site } from '../site.ts';
import type { PictureWords } from './picture.ts';

/** A figure outside its page; each file takes from it what it needs. */
export interface Twin {
  readonly table: () => Table;
  readonly drawing: () => Block;
  readonly words: () => PictureWords;
}

/** A path for each figure of each essay shown, under its earlier slugs too: feeds keep them. */
export async function twinPaths() {
  const essays = await allEssays();
  const found = essays.map(async ({ slug, aliases, title }) => {
    const held = await holdingsOf(slug);
    const { resultOf } = runsOf(slug, held);
    const twinOf = (figure: AnyFigure): Twin => {
      const params = figure.of.defaults;
      const moment = figure.moments?.printed;
      return {
        table: () => figure.table(resultOf(figure.of), params, moment),
        drawing: () => figure.draw(resultOf(figure.of), params, WIDTHS[figure.size], moment),
        words: () => ({
          name: `${slug}/${figure.id}`,
          title: figure.title,
          alt: figure.alt(resultOf(figure.of), params, moment),
          source: `${site.title} · ${title}`,
        }),
      };
    };
    return [...held.figures.values()].flatMap((figure) =>
      [slug, ...aliases].map((name) => ({
        params: { slug: name, figure: figure.id },
        props: { twin: twinOf(figure) },
      })),
    );
  });
  return (await Promise.all(found)).flat();
}
