/** What an essay imports from files beside it that are no modules: pictures and data. */
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { readModule } from '../essay/modules.ts';
import type { PictureFacts } from './decode.ts';
import { saidBy } from './failure.ts';
import { type Fault, placeAt, type Said } from './finding.ts';
import type { From } from './links.ts';
import { factsFault, formatFault, missing, PICTURE } from './picturefile.ts';
import type { Places } from './places.ts';
import { attributeOf, childrenOf, isElement, type Node, nodesOf, startOf } from './tree.ts';

interface AssetImport {
  readonly from: string;
  readonly file: string;
  readonly local: string;
  readonly offset: number;
}

/** What an essay imports from files beside it that are no modules of TypeScript. */
export function assetImports(root: Node, { file }: From): AssetImport[] {
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
