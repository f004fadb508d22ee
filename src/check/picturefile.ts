/** The file of a picture: that it is there, and that it can be shown. */
import { posix } from 'node:path';
import { TAKEN } from './addresses.ts';
import type { PictureFacts } from './decode.ts';
import type { Said } from './finding.ts';
import { nearest } from './nearest.ts';
import type { Places } from './places.ts';

/** What a browser shows as it is. */
export const SHOWN = /\.(?:png|apng|jpe?g|jfif|webp|avif|gif|svg|ico|bmp)$/iu;
export const PICTURE =
  /\.(?:png|apng|jpe?g|jfif|webp|avif|gif|svg|tiff?|ico|bmp|hei[cf]|jxl|psd|ai|eps|pdf|raw|cr2|nef|dng|xcf)$/iu;

/** The widest picture, in pixels, that is served as it is. */
const WIDEST = 2500;

export const bracketed = (path: string): string => (/[\s()]/u.test(path) ? `<${path}>` : path);

/** How a file beside an essay is named in it: as a picture, or where it is imported, without `alt`. */
const written = (target: string, alt: string | undefined): string =>
  alt === undefined
    ? `write '${target}'`
    : `write ![${alt || 'what it shows'}](${bracketed(target)})`;

/** A file of the same name that lies elsewhere in the essay's own folder, as it is named from there. */
function sameName(path: string, file: string, places: Places): string | undefined {
  if (path.startsWith('..') || !file.startsWith('src/content/')) return undefined;
  const up = posix.relative(posix.dirname(path), '.');
  const own = posix.join(posix.dirname(file), up);
  const name = posix.basename(file);
  const found = [...places.files].filter(
    (each) => each.startsWith(`${own}/`) && posix.basename(each) === name,
  );
  const [only] = found;
  return found.length === 1 && only ? `./${posix.relative(own, only)}` : undefined;
}

/** A file beside an essay that is not there, `path` as it is written. */
export function missing(path: string, file: string, places: Places, alt?: string): Said {
  const elsewhere = sameName(path, file, places);
  if (elsewhere) return [`there is no ${path}`, written(elsewhere, alt)];
  const folder = posix.dirname(file);
  const beside = [...places.files].filter(
    (each) => each.startsWith(`${folder}/`) && PICTURE.test(each),
  );
  // A picture named without its ending, or a module by that of the code it could be compiled to.
  const stem = /^(.*?)(?:\.[cm]?jsx?)?$/u.exec(file)?.[1] ?? file;
  const endings = alt === undefined ? [...places.files] : beside;
  const named = endings.find((each) => each.replace(/\.\w+$/u, '') === stem);
  const meant =
    nearest(
      posix.relative(folder, file),
      beside.map((each) => posix.relative(folder, each)),
    ) ??
    (named && posix.relative(folder, named));
  const name = posix.basename(file);
  const inPublic = `public/${name}`;
  const write = (target: string): string => written(target, alt);
  return [
    `there is no ${path}`,
    meant
      ? write(`${posix.dirname(path) === '.' ? './' : `${posix.dirname(path)}/`}${meant}`)
      : alt !== undefined && places.files.has(inPublic)
        ? write(`/${name}`)
        : !file.startsWith('src/content/')
          ? `put it beside the essay and ${write(`./${name}`)}`
          : `put the ${PICTURE.test(file) ? 'picture' : 'file'} at ${file}`,
  ];
}

/** What is wrong with a picture's file, which is there. `served` if no sizes are made of it. */
export function factsFault(
  file: string,
  facts: PictureFacts | undefined,
  served: boolean,
): Said | undefined {
  if (facts === undefined) return undefined;
  const name = posix.basename(file);
  if ('fault' in facts) return [`${name} ${facts.fault}`, facts.remedy];
  if (!served || facts.width <= WIDEST || /\.svg$/iu.test(file)) return undefined;
  return [
    `${name} is served as it is, ${facts.width} × ${facts.height} pixels`,
    `put it beside the essay and write ![what it shows](./${name}), for which the site makes smaller ones`,
  ];
}

export function formatFault(file: string, served: boolean): Said | undefined {
  if ((served ? SHOWN : TAKEN).test(file)) return undefined;
  const name = posix.basename(file);
  return [
    `${name} is no picture that ${served ? 'browsers show' : 'the build can take'}`,
    'save it as .png, .jpg, .webp, .avif or .svg',
  ];
}
