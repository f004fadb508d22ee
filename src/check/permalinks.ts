/**
 * What was public and is gone or is called otherwise, by the repository's history: slugs, figures and
 * named parts of essays, their identity in the feeds, the texts of their prints.
 */
import { readFileSync } from 'node:fs';
import { ESSAYS, type EssayFile, entriesBelow } from '../essay/files.ts';
import { START } from '../essay/schema.ts';
import { slugMeant } from './collection.ts';
import { type Edition, editionsOf, identitiesOf, isModuleOf } from './editions.ts';
import type { Finding } from './finding.ts';
import { faultAt } from './frontmatter.ts';
import { textsOf } from './history.ts';
import { keptAnchors, namedParts } from './ids.ts';
import { lostPrints } from './ledger.ts';
import { nearest } from './nearest.ts';
import { readMdx } from './reading.ts';
import { wholeWords } from './wording.ts';

const FIGURE = /\bfigure\(\s*\{\s*id:\s*(['"`])([\w-]+)\1/gu;

/** The parts that an essay's author names in its text and the modules beside it, as written. */
function partsIn(source: string, modules: readonly string[]): Set<string> {
  const figures = modules.flatMap((text) => [...text.matchAll(FIGURE)].map(([, , id = '']) => id));
  return namedParts(readMdx(source).root, figures).ids;
}

/** The parts that an essay has, and those that it keeps. */
function presentParts({ slug, source, matter }: EssayFile, root: string): Set<string> {
  const modules = entriesBelow(`${root}/${ESSAYS}`)
    .filter(({ path, kind }) => kind === 'file' && isModuleOf(slug, path))
    .map(({ path }) => readFileSync(`${root}/${ESSAYS}/${path}`, 'utf8'));
  const named = partsIn(source, modules);
  const parts = new Set(named);
  for (const [old, part] of keptAnchors(matter)) {
    parts.add(old);
    // An entry that is turned around is told where it stands.
    if (named.has(old)) parts.add(part);
  }
  return parts;
}

/** A fault at a key of an essay's front matter; at the top where it has no such key. */
const atKey = (essay: EssayFile, key: string, message: string, remedy: string): Finding => ({
  file: essay.file,
  ...(essay.matter?.document.has(key)
    ? faultAt(essay.matter, [key], message, remedy, true)
    : { line: 1, column: 1, message, remedy }),
  field: key,
});

const goneMessage = ({ slug, until }: Edition): string =>
  `/essays/${slug}/ was public until ${until} and is gone`;

/** The edition of some that was public last. */
const latest = (editions: readonly Edition[]): Edition | undefined =>
  editions.toSorted((a, b) => a.last - b.last).at(-1);

/**
 * An essay that is not there any more, and nobody knows what takes its place.
 *
 * @param editions the last under each of its slugs
 */
function goneFinding(editions: readonly Edition[]): Finding | undefined {
  const last = latest(editions);
  if (!last) return undefined;
  const list = [...new Set([last.first, ...editions.map(({ slug }) => slug)])].join(', ');
  const remedy = `write aliases: [${list}] in the essay that takes its place, or put it back`;
  const message = goneMessage(last);
  return { file: last.file, line: 1, column: 1, field: 'aliases', message, remedy };
}

/** Whether an essay's front matter can be read. */
const isRead = ({ matter, trouble }: EssayFile): boolean =>
  trouble === undefined && matter?.troubles.length === 0;

/** An essay that is not shown and was: why that is; undefined where its front matter is told of itself. */
function hiddenFinding(essay: EssayFile, editions: readonly Edition[]): Finding | undefined {
  const last = latest(editions);
  const { matter, draft } = essay;
  if (!last || !matter || !isRead(essay)) return undefined;
  const was = `/essays/${last.slug}/ was public until ${last.until}`;
  if (draft) return atKey(essay, 'draft', `${was} and is a draft`, 'remove the line');
  if (matter.data.draft !== undefined && matter.data.draft !== false) return undefined;
  const message = `${was}, and this day is to come`;
  return atKey(essay, 'published', message, `write published: '${last.published}'`);
}

/** Whether an essay is one that is gone under another name, by what either was called first. */
function isHeir(
  { slug, first, aliases }: EssayFile,
  its: readonly Edition[],
  gone: readonly Edition[],
): boolean {
  const names = new Set([slug, first, ...aliases, ...its.map((one) => one.first)]);
  return gone.some((one) => names.has(one.first));
}

/** The aliases that an essay should have: its identity, those that it has, those that it lacks. */
const aliasesWith = (first: string, { aliases }: EssayFile, lacking: readonly string[]): string =>
  `write aliases: [${[...new Set([first, ...aliases, ...lacking])].join(', ')}]`;

/** What is wrong with an essay's aliases: its identity in the feeds is another one, or slugs lack. */
function aliasFindings(
  essay: EssayFile,
  editions: readonly Edition[],
  lacking: readonly Edition[],
  isTaken: (slug: string) => boolean,
): Finding[] {
  const identities = identitiesOf(editions);
  const [first] = identities;
  const slugs = lacking.map(({ slug }) => slug);
  const differs = first !== undefined && !identities.includes(essay.first) && !isTaken(first);
  if (differs) {
    const message = `the essay was first /essays/${first}/, its identity in the feeds`;
    return [atKey(essay, 'aliases', message, aliasesWith(first, essay, slugs))];
  }
  const remedy = aliasesWith(essay.first, essay, slugs);
  return lacking.map((edition) => atKey(essay, 'aliases', goneMessage(edition), remedy));
}

/** The named parts of an edition that the essay has no more, and does not keep. */
function lostParts(
  { file }: EssayFile,
  { slug, until }: Edition,
  parts: Iterable<string>,
  has: ReadonlySet<string>,
): Finding[] {
  return [...parts]
    .filter((part) => part !== '' && !has.has(part))
    .map((part) => {
      const isFigure = (id: string) => id.startsWith('fig-');
      const others = [...has].filter((id) => isFigure(id) === isFigure(part));
      const meant = nearest(part, others) ?? others[0] ?? START;
      const message = `#${part} of /essays/${slug}/ was public until ${until} and is gone`;
      const remedy = `write anchors: { ${/^[\w-]+$/u.test(part) ? part : JSON.stringify(part)}: ${meant} }`;
      return { file, line: 1, column: 1, field: 'anchors', message, remedy };
    });
}

/**
 * What was public and no longer answers, or not as itself.
 *
 * @param root the project's folder
 * @param essays as they now are
 * @param day the site's day
 * @throws a `HistoryError` where the history cannot be told
 */
export function lostPermalinks(root: string, essays: readonly EssayFile[], day: string): Finding[] {
  const editions = editionsOf(root, day);
  const texts = textsOf(
    root,
    editions.flatMap(({ blobs }) => blobs),
  );
  const shown = essays.filter(({ hidden }) => !hidden);
  const answering = (among: readonly EssayFile[], slug: string): EssayFile | undefined =>
    among.find((essay) => essay.slug === slug) ??
    among.find((essay) => essay.aliases.includes(slug));
  const lost = new Map<string, Finding>();
  const tell = (finding: Finding) =>
    lost.set(`${finding.file} ${finding.message.replace(/ until [\d-]+/u, '')}`, finding);
  const of = Map.groupBy(editions, ({ slug }) => answering(shown, slug));
  const gone = Map.groupBy(of.get(undefined) ?? [], ({ slug }) => slug);
  // A name that will not do as an address is told of itself, as are aliases that cannot be read.
  for (const { slug } of essays) gone.delete(slugMeant(slug) ?? '');
  const unread = essays.filter((essay) => !isRead(essay)).map(({ source }) => source);
  for (const slug of [...gone.keys()]) {
    if (unread.some((source) => wholeWords(slug).test(source))) gone.delete(slug);
  }
  const heirs = Map.groupBy(gone, ([slug, editions]) =>
    answering(essays, slug)
      ? undefined
      : shown.find((essay) => isHeir(essay, of.get(essay) ?? [], editions)),
  );
  const goneTo = (heir: EssayFile | undefined): Edition[] =>
    (heirs.get(heir) ?? []).flatMap(([, editions]) => latest(editions) ?? []);
  for (const essay of shown) {
    const its = of.get(essay) ?? [];
    const isTaken = (slug: string) => (answering(shown, slug) ?? essay) !== essay;
    for (const finding of [
      ...aliasFindings(essay, its, goneTo(essay), isTaken),
      ...lostPrints(essay, its, root),
    ]) {
      tell(finding);
    }
  }
  // One essay was public under several slugs.
  const absent = Map.groupBy(
    goneTo(undefined),
    (edition) => answering(essays, edition.slug) ?? edition.first,
  );
  for (const [essay, its] of absent) {
    const finding = typeof essay === 'string' ? goneFinding(its) : hiddenFinding(essay, its);
    if (finding) tell(finding);
  }
  for (const essay of shown) {
    const its = of.get(essay) ?? [];
    const has = its.length > 0 ? presentParts(essay, root) : new Set<string>();
    for (const edition of its) {
      const [source = '', ...modules] = edition.blobs.map((blob) => texts.get(blob) ?? '');
      for (const finding of lostParts(essay, edition, partsIn(source, modules), has)) tell(finding);
    }
  }
  return [...lost.values()];
}
