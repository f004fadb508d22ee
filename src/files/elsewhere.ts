/** Essays as those read them who do not read the page: whole, with the files that their pictures are. */
import { existsSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import sharp from 'sharp';
import { allEssays, type Essay, OWN_ACCOUNT } from '../essays.ts';
import { decoded } from '../prose/below.ts';
import { type Root, saidBy, serialise, within } from '../prose/tree.ts';
import { wholeOf } from '../prose/whole.ts';
import { absolute, site } from '../site.ts';
import { type Item, newest } from './feeds.ts';
import { drawnPictures, type Make } from './twins.ts';

/** The bytes of a picture, and what they are: `.png`. */
export interface PictureFile {
  readonly kind: string;
  readonly make: Make;
}

/** An essay whole. */
export interface Whole {
  readonly tree: Root;
  /** The files of its pictures, by their full addresses; none for those that lie elsewhere. */
  readonly pictures: ReadonlyMap<string, PictureFile>;
}

const fromDisk = (file: string): PictureFile => ({
  kind: extname(file).toLowerCase(),
  make: async () => readFileSync(file),
});

/** The file of a picture that is no drawing: the author's own, or one that is served as it is. */
function fileOf(address: string, file: string | undefined): PictureFile | undefined {
  if (file !== undefined) return fromDisk(file);
  if (!address.startsWith(absolute(''))) return undefined;
  const path = address.slice(absolute('').length);
  const served = `public/${decoded(path) ?? path}`;
  return existsSync(served) ? fromDisk(served) : undefined;
}

/** An essay with all that its page says around its text; every picture has its size. */
export async function essayWhole(essay: Essay): Promise<Whole> {
  const parts = { ...essay, body: await essay.body() };
  const tree = wholeOf(parts, essay.ownNumbers ? OWN_ACCOUNT : undefined);
  const drawn = await drawnPictures(essay);
  const pictures = new Map<string, PictureFile>();
  for (const node of within(tree)) {
    if (node.tagName !== 'img') continue;
    const { properties } = node;
    const address = String(properties.src);
    const name = address.startsWith(essay.address)
      ? /^([^/]+)\.png$/.exec(address.slice(essay.address.length))?.[1]
      : undefined;
    const make = name === undefined ? undefined : drawn.get(name);
    const file = make ? { kind: '.png', make } : fileOf(address, saidBy(node).file);
    if (file === undefined) continue;
    pictures.set(address, file);
    if (properties.width !== undefined) continue;
    const { width, height } = await sharp(await file.make()).metadata();
    // What is drawn has two pixels to the unit.
    const units = make ? 2 : 1;
    properties.width = width / units;
    properties.height = height / units;
  }
  return { tree, pictures };
}

/** The same for an essay for ever, whatever its address becomes (RFC 4151): of its first slug. */
const tagOf = ({ first }: Pick<Essay, 'first'>) =>
  `tag:${site.feed.authority},${site.feed.since}:essays/${first}`;

async function itemOf(essay: Essay): Promise<Item> {
  const { title, summary, address, published, changed, topics } = essay;
  const { tree } = await essayWhole(essay);
  return {
    id: tagOf(essay),
    title,
    summary,
    address,
    published,
    changed,
    topics: topics.map((topic) => site.topics[topic]),
    // What was left out at an end leaves a line's end, which not every reader of a feed keeps.
    html: serialise(tree).trim(),
  };
}

/** What the feeds hold. */
export const feedItems = async (): Promise<Item[]> =>
  Promise.all(newest(await allEssays()).map(itemOf));
