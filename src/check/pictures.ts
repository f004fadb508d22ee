/** The pictures of an essay: that they are there, can be shown, and say what they show. */
import { posix } from 'node:path';
import { decoded } from '../prose/below.ts';
import { type Address, addressesOf, srcsetFault, TAKEN, textOf } from './addresses.ts';
import { alternativeFault, codeInWords } from './alternatives.ts';
import { assetImports } from './assets.ts';
import type { PictureFacts } from './decode.ts';
import { type Fault, placeAt, type Said } from './finding.ts';
import { elsewhereFault, isLocal, schemeOf } from './hosts.ts';
import { addressFault, type From, percentFault, quotesFault } from './links.ts';
import { bracketed, factsFault, formatFault, missing, PICTURE, SHOWN } from './picturefile.ts';
import type { Places } from './places.ts';
import { attributeOf, endOf, isElement, type Node, nodesOf, startOf } from './tree.ts';

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
  // What Markdown writes is made by the build, which reads every address.
  if (address.by !== 'html' && decoded(url) === undefined) return percentFault(url);
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
  if (places.files.has(file)) {
    return formatFault(file, false) ?? factsFault(file, pictures.get(file), false);
  }
  const figure = /^(?:\.\/)?([^/]+)\.(?:png|svg)$/u.exec(url)?.[1];
  if (figure !== undefined && places.essays.get(from.slug)?.figures?.has(figure)) {
    return [`there is no ${url}`, `write /essays/${from.slug}/${figure}.png`];
  }
  // A name of a file may end as one of a host does: plan.ai.
  const named = !url.includes('/') && PICTURE.test(url);
  const elsewhere = named ? undefined : elsewhereFault(url);
  return elsewhere ?? missing(decoded(url) ?? url, file, places, alt);
}

const ELEMENTS = new Set(['img', 'Image', 'Picture']);

/** What is wrong with the words of a picture, or with the list of its sizes; `defined` are addresses by name. */
function wordsFault(
  node: Node,
  source: string,
  defined: ReadonlyMap<string, string>,
): Said | undefined {
  if (node.type === 'image' || node.type === 'imageReference') {
    const url = node.type === 'image' ? node.url : (defined.get(node.identifier) ?? '');
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
  const nodes = [...nodesOf(root)];
  const defined = new Map(
    nodes.flatMap((node): [string, string][] =>
      node.type === 'definition' ? [[node.identifier, node.url]] : [],
    ),
  );
  for (const node of nodes) {
    const odd = wordsFault(node, source, defined);
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
    }
  }
  return faults;
}
