/** A book in EPUB 3: chapters, pictures and a cover, packed so that the same makes the same bytes. */

import { readFileSync } from 'node:fs';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { decoded, uriOf } from '../prose/below.ts';
import { type Element, type ElementContent, h, type Root, within } from '../prose/tree.ts';
import { asHtml, asXml } from '../prose/xml.ts';
import { site } from '../site.ts';

/** A chapter before it knows where the others are. */
export interface Chapter {
  /** Its file's name without the ending. */
  readonly name: string;
  /** The full addresses of its page, earlier ones too, each with its trailing slash. */
  readonly addresses: readonly string[];
  readonly title: string;
  readonly summary: string;
  /** A line below it. */
  readonly facts: string;
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  readonly tree: Root;
  /** The files in the book of its pictures, by their full addresses. */
  readonly pictures: ReadonlyMap<string, string>;
}

export interface Book {
  /** The same for ever. */
  readonly id: string;
  /** The day of the last change. */
  readonly changed: string;
  /** PNG. */
  readonly cover: Uint8Array;
  readonly chapters: readonly Chapter[];
  /** The bytes of the pictures, by their files in the book. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
};

/** Whether every reading device has to show a picture with this ending. */
export const isShown = (kind: string): boolean => kind in TYPES;

/** An id that XML takes: it has no digit in front. */
const idOf = (id: string): string => (/^[\p{L}_]/u.test(id) ? id : `_${id}`);

const fileOf = ({ name }: Chapter): string => `${name}.xhtml`;

const idsIn = (node: Root | Element): string[] =>
  within(node).flatMap(({ properties: { id } }) => (id === undefined ? [] : [String(id)]));

/** Where an address leads in the book; undefined where it leads out of it. */
type Inside = (address: string) => string | undefined;

function insideOf(chapters: readonly Chapter[]): Inside {
  const known = new Map(
    chapters.flatMap((chapter) => {
      const place = { file: fileOf(chapter), ids: new Set(idsIn(chapter.tree)) };
      return chapter.addresses.map((address) => [address, place] as const);
    }),
  );
  return (address) => {
    const [page, part = ''] = address.split('#');
    const place = known.get(page);
    if (place === undefined) return undefined;
    const id = decoded(part) ?? part;
    if (id === '') return place.file;
    return place.ids.has(id) ? `${place.file}#${encodeURIComponent(idOf(id))}` : undefined;
  };
}

const NOTE = /#fn-\d+$/;

/** The nodes of a chapter as the book has them. */
function bound(
  nodes: readonly ElementContent[],
  chapter: Chapter,
  inside: Inside,
  linked = false,
): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type !== 'element') return [node];
    const { tagName } = node;
    const { href, src, id, ...others } = node.properties;
    const children = bound(node.children, chapter, inside, linked || tagName === 'a');
    const properties: Element['properties'] = { ...others };
    if (id !== undefined) properties.id = idOf(String(id));
    if (tagName === 'img') {
      // A picture whose bytes are its address needs no file.
      const file = /^data:image\//i.test(String(src)) ? src : chapter.pictures.get(String(src));
      // What is not in the book is a link to it, or the words of the link that it stands in.
      const words = String(others.alt || src);
      if (file === undefined && linked) return [{ type: 'text', value: words }];
      if (file === undefined) return [h('a', { href: uriOf(String(src)) }, words)];
      return [{ ...node, properties: { src: file, ...properties } }];
    }
    if (tagName === 'a' && href !== undefined) {
      // A picture leads to where it can be played with, which a book is not.
      const [only] = children;
      if (children.length === 1 && only.type === 'element' && only.tagName === 'img') return [only];
      properties.href = inside(String(href)) ?? uriOf(String(href));
      if (NOTE.test(String(href))) properties['epub:type'] = 'noteref';
    }
    if (tagName === 'math') properties.xmlns = 'http://www.w3.org/1998/Math/MathML';
    return [{ ...node, properties, children }];
  });
}

const page = (title: string, body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${site.language}" xml:lang="${site.language}">
<head><meta charset="utf-8"/><title>${asHtml(title)}</title><link rel="stylesheet" type="text/css" href="book.css"/></head>
${body}
</html>
`;

function chapterPage(chapter: Chapter, inside: Inside): string {
  const { title, summary, facts, tree, addresses } = chapter;
  const text = bound(tree.children as ElementContent[], chapter, inside);
  const head = h(
    'header',
    h('h1', title),
    h('p', { class: 'summary' }, summary),
    h('p', { class: 'facts' }, `${facts} `, h('a', { href: addresses[0] }, addresses[0])),
  );
  return page(title, `<body epub:type="bodymatter">\n${asXml([head, ...text])}\n</body>`);
}

function contents(chapters: readonly Chapter[]): string {
  const lines = chapters.map((chapter) => {
    const file = fileOf(chapter);
    const parts = chapter.sections.map(({ id, title }) =>
      h('li', h('a', { href: `${file}#${encodeURIComponent(idOf(id))}` }, title)),
    );
    const below = parts.length > 0 ? [h('ol', ...parts)] : [];
    return h('li', h('a', { href: file }, chapter.title), ...below);
  });
  const nav = h('nav', { 'epub:type': 'toc' }, h('h1', 'Contents'), h('ol', ...lines));
  return page('Contents', `<body>\n${asXml([nav])}\n</body>`);
}

/** The package: what the book is called, what files it has and in which order they are read. */
function packageOf({ id, changed, chapters, pictures }: Book): string {
  const { title, description, language, author } = site;
  const creator = author.name ? `<dc:creator>${asHtml(author.name)}</dc:creator>` : '';
  const item = (name: string, file: string, type: string, properties = '') =>
    `<item id="${name}" href="${file}" media-type="${type}"${properties && ` properties="${properties}"`}/>`;
  const xhtml = 'application/xhtml+xml';
  const hasMath = ({ tree }: Chapter): boolean =>
    within(tree).some(({ tagName }) => tagName === 'math');
  const items = [
    item('contents', 'contents.xhtml', xhtml, 'nav'),
    item('cover', 'cover.xhtml', xhtml),
    item('cover-picture', 'cover.png', 'image/png', 'cover-image'),
    item('style', 'book.css', 'text/css'),
    ...chapters.map((chapter, i) =>
      item(`essay-${i + 1}`, fileOf(chapter), xhtml, hasMath(chapter) ? 'mathml' : ''),
    ),
    ...[...pictures.keys()].map((file, i) =>
      item(`picture-${i + 1}`, file, TYPES[/\.\w+$/.exec(file)?.[0] ?? '']),
    ),
  ];
  const order = ['cover', 'contents', ...chapters.map((_, i) => `essay-${i + 1}`)];
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="${language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">${id}</dc:identifier>
<dc:title>${asHtml(title)}</dc:title>
<dc:language>${language}</dc:language>
${creator}<dc:description>${asHtml(description)}</dc:description>
<meta property="dcterms:modified">${changed}T00:00:00Z</meta>
<meta name="cover" content="cover-picture"/>
</metadata>
<manifest>
${items.join('\n')}
</manifest>
<spine>
${order.map((name) => `<itemref idref="${name}"/>`).join('\n')}
</spine>
</package>
`;
}

const CONTAINER = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`;

/** The day that every file in the archive has, in the machine's own zone, as archives have it. */
const mtime = new Date(1980, 0, 1);

/** The book's bytes. */
export function packed(book: Book): Uint8Array {
  const inside = insideOf(book.chapters);
  const cover = `<body epub:type="cover">\n<p class="cover"><img src="cover.png" alt="${asHtml(site.title)}"/></p>\n</body>`;
  const texts: Record<string, string> = {
    'META-INF/container.xml': CONTAINER,
    'book/package.opf': packageOf(book),
    'book/cover.xhtml': page(site.title, cover),
    'book/contents.xhtml': contents(book.chapters),
    'book/book.css': readFileSync('src/styles/book.css', 'utf8'),
    ...Object.fromEntries(
      book.chapters.map((chapter) => [`book/${fileOf(chapter)}`, chapterPage(chapter, inside)]),
    ),
  };
  // Pictures are packed already.
  const stored: [string, Uint8Array][] = [['book/cover.png', book.cover]];
  for (const [file, bytes] of book.pictures) stored.push([`book/${file}`, bytes]);
  const files: Zippable = {
    // First and as it is, so that programs know the file by its first bytes.
    mimetype: [strToU8('application/epub+zip'), { level: 0 }],
  };
  for (const [file, text] of Object.entries(texts)) files[file] = strToU8(text);
  for (const [file, bytes] of stored) files[file] = [bytes, { level: 0 }];
  return zipSync(files, { mtime, level: 9 });
}
