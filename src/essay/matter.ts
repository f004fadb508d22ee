/** The front matter of an essay: the one rule for where it starts and ends, and the place of each value. */
import { type Document, isMap, isScalar, parseDocument } from 'yaml';

/** An essay's front matter, with the place of every key and value. */
export interface FrontMatter {
  /** What the YAML says; an empty object if it says nothing that can be read. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly document: Document;
  readonly source: string;
  /** Offset of the YAML in the source. */
  readonly offset: number;
}

const BLOCK = /^---[ \t]*\r?\n(?:([\s\S]*?)\r?\n)??---[ \t]*(?:\r?\n|$)/u;

/** Reads the front matter at the top of an essay; undefined if there is none that can be told apart. */
export function frontMatterOf(source: string): FrontMatter | undefined {
  const block = BLOCK.exec(source);
  if (!block) return undefined;
  const document = parseDocument(block[1] ?? '', { prettyErrors: false });
  const data: unknown = document.errors.length > 0 ? {} : document.toJS();
  const readable = typeof data === 'object' && data !== null && !Array.isArray(data);
  const offset = block[0].indexOf('\n') + 1;
  return { data: readable ? (data as Record<string, unknown>) : {}, document, source, offset };
}

/**
 * Offset in the source of the value at a path, or of the nearest part of the path that exists.
 *
 * @param ofKey gives the place of the key instead of the value's
 */
export function offsetOf(matter: FrontMatter, path: readonly PropertyKey[], ofKey = false): number {
  for (let length = path.length; length > 0; length--) {
    const keys = path.slice(0, length);
    const parent: unknown = matter.document.getIn(keys.slice(0, -1), true);
    if (isMap(parent) && (ofKey || length < path.length)) {
      const pair = parent.items.find(
        (item) => isScalar(item.key) && item.key.value === keys.at(-1),
      );
      if (isScalar(pair?.key)) return matter.offset + (pair.key.range?.[0] ?? 0);
    }
    const node: unknown = matter.document.getIn(keys, true);
    const range = node && typeof node === 'object' && 'range' in node ? node.range : undefined;
    if (Array.isArray(range)) return matter.offset + Number(range[0]);
  }
  return 0;
}
