/** Where the addresses of an essay lead. */
import { posix } from 'node:path';
import { decoded } from '../prose/below.ts';
import { type Address, addressesOf, TAKEN, type Use } from './addresses.ts';
import { type Fault, placeAt, type Said } from './finding.ts';
import { awayFault, backslashFault, elsewhereFault, isLocal, schemeOf } from './hosts.ts';
import type { Parts } from './ids.ts';
import { nearest } from './nearest.ts';
import { type EssayPlace, holds, type Places, targetOf } from './places.ts';
import { frameFault, pageFault } from './remote.ts';
import { silentLink } from './silent.ts';
import { type Node, nodesOf, startOf } from './tree.ts';
import { definedNames, unlinked } from './unlinked.ts';
import { shown } from './wording.ts';
import { processorNote } from './wordnotes.ts';

/** The essay whose addresses are looked at. */
export interface From {
  readonly slug: string;
  /** Its file, from the project's root. */
  readonly file: string;
}

const some = (names: readonly string[]): string =>
  names.slice(0, 6).join(', ') + (names.length > 6 ? ' …' : '');

/** A % in an address that begins no sign, or one of no letter that browsers read. */
export function percentFault(url: string): Said {
  const mended = url.replace(/%(?![\da-f]{2})/giu, '%25');
  const remedy =
    decoded(mended) === undefined ? 'write its letters as they are' : `write ${shown(mended)}`;
  return [`the address ${shown(url)} has a % that stands for no sign`, remedy];
}

/** A fragment that the page has not, given how its page is written before the `#`. */
function fragmentFault(hash: string, parts: Parts | undefined, page: string): Said | undefined {
  const id = decoded(hash) ?? hash;
  if (id === '' || id === 'top' || id.startsWith(':~:') || !parts?.complete || parts.ids.has(id)) {
    return undefined;
  }
  const where = page === '' ? 'the essay' : page;
  const meant = parts.ids.has(`fig-${id}`) ? `fig-${id}` : nearest(id, parts.ids);
  const parts_ = parts.headings.filter((heading) => heading !== '');
  return [
    `${where} has no part #${id}`,
    meant
      ? `write ${page}#${meant}`
      : parts_.length > 0
        ? `its parts are ${some(parts_.map((heading) => `#${heading}`))}`
        : page === ''
          ? 'give the part a heading'
          : `write ${page}`,
  ];
}

/** The slug of an essay that somebody may have meant by a path that leads nowhere. */
function slugMeant(path: string, { essays }: Places): string | undefined {
  const known = [...essays].filter(([, { hidden }]) => !hidden).map(([slug]) => slug);
  const words = path
    .split('/')
    .map((word) => word.replace(/\.(?:mdx?|html?|astro|txt|markdown)$/iu, ''))
    .filter((word) => word !== '' && word !== 'index');
  const last = words.at(-1) ?? '';
  if (known.includes(last)) return last;
  const exact = words.find((word) => known.includes(word));
  return exact ?? (words.length <= 2 ? nearest(last, known) : undefined);
}

/** A file of the project that somebody may have meant by the path behind `url`. */
function fileMeant(url: string, from: From, { files }: Places): string | undefined {
  const path = decoded(url.replace(/[?#].*$/u, '')) ?? url;
  const folder = posix.dirname(from.file);
  const tried = [posix.join(folder, path), posix.join('public', path.replace(/^\/?public\//u, ''))];
  const there = tried.find((file) => files.has(file));
  if (there) return there;
  const name = posix.basename(path).toLowerCase();
  return name.includes('.')
    ? [...files].find(
        (file) =>
          posix.basename(file).toLowerCase() === name &&
          (file.startsWith('public/') || posix.dirname(file) === folder),
      )
    : undefined;
}

const isPage = (path: string): boolean => path === '' || path.endsWith('/');

/** A path of this site at which nothing is. */
function nothingFault(
  path: string,
  hash: string,
  address: Address,
  from: From,
  places: Places,
): Said {
  const { url } = address;
  const part = hash && `#${hash}`;
  const shown = isLocal(url) ? url : `/${path}`;
  const slug = /^essays\/([^/]+)/u.exec(path)?.[1];
  const file = fileMeant(isLocal(url) ? url : `/${path}`, from, places);
  if (file?.startsWith('public/')) {
    return [`there is no file ${shown}`, `write /${file.slice('public/'.length)}`];
  }
  if (file && !/\.mdx?$/u.test(file)) {
    const name = posix.basename(file);
    const picture = `![${address.alt || 'what it shows'}](${name.includes(' ') ? `<./${name}>` : `./${name}`})`;
    const move = `move it to public/${name} and write /${name}`;
    const forgotten = address.by === 'markdown' && TAKEN.test(name);
    return [
      `${name} lies beside the essay and is no part of the site`,
      address.use === 'picture'
        ? `write ${picture}`
        : forgotten
          ? `write ${picture} to show it; for a link to it, ${move}`
          : move,
    ];
  }
  if (/^(?:feed|atom|index|rss)(?:\.xml|\.rss|\/)?$/u.test(path)) {
    return [`there is no feed at ${shown}`, 'write /rss.xml'];
  }
  const other = isPage(path) ? path.slice(0, -1) : `${path}/`;
  const turned = targetOf(other, places);
  if (!('nothing' in turned) && !('essay' in turned && !holds(turned.essay, turned.rest))) {
    const right = url.replace(/[?#].*$/u, '');
    const write = isPage(path) ? right.replace(/\/$/u, '') : `${right}/`;
    const local = isLocal(url) && !url.startsWith('.') ? `/${other}` : write;
    return isPage(path)
      ? [`there is no page ${shown}; it is a file`, `write ${local}`]
      : [
          `the address ${url} lacks its last slash`,
          `write ${isLocal(url) ? local : `/${other}`}${part}`,
        ];
  }
  const topic = /^topics\/([^/]+)/u.exec(path)?.[1];
  if (topic !== undefined) {
    const meant = nearest(topic, places.topics);
    return [
      `there is no topic "${topic}"`,
      meant ? `write /topics/${meant}/` : `the topics are ${some(places.topics)}`,
    ];
  }
  const own = slug !== undefined && places.essays.has(slug);
  const isFile = /\.(?!mdx?$|html?$)[a-z]\w*$/iu.test(path);
  if (address.use !== 'link' || (isFile && (slug === undefined || own))) {
    const inPublic = [...places.files].flatMap((each) =>
      each.startsWith('public/') ? [each.slice('public/'.length)] : [],
    );
    const meant = nearest(path, inPublic);
    const name = posix.basename(path) || 'file';
    return [
      `there is no file ${shown}`,
      meant ? `write /${meant}` : `put it at public/${name} and write /${name}`,
    ];
  }
  const meant = slugMeant(path.replace(`essays/${from.slug}/`, ''), places);
  const there =
    meant !== undefined && places.essays.get(meant)?.parts?.ids.has(decoded(hash) ?? '');
  const toEssay = `write /essays/${meant}/${there ? part : ''}`;
  if (slug !== undefined && !own && !slug.includes('.') && (!isLocal(url) || url.startsWith('/'))) {
    return [
      `there is no essay "${slug}"`,
      meant ? toEssay : 'write the slug of an essay in src/content/essays',
    ];
  }
  const near = meant === undefined ? nearest(path, [...places.pages.keys()]) : undefined;
  const pages = [...places.pages.keys()].filter((page) => /^$|\/$|^rss\.xml$/u.test(page));
  return [
    `there is no page ${shown}`,
    meant
      ? toEssay
      : near
        ? `write /${near}`
        : `write /essays/<slug>/ or one of ${some(pages.map((page) => `/${page}`))}`,
  ];
}

/** What is wrong with an address behind an essay's own: a figure's files, its model. */
function heldFault(essay: EssayPlace, rest: string): Said {
  const at = `/essays/${essay.slug}/`;
  if (/^model\.ts\/?$/u.test(rest)) {
    return essay.model
      ? [`the address ${at}${rest} lacks its last slash`, `write ${at}model.ts/`]
      : [`the essay "${essay.slug}" has no model`, `write ${at}`];
  }
  const [, name = rest, kind] = /^(.*?)\.(csv|png|svg)$/u.exec(rest) ?? [];
  const figures = [...(essay.figures ?? [])];
  const meant = kind && nearest(name, figures);
  const files = figures.map((id) => `${id}.${kind ?? 'png'}`);
  return [
    `the essay "${essay.slug}" has no ${rest}`,
    meant
      ? `write ${at}${meant}.${kind}`
      : files.length > 0
        ? `its figures are ${some(files)}`
        : `write ${at}`,
  ];
}

/** The path of an address on this site, decoded and from its root; undefined where it is elsewhere. */
function pathOf(url: string, from: From, home: URL): { path?: string; hash: string } | Said {
  const local = isLocal(url);
  let target: URL;
  try {
    // Authors write addresses from the site's root, whatever path the site is served below.
    target = new URL(
      local && url.startsWith('/') ? url.slice(1) || './' : url,
      local && url.startsWith('/') ? home : new URL(`essays/${from.slug}/`, home),
    );
  } catch {
    return [`the address ${url} cannot be read`, 'write https://… or /essays/<slug>/'];
  }
  const hash = target.hash.slice(1);
  if (target.origin !== home.origin) return { hash };
  if (!target.pathname.startsWith(home.pathname)) {
    return local
      ? [`the address ${url} leads out of the site`, 'write it from the root, as in /essays/']
      : { hash };
  }
  const path = decoded(target.pathname.slice(home.pathname.length));
  if (path === undefined) return percentFault(url);
  return { path, hash };
}

/** What is wrong with an address that is written for this site, or is that of one of its pages. */
function siteFault(address: Address, from: From, places: Places): Said | undefined {
  const { url } = address;
  const home = new URL(places.address.replace(/\/*$/u, '/'));
  const found = pathOf(url, from, home);
  if (!('hash' in found)) return found;
  const { path, hash } = found;
  if (path === undefined) return undefined;
  const target = targetOf(path, places);
  const hidden = places.essays.get(from.slug)?.hidden ?? false;
  if ('nothing' in target) {
    // Everybody's example is no part of this site, even while the site has no address of its own.
    const example = !isLocal(url) && /(?:^|\.)example\.com$/u.test(home.hostname);
    if (example && !/^(?:essays|topics)\//u.test(path)) return undefined;
    return nothingFault(path, hash, address, from, places);
  }
  if ('topic' in target) {
    const shown = [...places.essays.values()].some(
      (essay) => (hidden || !essay.hidden) && essay.topics.includes(target.topic),
    );
    return shown
      ? undefined
      : [`no essay that is shown has the topic "${target.topic}"`, 'link to it once one does'];
  }
  if ('page' in target) return fragmentFault(hash, target.page, `/${path}`);
  if ('file' in target) return undefined;
  const { essay, rest } = target;
  if (essay.hidden && !hidden) {
    return [`the essay "${essay.slug}" is not published yet`, 'link to it once it is'];
  }
  if (!holds(essay, rest)) {
    const beside = fileMeant(url, from, places);
    return beside || (essay.slug === from.slug && !/^model\.ts/u.test(rest) && !essay.figures?.size)
      ? nothingFault(path, hash, address, from, places)
      : heldFault(essay, rest);
  }
  if (rest !== '' && rest !== 'index.html') return undefined;
  const own = essay.slug === from.slug;
  // A figure of one's own that is not shown is told where its mentions are counted.
  if (address.by === 'markdown' && url.startsWith('#fig-')) return undefined;
  return fragmentFault(hash, essay.parts, own ? '' : `/essays/${essay.slug}/`);
}

/** For the address of a page of this site on the author's own machine, the one that readers have. */
function ownPath(url: string, places: Places, [message]: Said): Said | undefined {
  if (!/^http/iu.test(url) || !URL.canParse(url)) return undefined;
  const { pathname, hash } = new URL(url);
  const there = 'nothing' in targetOf(pathname.slice(1), places);
  return there || pathname === '/' ? undefined : [message, `write ${pathname}${hash}`];
}

/** What is wrong with an address elsewhere of which a page shows what is there. */
const LOADED: Readonly<Partial<Record<Use, (address: Address) => Said | undefined>>> = {
  picture: pageFault,
  media: pageFault,
  frame: ({ url }) => frameFault(url),
};

/** Typographer's quotes around an address, or at one of its ends. */
const QUOTED = /^[“”„«»‘’]+|[“”„«»‘’]+$/gu;

/** What is wrong with an address that stands in straight quotes, as in HTML. */
export function quotesFault(url: string): Said | undefined {
  const [, quote, inner] = /^(["'])(.*)\1$/u.exec(decoded(url) ?? url) ?? [];
  return quote === undefined
    ? undefined
    : [`the address ${url} stands in quotes`, `write ${inner}, without them`];
}

/** What is wrong with an address as such: where it leads, or that it leads nowhere. */
export function addressFault(address: Address, from: From, places: Places): Said | undefined {
  const { url, use } = address;
  if (url === '') {
    return [
      'an address that is empty',
      use === 'link'
        ? 'write https://… or /essays/<slug>/ in it'
        : 'write the address of a file in it',
    ];
  }
  const inQuotes = quotesFault(url);
  if (inQuotes) return inQuotes;
  if (url.search(QUOTED) >= 0) {
    return [`the address ${url} has a curly quote in it`, `write ${url.replace(QUOTED, '')}`];
  }
  if (url === '#') return ['the address # leads nowhere', 'write # and a heading, or #top'];
  const scheme = schemeOf(url);
  if (use !== 'link' && scheme === 'http') {
    const said = awayFault(url);
    return (
      said ?? [
        `${url} is not loaded by a page that came by https`,
        `write ${url.replace(/^http:/iu, 'https:')}`,
      ]
    );
  }
  if (!isLocal(url)) {
    const away = awayFault(url) ?? LOADED[use]?.(address);
    return away ? (ownPath(url, places, away) ?? away) : siteFault(address, from, places);
  }
  const elsewhere = elsewhereFault(url);
  const { file } = from;
  if (elsewhere && !places.files.has(posix.join(posix.dirname(file), url))) return elsewhere;
  if (url.includes('\\')) return backslashFault(url);
  return siteFault(address, from, places);
}

/** An address as Markdown writes it into the page: within < and > it may have spaces. */
const asRead = (address: Address): Address =>
  address.by === 'html' || isLocal(address.url)
    ? address
    : { ...address, url: address.url.replaceAll(' ', '%20') };

/** Links that lead nowhere, or say nothing. */
export function linkFaults(root: Node, source: string, from: From, places: Places): Fault[] {
  const faults: Fault[] = [];
  const tell = (offset: number, field: string, [message, remedy]: Said): void => {
    faults.push({ ...placeAt(source, offset), field, message, remedy });
  };
  const addresses = addressesOf(root, source);
  const urls = new Set(addresses.map(({ url }) => url));
  for (const address of addresses) {
    if (address.use === 'picture') continue;
    const bare = address.by === 'markdown' && source[address.offset] !== '[';
    const plain = address.url.replace(QUOTED, '');
    const said: Said | undefined =
      bare && plain !== address.url
        ? [`the quote behind ${plain} is taken for a part of it`, `write [${plain}](${plain})`]
        : addressFault(asRead(address), from, places);
    const note = said && processorNote(address.url, urls);
    if (said && note !== 'silent') tell(address.offset, address.use, note ?? said);
  }
  const names = definedNames(root);
  for (const node of nodesOf(root)) {
    const silent = silentLink(node);
    if (silent) tell(startOf(node), 'link', silent);
    if (node.type === 'text') {
      for (const [offset, said] of unlinked(node, names, source)) tell(offset, 'link', said);
    }
  }
  return faults;
}
