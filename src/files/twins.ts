/** The files that every figure also is: the same picture and rows, outside the page. */
import { type AnyFigure, holdingsOf } from '../essay/holds.ts';
import { runsOf } from '../essay/results.ts';
import { allEssays, type Essay } from '../essays.ts';
import type { Block } from '../kit/draw/svg.ts';
import { type Table, WIDTHS } from '../kit/figure.ts';
import { site } from '../site.ts';
import { drawingPng } from './drawing.ts';
import { type PictureWords, standalonePng } from './picture.ts';

/** A figure outside its page; each file takes from it what it needs. */
export interface Twin {
  readonly table: () => Table;
  readonly drawing: () => Block;
  readonly words: () => PictureWords;
}

/** The figures of an essay, by their ids. */
async function twinsOf({ slug, title }: Essay): Promise<Map<string, Twin>> {
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
  return new Map([...held.figures.values()].map((figure) => [figure.id, twinOf(figure)]));
}

/** Makes the bytes of a file. */
export type Make = () => Promise<Uint8Array>;

/** The pictures of an essay that are drawn, its figures and the author's drawings, by their names. */
export async function drawnPictures(essay: Essay): Promise<Map<string, Make>> {
  const twins = await twinsOf(essay);
  return new Map([
    ...[...twins].map(([id, { drawing, words }]): [string, Make] => [
      id,
      () => standalonePng(drawing(), words()),
    ]),
    ...essay.drawings.map((drawing): [string, Make] => [drawing.name, () => drawingPng(drawing)]),
  ]);
}

/** What a figure was called before, by the parts of the page that were its own. */
const earlierNames = ({ anchors }: Essay, figure: string): string[] =>
  Object.entries(anchors).flatMap(([old, part]) =>
    part === `fig-${figure}` && old.startsWith('fig-') ? [old.slice('fig-'.length)] : [],
  );

/** A path for each of some files of each essay shown, under earlier slugs and names too: feeds keep them. */
async function pathsOf<T>(filesOf: (essay: Essay) => Promise<ReadonlyMap<string, T>>) {
  const essays = await allEssays();
  const found = essays.map(async (essay) =>
    [...(await filesOf(essay))].flatMap(([figure, file]) =>
      [essay.slug, ...essay.aliases].flatMap((slug) =>
        [figure, ...earlierNames(essay, figure)].map((name) => ({
          params: { slug, figure: name },
          props: { file },
        })),
      ),
    ),
  );
  return (await Promise.all(found)).flat();
}

export const twinPaths = () => pathsOf(twinsOf);

export const picturePaths = () => pathsOf(drawnPictures);
