/** The pictures of an essay: that they are there, can be shown, and say what they show. */
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { readModule } from '../essay/modules.ts';
import { type Address, addressesOf, srcsetFault, TAKEN, textOf } from './addresses.ts';
import { alternativeFault, codeInWords } from './alternatives.ts';
import type { PictureFacts } from './decode.ts';
import { saidBy } from './failure.ts';
import { type Fault, nearest, placeAt, type Said } from './finding.ts';
import { isLocal, schemeOf } from './hosts.ts';
import { addressFault, decoded, type From, percentFault, quotesFault } from './links.ts';
import type { Places } from './places.ts';
import { attributeOf, childrenOf, endOf, isElement, type Node, nodesOf, startOf } from './tree.ts';

/** What a browser shows as it is. */
const SHOWN = /\.(?:png|apng|jpe?g|jfif|webp|avif|gif|svg|ico|bmp)$/iu;
const PICTURE =
  /\.(?:png|apng|jpe?g|jfif|webp|avif|gif|svg|tiff?|ico|bmp|hei[cf]|jxl|psd|ai|eps|pdf|raw|cr2|nef|dng|xcf)$/iu;

/** The widest picture, in pixels, that is served as it is. */
const WIDEST = 2500;

const bracketed = (path: string): string => (/[\s()]/u.test(path) ? `<${path}>` : path);

/** The file of a picture that the build is given, from the project's root; undefined where it is none. */
function fileOf(address: Pick<Address, 'url' | 'by'>, from: From): string | undefined {
  const { url, by } = address;
  if (by === 'html' || !isLocal(url) || /^[/#]/u.test(url)) return undefined;
  return posix.join(posix.dirname(from.file), decoded(url) ?? url);
}

/** The file in `public/` of a picture that is served as it is. */
export function publicFile(url: string, { address }: Places): string | undefined {
  const path = url.startsWith(address) ? url.slice(address.length) : url;
  return /^\/(?!\/)/u.test(path)
    ? `public/${(decoded(path) ?? path).slice(1).replace(/[?#].*$/u, '')}`
    : undefined;
}

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
function factsFault(
  file: string,
  facts: PictureFacts | undefined,
  served: boolean,
): Said | undefined {
  if (facts === undefined) return undefined;
  const name = posix.basename(file);
  if ('fault' in facts) return [`${name} ${facts.fault}`, facts.remedy];
  if (!served || facts.width <= WIDEST || file.endsWith('.svg')) return undefined;
  return [
    `${name} is served as it is, ${facts.width} × ${facts.height} pixels`,
    `put it beside the essay and write ![what it shows](./${name}), for which the site makes smaller ones`,
  ];
}

function formatFault(file: string, served: boolean): Said | undefined {
  if ((served ? SHOWN : TAKEN).test(file)) return undefined;
  const name = posix.basename(file);
  return [
    `${name} is no picture that ${served ? 'browsers show' : 'the build can take'}`,
    'save it as .png, .jpg, .webp, .avif or .svg',
  ];
}

/** The picture files, from the project's root, that an essay names and that are there. */
export function pictureFiles(root: Node, source: string, from: From, places: Places): string[] {
  const named = addressesOf(root, source).flatMap((address) => {
    if (address.use !== 'picture') return [];
    return fileOf(address, from) ?? publicFile(address.url, places) ?? [];
  });
  const imported = assetImports(root, from).map(({ file }) => file);
  return [...new Set([...named, ...imported])].filter(
    (file) => places.files.has(file) && (TAKEN.test(file) || SHOWN.test(file)),
  );
}

interface AssetImport {
  readonly from: string;
  readonly file: string;
  readonly local: string;
  readonly offset: number;
}

/** What an essay imports from files beside it that are no modules of TypeScript. */
function assetImports(root: Node, { file }: From): AssetImport[] {
  return childrenOf(root).flatMap((node): AssetImport[] => {
    if (node.type !== 'mdxjsEsm') return [];
    return readModule(node.value).imports.flatMap(({ from, local, offset }) => {
      const path = from.replace(/\?.*$/u, '');
      if (!/^\.\.?\//u.test(path) || !/\.(?!ts$)\w+$/u.test(path)) return [];
      const target = posix.join(posix.dirname(file), path);
      return [{ from, file: target, local, offset: startOf(node) + offset }];
    });
  });
}

/** What is wrong with a file of data that is there. */
function jsonFault(file: string): Said | undefined {
  if (!file.endsWith('.json')) return undefined;
  try {
    JSON.parse(readFileSync(file, 'utf8'));
    return undefined;
  } catch (error) {
    return [`${posix.basename(file)} is no JSON: ${saidBy(error)}`, 'mend the file'];
  }
}

/** Imports of files that are not there or cannot be shown. */
export function assetFaults(
  root: Node,
  source: string,
  from: From,
  places: Places,
  pictures: ReadonlyMap<string, PictureFacts>,
): Fault[] {
  const served = new Set(
    [...nodesOf(root)].flatMap((node) => {
      const src = isElement(node) && node.name === 'img' ? attributeOf(node, 'src') : undefined;
      return src && src !== true && 'expression' in src
        ? [src.expression.replace(/\.src$/u, '')]
        : [];
    }),
  );
  const told = new Set<string>();
  return assetImports(root, from).flatMap(({ from: specifier, file, local, offset }) => {
    const inside = file.startsWith('src/content/') || file.startsWith('public/');
    const said = !inside
      ? undefined
      : places.files.has(file)
        ? PICTURE.test(file) && !specifier.includes('?')
          ? (formatFault(file, false) ?? factsFault(file, pictures.get(file), served.has(local)))
          : jsonFault(file)
        : /\.(?:astro|mdx?)$/u.test(file)
          ? undefined
          : missing(specifier, file, places);
    if (!said || told.has(specifier)) return [];
    told.add(specifier);
    const [message, remedy] = said;
    return [{ ...placeAt(source, offset), field: 'import', message, remedy }];
  });
}

/** Attributes of HTML that hold an address. */
const ADDRESSES = ['src', 'href', 'poster', 'data'];

/** Pictures that are imported, which are objects, in the place of an address. */
function objectFaults(root: Node, from: From): [offset: number, said: Said][] {
  const imported = new Map(
    assetImports(root, from)
      .filter((one) => PICTURE.test(one.file) && !one.from.includes('?'))
      .map((one) => [one.local, one.from]),
  );
  return [...nodesOf(root)].flatMap((node): [number, Said][] => {
    if (!isElement(node) || !/^[a-z]/u.test(node.name ?? '')) return [];
    return ADDRESSES.flatMap((name): [number, Said][] => {
      const value = attributeOf(node, name);
      const local = typeof value === 'object' && 'expression' in value ? value.expression : '';
      const path = imported.get(local);
      if (path === undefined) return [];
      const alt = textOf(attributeOf(node, 'alt')) || 'what it shows';
      const picture = node.name === 'img' ? `, or ![${alt}](${bracketed(path)})` : '';
      const message = `${local} is no address, but what is known of the picture`;
      return [[startOf(node), [message, `write ${name}={${local}.src}${picture}`]]];
    });
  });
}

/** What is wrong with a picture's address or file. */
function pictureFault(
  address: Address,
  from: From,
  places: Places,
  pictures: ReadonlyMap<string, PictureFacts>,
): Said | undefined {
  const { url, alt } = address;
  if (schemeOf(url) === 'data') return undefined;
  const inQuotes = quotesFault(url);
  if (inQuotes) return inQuotes;
  const file = url === '' ? undefined : fileOf(address, from);
  if (file === undefined) {
    const said = addressFault(address, from, places);
    const served = publicFile(url, places);
    if (said || served === undefined || !places.files.has(served)) return said;
    return formatFault(served, true) ?? factsFault(served, pictures.get(served), true);
  }
  if (decoded(url) === undefined) return percentFault(url);
  if (places.files.has(file)) {
    return formatFault(file, false) ?? factsFault(file, pictures.get(file), false);
  }
  const figure = /^(?:\.\/)?([^/]+)\.(?:png|svg)$/u.exec(url)?.[1];
  if (figure !== undefined && places.essays.get(from.slug)?.figures?.has(figure)) {
    return [`there is no ${url}`, `write /essays/${from.slug}/${figure}.png`];
  }
  // An address such as www.example.org/x.png means another site.
  const elsewhere = /^(?:www\.|https?\/\/|[\w-]+\.(?:org|com|net)\/)/iu.test(url);
  return elsewhere
    ? addressFault(address, from, places)
    : missing(decoded(url) ?? url, file, places, alt);
}

const ELEMENTS = new Set(['img', 'Image', 'Picture']);

/** What is wrong with the words of a picture, or with the list of its sizes. */
function wordsFault(node: Node, source: string): Said | undefined {
  if (node.type === 'image' || node.type === 'imageReference') {
    const url = node.type === 'image' ? node.url : '';
    return (
      codeInWords(source.slice(startOf(node), endOf(node))) ?? alternativeFault(node.alt ?? '', url)
    );
  }
  if (!isElement(node)) return undefined;
  const sizes = textOf(attributeOf(node, 'srcset')) ?? textOf(attributeOf(node, 'srcSet'));
  if (sizes !== undefined && /^(?:img|source)$/u.test(node.name ?? '')) {
    const said = srcsetFault(sizes);
    if (said) return said;
  }
  if (!ELEMENTS.has(node.name ?? '')) return undefined;
  return alternativeFault(
    textOf(attributeOf(node, 'alt')) ?? '',
    textOf(attributeOf(node, 'src')) ?? '',
  );
}

/** Pictures that are not there, cannot be shown, or say nothing to those who do not see them. */
export function imageFaults(
  root: Node,
  source: string,
  from: From,
  places: Places,
  pictures: ReadonlyMap<string, PictureFacts>,
): Fault[] {
  const faults: Fault[] = [];
  const tell = (offset: number, [message, remedy]: Said): void => {
    faults.push({ ...placeAt(source, offset), field: 'image', message, remedy });
  };
  for (const address of addressesOf(root, source)) {
    if (address.use !== 'picture') continue;
    const said = pictureFault(address, from, places, pictures);
    if (said) tell(address.offset, said);
  }
  for (const [offset, said] of objectFaults(root, from)) tell(offset, said);
  for (const node of nodesOf(root)) {
    const odd = wordsFault(node, source);
    if (odd) tell(startOf(node), odd);
    if ((node.type === 'image' || node.type === 'imageReference') && !node.alt?.trim()) {
      const path = node.type === 'image' && node.url !== '' ? bracketed(node.url) : 'file.png';
      const remedy = `say what it shows: ![what it shows](${path})`;
      tell(startOf(node), ['an image without alternative text', remedy]);
    } else if (isElement(node) && ELEMENTS.has(node.name ?? '')) {
      const alt = attributeOf(node, 'alt');
      const spread = node.attributes.some(({ type }) => type !== 'mdxJsxAttribute');
      if ((alt === undefined || alt === true) && !spread) {
        const remedy = 'add alt="what it shows", or alt="" if it only decorates';
        tell(startOf(node), [`<${node.name}> without alternative text`, remedy]);
      }
      const named = ['src', 'srcset', 'srcSet'].some((name) => attributeOf(node, name));
      if (!named && !spread)
        tell(startOf(node), [`<${node.name}> without a picture`, 'add src="…"']);
    } else if (isElement(node) && node.name === 'iframe' && !textOf(attributeOf(node, 'title'))) {
      if (attributeOf(node, 'title') === undefined) {
        faults.push({
          ...placeAt(source, startOf(node)),
          field: 'frame',
          message: '<iframe> without a title',
          remedy: 'add title="what it shows"',
        });
      }
    }
  }
  return faults;
}
