/** Texts of the front matter: YAML that changes what was written, and marks that are printed as they are. */
import { isScalar, Scalar } from 'yaml';
import type { FrontMatter } from '../essay/matter.ts';
import { quoted } from '../essay/yaml.ts';
import { isControl, nameOf } from './characters.ts';
import { exceptionsOf } from './exceptions.ts';
import { type Fault, fieldOf } from './finding.ts';
import { faultAt } from './frontmatter.ts';
import { type Block, blockAt } from './prose.ts';
import { listed, shown } from './wording.ts';

type Path = readonly (string | number)[];

/** The texts that a reader sees, with their paths. */
function textsOf(matter: FrontMatter): Path[] {
  const below = (list: string, ...keys: string[]): Path[] => {
    const items = matter.data[list];
    return Array.isArray(items) ? items.flatMap((_, i) => keys.map((key) => [list, i, key])) : [];
  };
  if (matter.troubles.length > 0) return [];
  return [
    ['title'],
    ['summary'],
    ['play', 'words'],
    ...below('revisions', 'note'),
    ...below('references', 'title', 'authors', 'venue'),
  ];
}

const SIGNS: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: '\u00a0',
    ndash: '–',
    mdash: '—',
    hellip: '…',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    laquo: '«',
    raquo: '»',
    times: '×',
    middot: '·',
    copy: '©',
    rarr: '→',
    larr: '←',
    euro: '€',
    auml: 'ä',
    ouml: 'ö',
    uuml: 'ü',
    Auml: 'Ä',
    Ouml: 'Ö',
    Uuml: 'Ü',
    szlig: 'ß',
    eacute: 'é',
    egrave: 'è',
    agrave: 'à',
    ccedil: 'ç',
  }),
);

function signOf(entity: string, name: string): string {
  if (!name.startsWith('#')) return SIGNS.get(name) ?? entity;
  const code = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 31 && code < 0x110000 ? String.fromCodePoint(code) : '';
}

/** Stands for words that only the author knows. */
const LEFT = '…';

/**
 * Marks of Markdown, TeX and HTML, and what stands there without them. Elements of one letter are
 * left: a title that has them is as often one about them, or about `Vec<T>`.
 */
const MARKS: readonly (readonly [RegExp, (whole: string, inner: string) => string])[] = [
  [/`+([^`]+)`+/gu, (_, inner) => inner],
  [
    /(?<![\p{L}\p{N}*])\*{1,3}(?=[^\s*])([^*]*[^\s*])\*{1,3}(?![\p{L}\p{N}*])/gu,
    (_, inner) => inner,
  ],
  [/(?<![\p{L}\p{N}_])_(?=[^\s_])([^_]*[^\s_])_(?![\p{L}\p{N}_])/gu, (_, inner) => inner],
  [/~~(?=\S)([^~]+)~~/gu, (_, inner) => inner],
  [/!?\[([^\]]+)\]\((?:https?:|\/|#|\.)[^)\s]*\)/gu, (_, inner) => inner],
  [
    /<(?:abbr|code|del|em|kbd|mark|small|span|strong|sub|sup)(?:\s[^<>]*)?>(.*?)<\/[a-z]+>/gu,
    (_, inner) => inner,
  ],
  [/\s*<br\s*\/?>\s*/gu, () => ' '],
  [/^#{1,6}\s+(.+)$/gu, (_, inner) => inner],
  [/\$(?=\S)([^$]*[^\s$])\$(?![\p{L}\p{N}])/gu, (_, inner) => inner],
  [/&(#\d+|#x[\da-f]+|[a-z]{2,}\d*);/giu, signOf],
  // A component of the site, whose words are not known here.
  [/<(?:Cite|Figure|Given|N|Ref)\s[^<>]*\/>/gu, () => LEFT],
  [/<(?:Claim|Cite|Given|Own)(?:\s[^<>]*)?>(.*?)<\/[A-Z]\w*>/gu, (_, inner) => inner],
  [/\s*\[\^\d+\]/gu, () => ''],
  // Behind a backslash or a colon it is a path.
  [/(?<![\\:])\\([&%#*_])/gu, (_, sign) => sign],
];

/** Braces around one of the names that an essay imports, as they are written in its text. */
const BRACES = /\{([\p{L}_$][\w$]*)(?:\.[\w$]+)*\}/gu;

/** The marks in a text that are printed as they are; `imported` are the names that its essay imports. */
export function marksIn(text: string, imported: ReadonlySet<string> = new Set()): string[] {
  const marks = MARKS.flatMap(([mark]) => [...text.matchAll(mark)].map(([whole]) => whole.trim()));
  // What stands within another mark is told with it.
  const braces = [...text.matchAll(BRACES)].flatMap(([whole, name = '']) =>
    imported.has(name) && !marks.some((mark) => mark.includes(whole)) ? [whole] : [],
  );
  return [...marks, ...braces];
}

const withoutMarks = (text: string, imported: ReadonlySet<string>): string =>
  MARKS.reduce((left, [mark, inner]) => left.replace(mark, inner), text).replace(
    BRACES,
    (whole, name) => (imported.has(name) ? LEFT : whole),
  );

/** What an author can say is meant by listing it under `plain`: odd marks and the day of publication. */
export function askedAbout(matter: FrontMatter, imported: ReadonlySet<string>): string[] {
  const texts = textsOf(matter).map((path) => matter.document.getIn(path));
  const marks = texts.flatMap((text) => (typeof text === 'string' ? marksIn(text, imported) : []));
  const { published } = matter.data;
  return typeof published === 'string' ? [...marks, published] : marks;
}

const ESCAPED: Readonly<Record<string, string>> = {
  n: 'a line break',
  r: 'a line break',
  N: 'a line break',
  L: 'a line break',
  P: 'a line break',
  t: 'a tab',
};

/** What YAML made of a text that was written otherwise. */
function changedFault(matter: FrontMatter, path: Path): Fault | undefined {
  const node: unknown = matter.document.getIn(path, true);
  if (!isScalar(node) || !node.range) return undefined;
  const key = String(path.at(-1));
  const source = matter.source.slice(matter.offset);
  const fault = (message: string, remedy: string): Fault => faultAt(matter, path, message, remedy);
  if (node.type === Scalar.PLAIN || node.value === null) {
    const written = source.slice(node.range[0], node.range[1]);
    const rest = source.slice(node.range[1]).split(/\r?\n/u, 1)[0] ?? '';
    const comment = /^[ \t]*(#.*)$/u.exec(rest)?.[1]?.trimEnd();
    if (comment === undefined) return undefined;
    const whole = (written + rest).trim();
    const message = `YAML takes ${shown(comment)} for a comment and drops it`;
    const aside = written ? ', or put the comment on a line of its own' : '';
    return fault(message, `write ${key}: ${quoted(whole)}${aside}`);
  }
  if (typeof node.value !== 'string') return undefined;
  if (node.type === Scalar.QUOTE_DOUBLE) {
    const written = source.slice(node.range[0] + 1, node.range[1] - 1);
    const escaped = /(?:^|[^\\])(?:\\\\)*\\([abefnrtvNLP0])/u.exec(written)?.[1];
    if (escaped) {
      const message = `\\${escaped} in double quotes is ${ESCAPED[escaped] ?? 'a control character'}`;
      const meant = written.replace(/\\(["\\/])/gu, '$1');
      return fault(message, `write ${key}: '${meant.replaceAll("'", "''")}'`);
    }
  }
  const control = [...node.value].find((sign) => isControl(sign.charCodeAt(0)));
  if (control !== undefined) {
    const name = nameOf(control.charCodeAt(0));
    return fault(
      `the control character ${name} comes of its escape`,
      'remove it; no reader sees it',
    );
  }
  if (!/[\n\r\u0085\u2028\u2029]/u.test(node.value.trim())) return undefined;
  const one = node.value.trim().replace(/\s+/gu, ' ');
  const remedy =
    one.length > 100
      ? 'write it in one line, or after >- in place of |'
      : `write ${key}: ${quoted(one)}`;
  return fault('the text breaks into lines', remedy);
}

function markFault(
  matter: FrontMatter,
  path: Path,
  imported: ReadonlySet<string>,
): Fault | undefined {
  const text: unknown = matter.document.getIn(path);
  if (typeof text !== 'string') return undefined;
  const meant = exceptionsOf(matter).map((exception) => exception.text);
  const marks = marksIn(text, imported).filter(
    (mark) => !meant.some((words) => words.includes(mark)),
  );
  if (marks.length === 0) return undefined;
  const key = String(path.at(-1));
  const many = marks.length > 1 ? 'are printed as they are' : 'is printed as it is';
  const message = `this is plain text: ${listed(marks)} ${many}`;
  const right = withoutMarks(text, imported).trim();
  const words = right.includes(LEFT) && !text.includes(LEFT) ? `, with words for ${LEFT}` : '';
  // The name of a sign that is not known here is left by all of them.
  const write = right === text.trim() ? 'write the sign itself' : `write ${key}: ${quoted(right)}`;
  const remedy = `${write}${words}; if it is meant, list ${marks.length > 1 ? 'each' : 'it'} under plain`;
  return faultAt(matter, path, message, remedy);
}

/**
 * Every text of the front matter that does not reach the reader as it was meant; one fault each.
 * `imported` are the names that the essay imports.
 */
export const textFaults = (matter: FrontMatter, imported: ReadonlySet<string>): Fault[] =>
  textsOf(matter).flatMap(
    (path) => changedFault(matter, path) ?? markFault(matter, path, imported) ?? [],
  );

/** Title, summary, what there is to play with and the notes of revisions, as prose to be held. */
export function matterBlocks(matter: FrontMatter): Block[] {
  const said = textsOf(matter).filter(([first]) => first !== 'references');
  return said.flatMap((path) => {
    const node: unknown = matter.document.getIn(path, true);
    if (!isScalar(node) || typeof node.value !== 'string' || !node.range) return [];
    const [start, end] = node.range;
    const at = matter.offset;
    return [blockAt(fieldOf(path), node.value, matter.source, at + start, at + end)];
  });
}
