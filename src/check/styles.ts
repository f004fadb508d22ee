/** An essay's own styles, `style.css`: that a browser reads all of them and what they name is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { type TransformResult, transform } from 'lightningcss';
import { CssSyntaxError, parse, type Root } from 'postcss';
import { ESSAYS } from '../essay/files.ts';
import { decoded } from '../prose/below.ts';
import { declarationFaults, placeInValue } from './declarations.ts';
import { unknownId } from './drawings.ts';
import type { Fault, Finding, Said } from './finding.ts';
import { isLocal, schemeOf } from './hosts.ts';
import type { Parts } from './ids.ts';
import type { From } from './links.ts';
import { mergeFault } from './merges.ts';
import { nearest } from './nearest.ts';
import { missing } from './picturefile.ts';
import { publicFile } from './pictures.ts';
import type { Places } from './places.ts';
import { selectorFaults } from './selectors.ts';
import { shown } from './wording.ts';

const STYLES = 'src/styles';
const SHEET = /\.(?:css|scss|sass|less|styl|pcss)$/u;
/** Where a custom property is made, in styles, components and modules alike. */
const MADE =
  /--[\w-]+(?=["'`]?\s*\]?\s*:)|@property\s+(--[\w-]+)|setProperty\(\s*['"`](--[\w-]+)/gu;

const madeIn = (source: string): string[] =>
  [...source.matchAll(MADE)].map(([all, property, set]) => property ?? set ?? all);

/** The site's own styles. */
const siteStyles = (): string[] =>
  (existsSync(STYLES) ? readdirSync(STYLES) : [])
    .filter((name) => name.endsWith('.css'))
    .map((name) => readFileSync(`${STYLES}/${name}`, 'utf8'));

/** The custom properties that the site's styles make. */
export const siteProperties = (): Set<string> => new Set(siteStyles().flatMap(madeIn));

/** What the parser says, and what to write. */
const SYNTAX: readonly (readonly [said: RegExp, message: string, remedy: string])[] = [
  [/^Unclosed block/u, 'the { of this rule is not closed', 'write } where the rule ends'],
  [/^Unexpected \}/u, 'this } closes nothing', 'remove it'],
  [/^Unclosed comment/u, 'this comment is not closed', 'write */ where it ends'],
  [/^Unclosed string/u, 'the quotes that open here are not closed', 'close them in the same line'],
  [/^Unclosed bracket/u, 'this ( is not closed', 'write ) where it ends'],
  [/^Double colon/u, 'there are two colons', 'write one between name and value'],
  [/^At-rule without name/u, 'this @ has no name', 'write @media, or what it should be'],
];

/** At-rules of preprocessors, which no browser knows. */
const FOREIGN =
  /^(?:include|mixin|extend|use|forward|function|if|else|each|for|while|tailwind|apply)$/u;
const AT_RULES =
  'media supports layer container font-face keyframes property scope starting-style page import'.split(
    ' ',
  );
/** States of elements and their places among others, and parts of elements that have no tag. */
const PSEUDO = {
  ':': 'hover focus focus-visible focus-within active visited link target checked disabled first-child last-child only-child nth-child nth-last-child nth-of-type first-of-type last-of-type not is where has empty root open'.split(
    ' ',
  ),
  '::': 'before after marker first-line first-letter selection placeholder backdrop'.split(' '),
} as const;

/** How a selector of the kind that was meant is written; the kind as it is written comes first. */
function pseudoMeant(name: string, colons: ':' | '::'): string | undefined {
  for (const kind of colons === ':' ? ([':', '::'] as const) : (['::', ':'] as const)) {
    const meant = nearest(name, PSEUDO[kind]);
    if (meant) return `${kind}${meant}`;
  }
  return undefined;
}

/** A line of the source, to be quoted. */
const lineOf = (source: string, line: number): string => shown(source.split('\n')[line - 1] ?? '');

function syntaxFault(error: CssSyntaxError, source: string): Fault {
  const { line = 1, column = 1, reason } = error;
  const quoted = lineOf(source, line);
  const [, message, remedy] = SYNTAX.find(([said]) => said.test(reason)) ?? [
    undefined,
    `"${quoted}" cannot be read`,
    /\/\//u.test(quoted)
      ? 'write /* … */ around a comment'
      : 'write a name, a colon, a value and a semicolon',
  ];
  return { line, column, field: 'style', message, remedy };
}

type Warning = TransformResult['warnings'][number];

/** What the build warns of, as far as it is surely meant as something else: browsers learn new words. */
function warningFault({ type, value, loc }: Warning): Fault[] {
  const place = { line: loc.line, column: loc.column, field: 'style' };
  if (type === 'AtRuleInvalid' && typeof value === 'string') {
    const message = `no browser knows @${value}`;
    if (FOREIGN.test(value)) return [{ ...place, message, remedy: 'write it as plain CSS' }];
    const meant = nearest(value, AT_RULES);
    return meant ? [{ ...place, message, remedy: `write @${meant}` }] : [];
  }
  if (type === 'SelectorError' && /^UnsupportedPseudo/u.test(value?.type)) {
    const name = String(value.value);
    const colons = /Element$/u.test(value.type) ? '::' : ':';
    const meant = pseudoMeant(name, colons);
    return meant
      ? [{ ...place, message: `no browser knows ${colons}${name}`, remedy: `write ${meant}` }]
      : [];
  }
  return [];
}

/** What the build cannot take, and where the styles name pictures, fonts and other styles. */
function built(file: string, source: string): Fault[] | TransformResult {
  try {
    return transform({ filename: file, code: Buffer.from(source), analyzeDependencies: true });
  } catch (error) {
    const { loc } = error as { loc?: { line: number; column: number } };
    const { line = 1, column = 1 } = loc ?? {};
    const message = `"${lineOf(source, line)}" cannot be read`;
    return [{ line, column, field: 'style', message, remedy: 'mend the rule there' }];
  }
}

/** A gradient, filter or mask that nothing on the page is. */
function partFault(id: string, parts: Parts | undefined): Said | undefined {
  if (id === '' || !parts?.complete || parts.ids.has(id)) return undefined;
  return unknownId(id, parts.ids);
}

/** What is wrong with an address in styles. */
function addressFault(url: string, { file, slug }: From, places: Places): Said | undefined {
  if (url.startsWith('#')) return partFault(url.slice(1), places.essays.get(slug)?.parts);
  if (url === '' || schemeOf(url) === 'data') return undefined;
  if (!isLocal(url)) {
    const name = posix.basename(url.replace(/[?#].*$/u, '')) || 'file';
    return [
      `${url} is not loaded: styles load nothing from elsewhere`,
      `put the file beside the essay and write ./${name}`,
    ];
  }
  const path = url.replace(/[?#].*$/u, '');
  const target = publicFile(path, places) ?? posix.join(posix.dirname(file), decoded(path) ?? path);
  return places.files.has(target) ? undefined : missing(path, target, places);
}

/** Fonts whose bytes are their address, which no page loads. */
function fontFaults(root: Root): Fault[] {
  const faults: Fault[] = [];
  root.walkDecls('src', ({ value, source }) => {
    if (!/url\(\s*["']?data:/iu.test(value)) return;
    const { line = 1, column = 1 } = source?.start ?? {};
    const message = 'a font written out as data: is not loaded';
    faults.push({
      line,
      column,
      field: 'style',
      message,
      remedy: 'put its file beside the essay and write url(./name.woff2)',
    });
  });
  return faults;
}

/** Variables that nobody makes; what has a value to fall back on may lack. */
function propertyFaults(root: Root, known: ReadonlySet<string>): Fault[] {
  const faults: Fault[] = [];
  root.walkDecls((declaration) => {
    for (const found of declaration.value.matchAll(/var\(\s*(--[\w-]+)\s*\)/gu)) {
      const [, name = ''] = found;
      if (known.has(name)) continue;
      const meant = nearest(name, known);
      faults.push({
        ...placeInValue(declaration, found.index),
        field: 'style',
        message: `nobody gives ${name} a value`,
        remedy: meant ? `write var(${meant})` : `give it one, or choose from ${STYLES}/tokens.css`,
      });
    }
  });
  return faults;
}

/**
 * Every fault of an essay's `style.css`.
 *
 * @param beside what else of the essay may make custom properties
 * @param texts of the essay, its components and modules
 */
function styleFaults(
  sheet: From,
  source: string,
  beside: readonly string[],
  places: Places,
  texts: readonly string[],
): Fault[] {
  // In a comment marks of a merge are text.
  const merge = mergeFault(
    source.replace(/\/\*[\s\S]*?\*\//gu, (all) => all.replace(/[^\n]/gu, ' ')),
  );
  if (merge) return [merge];
  let root: Root;
  try {
    root = parse(source);
  } catch (error) {
    if (error instanceof CssSyntaxError) return [syntaxFault(error, source)];
    throw error;
  }
  const result = built(sheet.file, source);
  const own = declarationFaults(root);
  if (Array.isArray(result)) {
    return [...own, ...result.filter(({ line }) => own.every((said) => said.line !== line))];
  }
  const known = new Set([...places.properties, ...madeIn(source), ...beside.flatMap(madeIn)]);
  return [
    ...result.warnings.flatMap(warningFault),
    ...(result.dependencies ?? []).flatMap((named): Fault[] => {
      const said = 'url' in named && addressFault(named.url, sheet, places);
      if (!said) return [];
      const [message, remedy] = said;
      const { line, column } = named.loc.start;
      return [{ line, column, field: 'style', message, remedy }];
    }),
    ...own,
    ...fontFaults(root),
    ...propertyFaults(root, known),
    ...selectorFaults(root, texts, siteStyles()),
  ];
}

/** The faults of the styles in an essay's folder, and the files of styles that no page reads. */
export function styleFindings(
  { file: essay, slug, source: text }: From & { readonly source: string },
  texts: readonly { source: string }[],
  places: Places,
): Finding[] {
  const folder = posix.dirname(essay);
  const own = folder !== ESSAYS;
  const sources = texts.map(({ source }) => source);
  const sheets = [...places.files].filter((file) =>
    own
      ? file.startsWith(`${folder}/`) && SHEET.test(file)
      : file.startsWith(`${ESSAYS}/${slug}.`) && SHEET.test(file),
  );
  const css = sheets.map((file) => ({ file, source: readFileSync(file, 'utf8') }));
  const named = [...sources, ...css.map(({ source }) => source)];
  return css.flatMap(({ file, source }): Finding[] => {
    const name = posix.basename(file);
    const read =
      own && (file === `${folder}/style.css` || named.some((text) => text.includes(name)));
    if (read && file.endsWith('.css')) {
      return styleFaults({ slug, file }, source, named, places, [text, ...sources]).map(
        (fault) => ({
          file,
          ...fault,
        }),
      );
    }
    if (read) return [];
    const into = own ? `${folder}/style.css` : `${ESSAYS}/${slug}/style.css`;
    const plain = file.endsWith('.css') ? '' : 'write it as plain CSS and ';
    const move = own ? '' : `, and the essay ${ESSAYS}/${slug}/index.mdx`;
    return [
      {
        file,
        line: 1,
        column: 1,
        field: 'file',
        message: 'no page reads these styles',
        remedy: `${plain}call the file ${into}${move}`,
      },
    ];
  });
}
