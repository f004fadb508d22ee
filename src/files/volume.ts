/** All essays as one book. */
import sharp from 'sharp';
import { markOf } from '../essay/mark.ts';
import type { Essay } from '../essays.ts';
import { longDate } from '../kit/format.ts';
import { absolute, site } from '../site.ts';
import { type Book, type Chapter, isShown, packed } from './book.ts';
import { coverPng } from './cover.ts';
import { essayWhole, type PictureFile } from './elsewhere.ts';

/** The most pixels that a picture is wide: a reading device has no more. */
const WIDEST = 2000;

/** A picture as every device shows it. */
async function shown({ kind, make }: PictureFile): Promise<{ kind: string; bytes: Uint8Array }> {
  const bytes = await make();
  if (kind === '.svg') return { kind, bytes };
  const picture = sharp(bytes);
  const { width, hasAlpha } = await picture.metadata();
  if (isShown(kind) && width <= WIDEST) return { kind, bytes };
  const smaller = picture.resize({ width: WIDEST, withoutEnlargement: true });
  return hasAlpha || kind === '.png'
    ? { kind: '.png', bytes: await smaller.png().toBuffer() }
    : { kind: '.jpg', bytes: await smaller.jpeg().toBuffer() };
}

function factsOf({ published, revisions }: Essay): string {
  const revised = revisions.at(-1);
  return [longDate(published), ...(revised ? [`revised ${longDate(revised.date)}`] : []), ''].join(
    ' · ',
  );
}

/**
 * The book's bytes.
 *
 * @param essays newest first; a book begins with the oldest
 */
export async function bookOf(essays: readonly Essay[]): Promise<Uint8Array> {
  const pictures = new Map<string, Uint8Array>();
  const chapters: Chapter[] = [];
  for (const essay of essays.toReversed()) {
    const whole = await essayWhole(essay);
    const files = new Map<string, string>();
    for (const [address, picture] of whole.pictures) {
      const { kind, bytes } = await shown(picture);
      const file = `pictures/${essay.slug}-${files.size + 1}${kind}`;
      files.set(address, file);
      pictures.set(file, bytes);
    }
    chapters.push({
      name: essay.slug,
      addresses: [essay.slug, ...essay.aliases].map((slug) => absolute(`essays/${slug}/`)),
      title: essay.title,
      summary: essay.summary,
      facts: factsOf(essay),
      sections: essay.sections,
      tree: whole.tree,
      pictures: files,
    });
  }
  const days = essays.map(({ changed }) => changed).sort();
  const book: Book = {
    id: `tag:${site.feed.authority},${site.feed.since}:book`,
    changed: days.at(-1) ?? site.feed.since,
    cover: await coverPng(await Promise.all(essays.toReversed().map(markOf))),
    chapters,
    pictures,
  };
  return packed(book);
}
