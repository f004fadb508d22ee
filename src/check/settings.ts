/** What is wrong with the site's own facts, `src/site.ts`, and with what the environment sets, before essays are read. */
import { existsSync, readFileSync } from 'node:fs';
import { type ESTree, parseSync } from 'vite';
import { placeIn, saidBy } from './failure.ts';
import { type Finding, fieldOf, formatFinding, placeAt, type Said } from './finding.ts';
import { nearest } from './nearest.ts';
import { syntaxFault } from './sources.ts';
import { childNodes } from './syntax.ts';

/** What the facts' schema says of one of them, as `src/site.ts` throws it. */
interface Issue {
  readonly code: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly keys?: readonly string[];
  readonly expected?: string;
  readonly format?: string;
}

const issuesOf = (error: unknown): readonly Issue[] =>
  error instanceof Error && Array.isArray(error.cause) ? error.cause : [];

/** A fact as it is written: its offset, and its text where it is one. */
interface Written {
  readonly offset: number;
  readonly text: string | undefined;
}

/** The object of the facts: what is given to the schema. */
function factsIn(node: ESTree.Node): ESTree.Node | undefined {
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
    const { property } = node.callee;
    const [facts] = node.arguments;
    if (property.type === 'Identifier' && /^(?:safeP|p)arse$/u.test(property.name)) return facts;
  }
  for (const part of childNodes(node)) {
    const found = factsIn(part);
    if (found) return found;
  }
  return undefined;
}

/** The last text in an expression: of `process.env.SITE_URL || 'https://…'` the address. */
function textIn(node: ESTree.Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  return node.type === 'LogicalExpression' ? textIn(node.right) : undefined;
}

/** Where the fact at a path is written, or the nearest part of the path that is. */
function writtenAt(source: string, path: readonly (string | number)[]): Written {
  let node = factsIn(parseSync('site.ts', source).program);
  let offset = node?.start ?? 0;
  for (const part of path) {
    if (node?.type === 'ArrayExpression') {
      const item: ESTree.Node | null | undefined = node.elements[Number(part)];
      node = item ?? undefined;
      offset = node?.start ?? offset;
      continue;
    }
    if (node?.type !== 'ObjectExpression') return { offset, text: undefined };
    const found: ESTree.Node | undefined = node.properties.find(
      (one) =>
        one.type === 'Property' &&
        ((one.key.type === 'Identifier' && one.key.name === part) ||
          (one.key.type === 'Literal' && one.key.value === part)),
    );
    if (found?.type !== 'Property') return { offset, text: undefined };
    offset = found.start;
    node = found.value;
  }
  return { offset, text: node && textIn(node) };
}

/** The zone that is meant by its city alone, or nearest to what is written. */
function zoneMeant(text: string): string | undefined {
  const zones = Intl.supportedValuesOf('timeZone');
  const word = text.trim().replaceAll(' ', '_').toLowerCase();
  const city = zones.find((zone) => zone.toLowerCase().endsWith(`/${word}`));
  return city ?? nearest(text, zones);
}

const HOST = /^[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:\/\S*)?$/u;

/** What is wrong with an address, be it of the site, of a profile or of the repository. */
function addressSaid(text: string): Said {
  const meant = text.trim().replace(/^(?:https?)?:?\/+/iu, '');
  const remedy = HOST.test(meant) ? `write 'https://${meant}'` : 'write one with https://';
  return [`'${text}' is no full address`, remedy];
}

/** What is wrong with a text that is there. */
function textSaid(text: string, { code, message, format, path }: Issue): Said {
  if (format === 'url') return addressSaid(text);
  if (format === 'email') return [`'${text}' is no e-mail address`, "write 'name@host.org'"];
  if (format === 'date') return [`'${text}' is no day`, "write one such as '2026-11-26'"];
  if (path[0] === 'timeZone') {
    return [`'${text}' is no time zone`, `write '${zoneMeant(text) ?? 'Europe/Berlin'}'`];
  }
  if (text.trim() === '') return ['it is empty', 'write at least one word'];
  if (code === 'too_big') {
    const most = /\d+/u.exec(message)?.[0];
    return [`${text.length} characters are too many`, `keep it to ${most}`];
  }
  if (code === 'too_small') return [`'${text}' is too short`, 'write it out'];
  return [`'${text}' will not do`, message];
}

/** What is wrong with one of the facts; `lacking` are the keys that are not there. */
function factFindings(
  file: string,
  source: string,
  issue: Issue,
  lacking: readonly string[],
): Finding[] {
  const { code, path, message, expected, keys = [] } = issue;
  const tell = (at: readonly (string | number)[], [message, remedy]: Said): Finding => ({
    file,
    ...placeAt(source, writtenAt(source, at).offset),
    field: fieldOf(at) || 'site',
    message,
    remedy,
  });
  if (code === 'unrecognized_keys') {
    return keys.map((key) => {
      const meant = nearest(key, lacking);
      const remedy = meant ? `write ${meant}` : 'remove it';
      return tell([...path, key], [`"${key}" is no fact of the site`, remedy]);
    });
  }
  if (code === 'invalid_key') {
    const remedy = 'write lower-case letters, digits and hyphens';
    return [tell(path, [`"${path.at(-1)}" will not do in an address`, remedy])];
  }
  const { text } = writtenAt(source, path);
  if (text !== undefined && code !== 'invalid_type') return [tell(path, textSaid(text, issue))];
  if (/received undefined/u.test(message)) {
    return [tell(path, ['it is missing', 'add it, as the README says'])];
  }
  const kinds: Readonly<Record<string, string>> = {
    string: 'a text in quotes',
    array: 'a list, […]',
    object: 'what belongs to it in braces, { … }',
    record: 'a text for each name in braces, { … }',
  };
  return [
    tell(path, ['it is not what it should be', `write ${kinds[expected ?? ''] ?? 'a text'}`]),
  ];
}

/** What is wrong with `src/site.ts` itself, of which nothing can be loaded. */
function siteFindings(file: string, error: unknown): Finding[] {
  const source = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const syntax = syntaxFault(file, source);
  if (syntax) {
    const { field = 'site', message, remedy, offset } = syntax;
    return [{ file, ...placeAt(source, offset), field, message, remedy }];
  }
  const issues = issuesOf(error);
  if (issues.length === 0) {
    const at = placeIn('src', error);
    // What fails elsewhere, such as a package that is not there, is no fault of the facts.
    if (at?.file !== file) throw error;
    return [{ ...at, field: 'site', message: saidBy(error), remedy: 'mend the line' }];
  }
  const lacking = issues
    .filter(({ message }) => /received undefined/u.test(message))
    .map(({ path }) => String(path.at(-1)));
  const meant = issues.flatMap(({ keys = [] }) => keys.map((key) => nearest(key, lacking)));
  return issues
    .filter(
      ({ path }) => !lacking.includes(String(path.at(-1))) || !meant.includes(String(path.at(-1))),
    )
    .flatMap((issue) => factFindings(file, source, issue, lacking));
}

/**
 * What is wrong with the site's facts, a line for each fault.
 *
 * @param file in which they are written, from the project's root
 * @param error what loading them threw
 */
export function settingsLines(
  file: string,
  error: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): string[] {
  const { SITE_URL } = environment;
  if (error instanceof Error && error.message.startsWith('SITE_TODAY: ')) return [error.message];
  const [issue] = issuesOf(error);
  if (SITE_URL && issue?.path.join() === 'address') {
    const [message, remedy] = addressSaid(SITE_URL);
    return [`SITE_URL: ${message} — ${remedy.replaceAll("'", '')}`];
  }
  return siteFindings(file, error).map(formatFinding);
}
