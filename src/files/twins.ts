/** The files that every figure also is: the same picture and rows, outside the page. */

import { figuresOf, type PrintedFigure, printed } from '../essay/holds.ts';
import { allEssays } from '../essays.ts';
import { site } from '../site.ts';
import type { PictureWords } from './picture.ts';

/** A figure, the essay it belongs to, and the words of its picture. */
export interface Twin {
  readonly slug: string;
  readonly figure: PrintedFigure;
  readonly words: PictureWords;
}

/** One path for each figure of each essay shown. */
export async function twinPaths() {
  const essays = await allEssays();
  const found = essays.map(async (essay) => {
    const figures = await figuresOf(essay.slug);
    return figures.map((of) => {
      const figure = printed(essay.slug, of);
      const words: PictureWords = {
        name: `${essay.slug}/${figure.id}`,
        title: figure.title,
        alt: figure.alt,
        source: `${site.title} · ${essay.title}`,
      };
      const twin: Twin = { slug: essay.slug, figure, words };
      return { params: { slug: essay.slug, figure: figure.id }, props: { twin } };
    });
  });
  return (await Promise.all(found)).flat();
}
