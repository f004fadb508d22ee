/**
 * Checks every essay: `npm run check`, or some of them: `npm run check -- inference-router`.
 * Prints one line per fault and fails if there is one; those of drafts count only when asked for.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ESSAYS } from '../essay/files.ts';
import { resultOf } from '../essay/results.ts';
import { essaySchema } from '../essay/schema.ts';
import { today } from '../essay/today.ts';
import type { Experiment } from '../kit/experiment.ts';
import { site } from '../site.ts';
import {
  aliasesOf,
  collectionFindings,
  type Entry,
  misplacedFindings,
  slugOf,
} from './collection.ts';
import { checkEssay, type Site } from './essay.ts';
import { type Finding, formatFinding, inOrder } from './finding.ts';
import { frontMatterOf } from './frontmatter.ts';
import { isBeside, type Module, type Modules, passedOn } from './modules.ts';
import { bindingsOf, parseMdx } from './tree.ts';

const COMPONENTS = 'src/components/essay.ts';

const read = (file: string): string => readFileSync(file, 'utf8');

/** The names in `essayComponents = { Cite, Given }`: that module imports Astro files, Node cannot. */
function componentNames(): Set<string> {
  const listed = /essayComponents\s*=\s*\{([^}]*)\}/u.exec(read(COMPONENTS))?.[1] ?? '';
  return new Set(listed.split(',').flatMap((entry) => entry.split(':')[0]?.trim() || []));
}

async function load(file: string): Promise<Module> {
  try {
    return {
      file,
      source: read(file),
      exports: { ...(await import(pathToFileURL(resolve(file)).href)) },
    };
  } catch (error) {
    return {
      file,
      source: read(file),
      exports: { error: error instanceof Error ? error.message : String(error) },
    };
  }
}

/** The modules beside an essay that it imports, and its figures even if it does not. */
async function modulesOf(entry: Entry): Promise<Modules> {
  const folder = entry.file.replace(/\/[^/]*$/u, '');
  const parsed = parseMdx(entry.source);
  const imported =
    'root' in parsed ? [...bindingsOf(parsed.root).values()].map(({ from }) => from) : [];
  if (entry.file.endsWith('/index.mdx')) imported.push('./figures.ts');
  const modules = new Map<string, Module>();
  const wanted = imported.filter(isBeside);
  for (const specifier of wanted) {
    if (modules.has(specifier)) continue;
    const file = `${folder}/${specifier.replace(/^\.\//u, '')}${specifier.endsWith('.ts') ? '' : '.ts'}`;
    if (!existsSync(file)) continue;
    const module = await load(file);
    modules.set(specifier, module);
    wanted.push(...passedOn(module.source));
  }
  return modules;
}

const paths = readdirSync(ESSAYS, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .sort();
const entries = paths.flatMap((path): Entry[] => {
  const slug = slugOf(path);
  const file = `${ESSAYS}/${path}`;
  return slug === undefined ? [] : [{ file, slug, source: read(file) }];
});
const isDraft = ({ source }: Entry): boolean => frontMatterOf(source)?.data.draft === true;
const day = today();
const isHidden = (entry: Entry): boolean =>
  isDraft(entry) || String(frontMatterOf(entry.source)?.data.published ?? '') > day;
const shown = entries.filter((entry) => !isHidden(entry));
const around: Site = {
  schema: essaySchema,
  components: componentNames(),
  known: new Set(shown.flatMap(({ slug, source }) => [slug, ...aliasesOf(source)])),
  hidden: new Set(entries.filter(isHidden).map(({ slug }) => slug)),
  site: site.address,
};

const wanted = process.argv.slice(2);
const chosen = entries.filter(
  ({ slug, file }) => wanted.length === 0 || wanted.includes(slug) || wanted.includes(file),
);
for (const name of wanted) {
  if (chosen.some(({ slug, file }) => name === slug || name === file)) continue;
  console.error(`There is no essay "${name}" in ${ESSAYS}.`);
  process.exitCode = 1;
}
const findings: Finding[] = wanted.length > 0 ? [] : misplacedFindings(ESSAYS, paths);
const between = collectionFindings(entries);
const inDrafts: Finding[] = [];
for (const entry of chosen) {
  const essay = {
    ...entry,
    modules: await modulesOf(entry),
    resultOf: (of: unknown) => resultOf(entry.slug, of as Experiment<unknown, unknown>),
  };
  const found = checkEssay(essay, around);
  const all = [...found, ...between.filter(({ file }) => file === entry.file)];
  (isDraft(entry) ? inDrafts : findings).push(...all);
}
if (wanted.length > 0) findings.push(...inDrafts.splice(0));
for (const finding of inOrder(findings)) console.log(formatFinding(finding));
const count = (n: number, noun: string): string => `${n || 'no'} ${noun}${n === 1 ? '' : 's'}`;
const drafts =
  inDrafts.length > 0
    ? `; ${inDrafts.length} more in drafts (npm run check -- <slug> shows them)`
    : '';
console.log(
  `Checked ${count(chosen.length, 'essay')}: ${count(findings.length, 'fault')}${drafts}.`,
);
if (findings.length > 0) process.exitCode = 1;
