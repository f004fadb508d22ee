/** The front matter of an essay: the one rule for where it starts and ends, and the place of each value. */
import { type Document, isMap, isScalar, parseDocument } from 'yaml';
import type { Trouble } from './text.ts';
import { notClosing, yamlTroubles } from './yaml.ts';

/** An essay's front matter, with the place of every key and value. */
export interface FrontMatter {
  /** What the YAML says; an empty object if it cannot be read. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Why it cannot be read; none if it can. */
  readonly troubles: readonly Trouble[];
  readonly document: Document;
  readonly source: string;
  /** Offset of the YAML in the source. */
  readonly offset: number;
}

const BLOCK = /^---[ \t]*\r?\n(?:([\s\S]*?)\r?\n)??---[ \t]*(?:\r?\n|$)/u;

/** Where Astro's own, looser rule ends the block: at any line that begins so. */
const END = /^(?:---|\+\+\+)/mu;

/** A block of nothing with its keys below it, where the line that opens it was written twice. */
function emptyBlock(text: string, below: string, offset: number): Trouble[] {
  if (text.trim() !== '' || !/^(?:title|summary|published)[ \t]*:/u.test(below)) return [];
  const message = 'the line of --- above the keys is written twice, so that the block ends here';
  return [{ offset, message, remedy: 'remove one of the two' }];
}

/** Reads the front matter at the top of an essay; undefined if there is none that can be told apart. */
export function frontMatterOf(source: string): FrontMatter | undefined {
  const block = BLOCK.exec(source);
  const text = block?.[1] ?? '';
  if (!block || END.test(text)) return undefined;
  const document = parseDocument(text, { prettyErrors: false });
  const offset = block[0].indexOf('\n') + 1;
  const troubles = [
    ...emptyBlock(text, source.slice(block[0].length), offset),
    ...yamlTroubles(document, source, text, offset),
  ];
  const data: unknown = troubles.length > 0 ? {} : document.toJS();
  return { data: (data ?? {}) as FrontMatter['data'], troubles, document, source, offset };
}

/** The text of an essay below its front matter. */
export const textBelow = (source: string): string => source.replace(BLOCK, '');

const beginning = (message: string, remedy: string): Trouble => ({ offset: 0, message, remedy });

/** Offset of the first line of a source that is no front matter any more. */
function endOfKeys(source: string): number {
  const lines =
    /^---[ \t]*\r?\n(?:(?:[ \t]+(?!-{2})\S|[#}\]]|-[ \t]|["']?[\w-]+["']?[ \t]*:)[^\n]*(?:\n|$))*/u;
  return lines.exec(source)?.[0].length ?? 0;
}

const NONE = 'it has none';

/** Why an essay has no front matter that {@link frontMatterOf} could read. */
export function missingMatter(source: string): Trouble {
  const form = 'a block between two lines of --- that says title, summary and published';
  const first = source.split(/\r?\n/u, 1)[0] ?? '';
  if (source.trim() === '') return beginning('the file is empty', `begin it with ${form}`);
  if (/^---[ \t]*$/u.test(first)) {
    const end = endOfKeys(source);
    const line = source.slice(end).split(/\r?\n/u, 1)[0] ?? '';
    const above = line.trim() === '' ? 'here' : 'on a line of its own above this one';
    const words = notClosing(line) ?? {
      message: 'it is not closed',
      remedy: `write --- ${above}`,
    };
    return { offset: end, ...words };
  }
  if (/^\+\+\+/u.test(first)) {
    const message = '+++ begins TOML, and the site reads YAML';
    return beginning(message, 'write --- for +++, and title: \'Case\' for title = "Case"');
  }
  if (/^(?:`{3}|~{3})\s*ya?ml\s*$/iu.test(first)) {
    return beginning(
      `the first line is ${first.trim()}`,
      'write --- for it, and for the line that ends it',
    );
  }
  if (/^(?:\{|;;;)/u.test(first) && /^\s*[{;]+\s*"?title"?\s*[:=]/u.test(source)) {
    return beginning('it is not YAML', `begin the file with ${form}`);
  }
  const later = /^[ \t]*---[ \t]*\r?\n(?=(?:[^\n]*\n)*?(?:title|summary|published)[ \t]*:)/mu.exec(
    source,
  );
  if (later) {
    const blank = source.slice(0, later.index).trim() === '';
    const what = blank ? 'a blank line or a space stands' : 'something stands';
    const message = `${what} before the ---, which has to be the very beginning of the file`;
    return beginning(message, blank ? 'remove it' : 'move it below the front matter');
  }
  if (/^[ \t]*(?:[-–—=*~_] ?){2,}\S*[ \t]*$|^[–—]+$|^---\s*\S+/u.test(first)) {
    return beginning(`the first line is ${first.trim()}`, 'write --- and nothing else in it');
  }
  if (/^(?:title|summary|published)[ \t]*:/u.test(first)) {
    return beginning(
      'no line of --- stands before it',
      `write --- above this line and below the last key`,
    );
  }
  return beginning(NONE, `begin the file with ${form}`);
}

/**
 * The text of an essay whose front matter is in another language or absent, at the same offsets;
 * undefined where no rule tells where it begins.
 */
export function textWithoutMatter(source: string): string | undefined {
  const toml = /^\+{3}[ \t]*\r?\n[\s\S]*?\n\+{3}[ \t]*(?=\r?\n|$)/u.exec(source)?.[0];
  if (toml) return toml.replace(/[^\r\n]/gu, ' ') + source.slice(toml.length);
  return missingMatter(source).message === NONE ? source : undefined;
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
