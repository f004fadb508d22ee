/** What the parser of MDX refuses, said in the author's words, and how much of the text to pass over. */
import { addressSlip } from './angles.ts';
import { comparesIn } from './compared.ts';
import type { Said, Stretch } from './finding.ts';
import { HTML, VOID } from './html.ts';
import { INDENTED, indentedAround } from './indented.ts';
import { paragraphEnd, paragraphStart } from './paragraphs.ts';
import { isOpaque } from './prose.ts';
import { endedEarly, endlessTag, slashSlip } from './slashes.ts';
import { type Slip, tagSlip } from './slip.ts';
import { TAGS } from './tags.ts';
import { formulasIn } from './tex.ts';
import { asText, escaped, foreignBraces, literal, shown, texCommand } from './wording.ts';

/** Offset behind the code span that opens at `at`, or behind its backticks where nothing closes it. */
function behindCodeSpan(text: string, at: number, end: number): number {
  const ticks = /^`+/u.exec(text.slice(at, end))?.[0] ?? '`';
  const close = new RegExp(`(?<!\`)${ticks}(?!\`)`, 'gu');
  close.lastIndex = at + ticks.length;
  const found = close.exec(text.slice(0, end));
  return found ? found.index + ticks.length : at + ticks.length;
}

/** The outermost braces around `at`, or the last before it; the opening one alone if none closes. */
function bracesAround(text: string, at: number): Stretch {
  let depth = 0;
  let open = -1;
  let last: Stretch | undefined;
  const end = text.length;
  for (let i = paragraphStart(text, at); i < end; i++) {
    const sign = text[i];
    if (sign === '\\') i++;
    else if (sign === '`' && depth === 0) i = behindCodeSpan(text, i, end) - 1;
    else if (sign === '{') {
      if (depth === 0) {
        if (i > at) break;
        open = i;
      }
      depth++;
    } else if (sign === '}' && depth > 0) {
      depth--;
      if (depth > 0) continue;
      last = [open, i + 1];
      if (i + 1 >= at) return last;
    }
  }
  return depth > 0 && open >= 0 ? [open, open + 1] : (last ?? [at, at + 1]);
}

/** Offset behind the `>` of the tag that starts at `at`; undefined where the paragraph ends before. */
function tagEnd(text: string, at: number): number | undefined {
  const end = paragraphEnd(text, at);
  let depth = 0;
  let quote = '';
  for (let i = at + 1; i < end; i++) {
    const sign = text[i] ?? '';
    if (quote) quote = sign === quote ? '' : quote;
    else if (depth === 0 && (sign === '"' || sign === "'") && text[i - 1] === '=') quote = sign;
    else if (sign === '{') depth++;
    else if (sign === '}') depth--;
    else if (sign === '>' && depth <= 0) return i + 1;
  }
  const plain = text.slice(at, end).indexOf('>');
  return plain < 0 ? undefined : at + plain + 1;
}

/** Stretches of an element: its tags, or all of it where its content would mislead without them. */
function elementAt(text: string, at: number, name: string, behind: number): Stretch[] {
  const close = name === '' ? '</>' : `</${name}>`;
  // The last sign of an address that stands without quotes, or with one of them, is no end.
  const tag = text.slice(at, behind);
  if (tag.endsWith('/>') && !/=["']?[^\s"'{}=>]*\/>$/u.test(tag)) return [[at, behind]];
  const closes = text.indexOf(close, behind);
  if (isOpaque(name)) {
    return [[at, closes < 0 ? paragraphEnd(text, at) : closes + close.length]];
  }
  if (closes < 0) return [[at, behind]];
  return [
    [at, behind],
    [closes, closes + close.length],
  ];
}

const HEAD = 'remove it; the head of the page is the site’s';

/** What is said of elements that are no prose, or whose content is none. */
export const FOREIGN: ReadonlyMap<string, Said> = new Map(
  Object.entries<Said>({
    base: ['<base> in an essay', HEAD],
    link: ['<link> in an essay', HEAD],
    meta: ['<meta> in an essay', HEAD],
    script: ['<script> in an essay', "remove it; a page runs only the site's own scripts"],
    style: [
      '<style> in an essay',
      "remove it, or put its rules into style.css in the essay's folder",
    ],
  }),
);

const PRE = [
  '<pre> holds an empty line, or signs that are code here',
  'put what it holds between lines of ```, without the tags',
] as const;

function foreignSlip(text: string, at: number): Slip | undefined {
  const pattern = /<(style|script|pre)(?:\s[^<>]*)?>[\s\S]*?(?:<\/\1\s*>|$)/gu;
  for (const { index, 0: all, 1: name = '' } of text.matchAll(pattern)) {
    if (index > at || index + all.length < at) continue;
    const [message, remedy] = FOREIGN.get(name) ?? PRE;
    return { at: index, field: 'element', message, remedy, out: [[index, index + all.length]] };
  }
  return undefined;
}

/** The formula around an offset that stands between marks of TeX's own. */
function formulaSlip(text: string, at: number): Slip | undefined {
  const start = paragraphStart(text, at);
  for (const { from, to, message, remedy } of formulasIn(
    text.slice(start, paragraphEnd(text, at)),
  )) {
    if (start + from > at || start + to <= at) continue;
    const out: Stretch[] = [[start + from, start + to]];
    return { at: start + from, field: 'mathematics', message, remedy, out };
  }
  return undefined;
}

function braceSlip(text: string, at: number): Slip {
  const formula = formulaSlip(text, at);
  if (formula) return formula;
  const [from, to] = bracesAround(text, at);
  const code = text.slice(from, to);
  const out: Stretch[] = [[from, to]];
  const slip = (message: string, remedy: string, place = from): Slip => ({
    at: place,
    field: 'brace',
    message,
    remedy,
    out,
  });
  const attribute = /<([A-Za-z][\w.:-]*)[^<>]*?\s([\w:-]+)=$/u.exec(text.slice(0, from));
  if (attribute && to - from > 1) {
    const [, name = '', key = ''] = attribute;
    out.splice(0, 1, ...elementAt(text, attribute.index, name, tagEnd(text, from) ?? to));
    const remedy = `write one value between the braces, or text in quotes: ${key}="…"`;
    return slip(`${shown(`${key}=${code}`)} in <${name}> is no code that can be read`, remedy);
  }
  if (to - from === 1 && /^\{\s*\/\*/u.test(text.slice(from))) {
    return slip('a comment begins here, and nothing ends it', 'write */} where it ends');
  }
  if (/^\{\s*\/\*/u.test(code) && /\n[ \t]*\r?\n/u.test(code)) {
    const remedy = 'remove the empty line, or write {/* … */} around each part';
    return slip('a comment within a paragraph has an empty line in it', remedy);
  }
  if (to - from === 1) {
    return slip('`{` begins code, and no `}` ends it', 'write \\{, or put code in backticks');
  }
  const listing = /^\{%-?\s*(highlight|codeblock|code|raw)\b\s*(\w*)/u.exec(code);
  const ends =
    listing && new RegExp(`\\{%-?\\s*end${listing[1]}\\b[^}]*\\}`, 'u').exec(text.slice(to));
  if (listing && ends) {
    out.splice(0, 1, [from, to + ends.index + ends[0].length]);
    const message = `\`${shown(code)}\` is a template's tag, and no template is filled in here`;
    return slip(message, `put what it holds between lines of \`\`\`${listing[2] ?? ''}`);
  }
  const foreign = texCommand(text.slice(0, from), code) ?? foreignBraces(code);
  if (foreign) return slip(foreign.message, foreign.remedy);
  return slip(`\`${shown(code)}\` is read as code`, asText(code));
}

const COMMENT = /^<!--([\s\S]*?)-->/u;
/** What a tag that cannot be read should have been, as message and remedy. */
function tagFault(name: string, tag: string): Said {
  const what = `the tag ${shown(tag)} cannot be read`;
  const curly = /([\w:-]+)=\s*[“”‘’„«]([^“”‘’»"']*)/u.exec(tag);
  if (curly) return [`${what}: its quotes are curly`, `write ${curly[1]}="${curly[2]}"`];
  const bare = /\s([\w:-]+)=([^\s"'{}>]+?)(?=\s|\/?>)/u.exec(tag);
  // What a component of the site names is code, but for the key of a source.
  if (bare && /^(?:Claim|Figure|Given|N|Ref)$/u.test(name) && /^(?:of|to)$/u.test(bare[1] ?? ''))
    return [`${what}: ${bare[2]} needs braces`, `write ${bare[1]}={${bare[2]}}`];
  if (bare) return [`${what}: ${bare[2]} needs quotes`, `write ${bare[1]}="${bare[2]}"`];
  if ((tag.match(/"/gu)?.length ?? 0) % 2 === 1)
    return [`${what}: a quote is missing`, 'add the "'];
  const alone = /\s(\{[^{}]*\})/u.exec(tag);
  if (alone) return [`${what}: ${shown(alone[1] ?? '')} has no name`, 'write name={…}'];
  return [what, `write ${escaped(`<${name}`)} if it is text, or name="value" for each part`];
}

function signSlip(text: string, at: number): Slip {
  const rest = text.slice(at);
  const slip = tagSlip(at);
  const comment = COMMENT.exec(rest);
  if (rest.startsWith('<!--')) {
    const said = comment?.[1]?.trim() ?? '';
    const short = said.length > 0 && said.length < 60 && !/\n|\*\//u.test(said);
    const end = comment ? at + comment[0].length : paragraphEnd(text, at);
    const remedy = `write {/* ${short ? said : '…'} */}`;
    return slip('`<!--` begins a comment of HTML, which MDX does not have', remedy, [[at, end]]);
  }
  const declaration = /^<(?:\?|!(?!--))[^<>]*>/u.exec(rest)?.[0];
  if (declaration) {
    const message = `\`${shown(declaration)}\` is read as the start of a tag`;
    return slip(message, `remove it, or write it in backticks`, [[at, at + declaration.length]]);
  }
  const special = endlessTag(text, at) ?? addressSlip(text, at);
  if (special) return special;
  const before = /[\p{L}\p{N}_]+$/u.exec(text.slice(0, at))?.[0] ?? '';
  const generic = /^<[^<>\n]*(?:<[^<>\n]*>[^<>\n]*)*>/u.exec(rest)?.[0];
  const name = /^<\/?([A-Za-z][\w.:-]*)/u.exec(rest)?.[1];
  const end = tagEnd(text, at);
  const tag = text.slice(at, end ?? at);
  const inner = tag.slice(1).replace(/"[^"]*"|'[^']*'|\{[^}]*\}/gu, '');
  const like = /^<\/?[\w.:-]+(?:\s[\s\S]*[=/]|\/?>)/u.test(tag) && !inner.includes('<');
  if (before && generic && !generic.includes('=')) {
    const code = `${before}${generic}`;
    const message = `\`${shown(code)}\` is read as a word and a tag`;
    return slip(message, `write \`${code}\` in backticks`, [[at, at + generic.length]]);
  }
  if (like && name !== undefined && end !== undefined) {
    const [message, remedy] = tagFault(name, tag);
    return slip(message, remedy, elementAt(text, at, name, end));
  }
  const signs = /^<+/u.exec(rest)?.[0] ?? '<';
  const word = shown(/^<\S{0,24}/u.exec(rest)?.[0] ?? '<').replace(/(?<=\w)[,;.:!?)]+$/u, '');
  return slip(
    `\`${word}\` is read as the start of a tag`,
    `write ${escaped(word)}, or put it in backticks`,
    [[at, at + signs.length]],
  );
}

/** A tag on one line, closed in itself, without what pages do not take; a picture with its words. */
function shownWhole(tag: string): string {
  const plain = tag.replace(/\s+/gu, ' ').replace(/ (?:style|on[a-z]+)=(?:"[^"]*"|'[^']*')/gu, '');
  const silent = /^<img\b/u.test(plain) && !/\salt=/u.test(plain);
  return plain.replace(/\s*>$/u, `${silent ? ' alt="what it shows"' : ''} />`);
}

/** Offset of a tag without content that is left open between two offsets. */
function openVoid(text: string, from: number, to: number): number | undefined {
  for (const { index, 1: name = '' } of text.slice(from, to).matchAll(/<([a-z]+)(?=[\s>])/gu)) {
    const end = VOID.has(name) ? tagEnd(text, from + index) : undefined;
    if (end !== undefined && text[end - 2] !== '/') return from + index;
  }
  return undefined;
}

function unclosedSlip(text: string, at: number, name: string): Slip {
  const behind = tagEnd(text, at) ?? at + 1;
  const tag = text.slice(at, behind);
  const slip = tagSlip(at);
  const closed = tag.length < 120 ? `write ${shownWhole(tag)}` : 'end it with />';
  if (VOID.has(name)) {
    return slip(`<${name}> is not closed`, closed, [[at, behind]]);
  }
  const slash = slashSlip(text, at, name);
  if (slash) return slash;
  const before = /[\p{L}\p{N}_]+$/u.exec(text.slice(0, at))?.[0] ?? '';
  const closes = text.indexOf(`</${name}>`, behind);
  if (name === '' && closes < 0) return slip('`<>` is read as a tag', asText('<>'), [[at, behind]]);
  const plain = /^<[\p{L}\w.\s-]*>$/u.test(tag);
  if (closes < 0 && plain && before && !HTML.has(name)) {
    const code = `${before}${tag}`;
    return slip(`\`${code}\` is read as a word and a tag`, `write \`${code}\` in backticks`, [
      [at, behind],
    ]);
  }
  const out = elementAt(text, at, name, behind);
  const inner = closes < 0 ? undefined : openVoid(text, behind, closes);
  if (inner !== undefined) {
    return unclosedSlip(text, inner, /^[a-z]+/u.exec(text.slice(inner + 1))?.[0] ?? '');
  }
  if (closes >= 0 && name === 'pre') {
    return slip(...PRE, out);
  }
  if (closes >= 0) {
    const items = /\n[ \t>]*(?:[-*+]|\d+[.)])[ \t]/u.test(text.slice(behind, closes));
    const remedy =
      name === 'p'
        ? 'remove them; an empty line ends a paragraph'
        : items
          ? `write ${tag} and </${name}> in each item of the list`
          : `give each a line of its own, with an empty line inside: <${name}>, text, </${name}>`;
    return slip(`<${name}> and </${name}> do not stand in one paragraph`, remedy, out);
  }
  if (plain && /^\p{Ll}/u.test(name) && !HTML.has(name)) {
    return slip(`\`${tag}\` is read as a tag`, asText(tag), out);
  }
  if (comparesIn(tag)) {
    const sign = `<${name}`;
    const message = `\`${sign}\` is read as the start of a tag`;
    return slip(message, `write ${escaped(sign)}, or put it in backticks`, [[at, at + 1]]);
  }
  const ends = `</${name}> where it ends`;
  const alone = TAGS.get(name)?.alone || (name === 'Given' && /\sof=/u.test(tag));
  const remedy = alone ? `${closed}${name === 'Cite' ? `, or ${ends}` : ''}` : `write ${ends}`;
  return slip(`<${name}> is not closed`, remedy, out);
}

function closingSlip(text: string, at: number, name: string, open?: [string, number]): Slip {
  const behind = tagEnd(text, at) ?? at + 1;
  const own: Stretch = [at, behind];
  const slip = tagSlip(at);
  if (VOID.has(name)) return slip(`</${name}> ends nothing`, `write <${name} />`, [own]);
  if (open) {
    const [inner, start] = open;
    const opened = new RegExp(`<${literal(name)}[\\s>]`, 'u').test(
      text.slice(paragraphStart(text, start), start),
    );
    const later = text.indexOf(`</${inner}>`, behind);
    const crosses = later >= 0 && later < paragraphEnd(text, at);
    if (VOID.has(inner) || (opened && !crosses)) return unclosedSlip(text, start, inner);
    const innerTag: Stretch = [start, tagEnd(text, start) ?? start + 1];
    if (!opened && crosses) return slip(`</${name}> ends nothing`, 'remove it', [own]);
    if (opened) {
      const message = `<${inner}> begins inside <${name}> and ends outside it`;
      const out: Stretch[] = [innerTag, [later, later + inner.length + 3]];
      return slip(message, `write </${inner}></${name}>`, out);
    }
    return slip(`</${name}> ends what <${inner}> began`, `write </${inner}>`, [innerTag, own]);
  }
  const early = endedEarly(text, at, name);
  if (early) return early;
  return slip(`</${name}> ends nothing`, `remove it, or write <${name}> where it begins`, [own]);
}

/** Offset of a line and column, both from 1. */
function offsetAt(text: string, line: number, column: number): number {
  let start = 0;
  for (let i = 1; i < line; i++) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}

/** What the parser refuses in `text`. `reason` is its own, with the line and column it gives. */
export function slipIn(text: string, line: number, column: number, reason: string): Slip {
  const at = offsetAt(text, line, column);
  const foreign = foreignSlip(text, at);
  if (foreign) return foreign;
  const indented = indentedAround(text, at);
  if (indented) {
    const [from] = indented;
    const start = from + text.slice(from).search(/\S/u);
    return { at: start, ...INDENTED, out: [indented] };
  }
  const unclosed = /^Expected a closing tag for `<(.*?)>` \((\d+):(\d+)\)/u.exec(reason);
  if (unclosed) {
    const [, name = '', openLine, openColumn] = unclosed;
    return unclosedSlip(text, offsetAt(text, Number(openLine), Number(openColumn)), name);
  }
  const closing = /^Unexpected closing tag `<\/(.*?)>`/u.exec(reason);
  if (closing) {
    const open = /closing tag for `<(.*?)>` \((\d+):(\d+)\)/u.exec(reason);
    const start = open && offsetAt(text, Number(open[2]), Number(open[3]));
    return closingSlip(text, at, closing[1] ?? '', open ? [open[1] ?? '', start ?? 0] : undefined);
  }
  // A shortcode, `{{< figure >}}`, is one brace and no tag.
  const shortcode = text.slice(0, at).endsWith('{{');
  return text[at] === '<' && !shortcode ? signSlip(text, at) : braceSlip(text, at);
}
