/**
 * What was public and is gone or is called otherwise, by the repository's history: slugs, figures and
 * named parts of essays, their identity in the feeds, the texts of their prints.
 */
import { readFileSync } from 'node:fs';
import { ESSAYS, type EssayFile, entriesBelow } from '../essay/files.ts';
import { START } from '../essay/schema.ts';
import { slugMeant } from './collection.ts';
import { type Edition, editionsOf, identitiesOf, isModuleOf } from './editions.ts';
import { type Finding, nearest } from './finding.ts';
import { faultAt } from './frontmatter.ts';
import { textsOf } from './history.ts';
import { keptAnchors, namedParts } from './ids.ts';
import { lostPrints } from './ledger.ts';
import { readMdx } from './reading.ts';

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

/** An essay that is not shown and was: why that is; undefined where its front matter says it. */
function hiddenFinding(essay: EssayFile, { slug, published, until }: Edition): Finding | undefined {
  if (!essay.matter || essay.matter.troubles.length > 0 || essay.trouble) return undefined;
  const was = `/essays/${slug}/ was public until ${until}`;
  if (essay.draft) return atKey(essay, 'draft', `${was} and is a draft`, 'remove the line');
  if (![undefined, false].includes(essay.matter.data.draft as undefined)) return undefined;
  const message = `${was}, and this day is to come`;
  return atKey(essay, 'published', message, `write published: '${published}'`);
}

/** An essay that is not there any more: where its slug belongs. */
function goneFinding({ slug, file, first, until }: Edition, shown: readonly EssayFile[]): Finding {
  const message = `/essays/${slug}/ was public until ${until} and is gone`;
  const heir = shown.find((essay) => essay.first === first && essay.aliases.length > 0);
  if (heir) {
    const list = [...new Set([first, ...heir.aliases, slug])].join(', ');
    return atKey(heir, 'aliases', message, `write aliases: [${list}]`);
  }
  const remedy = `write aliases: [${slug}] in the essay that takes its place, or put it back`;
  return { file, line: 1, column: 1, field: 'aliases', message, remedy };
}

/** What is wrong with an essay's identity in the feeds: it is not the one that it had first. */
function identityFinding(
  essay: EssayFile,
  editions: readonly Edition[],
  isTaken: (slug: string) => boolean,
): { readonly slug: string; readonly finding: Finding } | undefined {
  const identities = identitiesOf(editions);
  const [slug] = identities;
  if (slug === undefined || identities.includes(essay.first) || essay.aliases.length === 0) {
    return undefined;
  }
  if (isTaken(slug)) return undefined;
  const list = [slug, ...essay.aliases.filter((alias) => alias !== slug)].join(', ');
  const message = `the essay was first /essays/${slug}/, its identity in the feeds`;
  return { slug, finding: atKey(essay, 'aliases', message, `write aliases: [${list}]`) };
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
  const listed = new Set<string>();
  for (const essay of shown) {
    const its = of.get(essay) ?? [];
    const isTaken = (slug: string) => (answering(shown, slug) ?? essay) !== essay;
    const changed = identityFinding(essay, its, isTaken);
    if (changed) listed.add(changed.slug);
    for (const finding of [...(changed ? [changed.finding] : []), ...lostPrints(essay, its, root)])
      tell(finding);
  }
  const lastOf = new Map(of.get(undefined)?.map((edition) => [edition.slug, edition]));
  for (const [slug, edition] of lastOf) {
    const hidden = answering(essays, slug);
    // A name that will not do as an address is told of itself, as is what the feeds know it by.
    const misnamed = essays.some((essay) => slugMeant(essay.slug) === slug);
    if (misnamed || listed.has(slug)) continue;
    const finding = hidden ? hiddenFinding(hidden, edition) : goneFinding(edition, shown);
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
