/** Pictures and films away from this site, by the words of their addresses: pages that merely show one. */
import { posix } from 'node:path';
import type { Address } from './addresses.ts';
import type { Said } from './finding.ts';

/** Addresses of files of source, at which a page stands, and where the file itself is. */
const FILES: readonly (readonly [page: RegExp, file: string])[] = [
  [
    /^https?:\/\/(?:www\.)?github\.com\/([^/]+\/[^/]+)\/blob\/([^?#]+)$/iu,
    'https://raw.githubusercontent.com/$1/$2',
  ],
  [/^(https?:\/\/gitlab\.com\/.+?\/-\/)blob\/([^?#]+)$/iu, '$1raw/$2'],
];

/** Pages around a picture, of hosts that keep the file itself elsewhere. */
const PAGES: readonly RegExp[] = [
  /^https?:\/\/drive\.google\.com\/(?:file\/d\/|open\?)/iu,
  /^https?:\/\/(?:www\.)?dropbox\.com\/(?!.*[?&](?:raw=1|dl=1))/iu,
  /^https?:\/\/photos\.app\.goo\.gl\//iu,
  /^https?:\/\/[\w.]+\.wiki[mp]edia\.org\/wiki\/File:/iu,
  /^https?:\/\/(?:www\.)?flickr\.com\/photos\//iu,
  /^https?:\/\/(?:www\.)?unsplash\.com\/photos\/(?!.*\/download)/iu,
  /^https?:\/\/(?:www\.)?imgur\.com\/(?:a\/|gallery\/)?\w+$/iu,
];

/** What is wrong with the address of a picture or film where a page stands, which no browser shows as one. */
export function pageFault(address: Pick<Address, 'url' | 'use' | 'alt'>): Said | undefined {
  const { url, use, alt } = address;
  const [page, file = ''] = FILES.find(([page]) => page.test(url)) ?? [];
  if (!page && !PAGES.some((each) => each.test(url))) return undefined;
  if (use !== 'picture') {
    return [
      `${url} is a page and no film or sound`,
      'put the file into public/ and write /its-name',
    ];
  }
  const message = `${url} is a page and no picture`;
  if (page) return [message, `write ${url.replace(page, file)}`];
  const last = posix.basename(new URL(url).pathname).replace(/^File:/u, '');
  const name = last.includes('.') ? last : 'its-name.png';
  const shows = alt || 'what it shows';
  return [message, `save it beside the essay and write ![${shows}](./${name})`];
}

/** Pages of films, which no other page may frame, and what stands in frames for them. */
const FILMS: readonly (readonly [page: RegExp, frame: string])[] = [
  [
    /^https?:\/\/(?:(?:www\.|m\.)?youtube\.com\/(?:watch\?(?:[^#]*&)?v=|shorts\/)|youtu\.be\/)([\w-]+).*$/iu,
    'https://www.youtube.com/embed/$1',
  ],
  [/^https?:\/\/(?:www\.)?vimeo\.com\/(\d+)(?:[?#].*)?$/iu, 'https://player.vimeo.com/video/$1'],
];

/** What is wrong with the address of a frame that stays empty. */
export function frameFault(url: string): Said | undefined {
  const [page, frame = ''] = FILMS.find(([page]) => page.test(url)) ?? [];
  if (!page) return undefined;
  return [`${url} is a page that no frame shows`, `write ${url.replace(page, frame)}`];
}
