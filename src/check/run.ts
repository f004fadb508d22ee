/**
 * Checks every essay: `npm run check`, or some of them: `npm run check -- inference-router`.
 * Prints one line per fault and fails if there is one; those of drafts count only when asked for.
 */
import { readFileSync } from 'node:fs';
import { ESSAYS, type EssayFile, essayFiles, filesBelowEssays } from '../essay/files.ts';
import { readModule } from '../essay/modules.ts';
import { essayRuns, type Runs } from '../essay/results.ts';
import { essaySchema } from '../essay/schema.ts';
import { hasPlaceholders, site } from '../site.ts';
import { collectionFindings, misplacedFindings } from './collection.ts';
import { checkEssay, type Site } from './essay.ts';
import { type Finding, formatFinding, inOrder } from './finding.ts';
import { modulesOf } from './modules.ts';

const COMPONENTS = 'src/components/essay.ts';

/** The components that essays may use; the module that lists them imports Astro files, Node cannot. */
const componentNames = (): Set<string> =>
  new Set(readModule(readFileSync(COMPONENTS, 'utf8')).imports.map(({ local }) => local));

/** The runs of an essay; undefined where its modules do not load, which the check says elsewhere. */
const runsOf = (slug: string): Promise<Runs | undefined> => essayRuns(slug).catch(() => undefined);

const essays = essayFiles();
const shown = essays.filter(({ hidden }) => !hidden);
const around: Site = {
  schema: essaySchema,
  components: componentNames(),
  known: new Set(shown.flatMap(({ slug, aliases }) => [slug, ...aliases])),
  hidden: new Set(essays.filter(({ hidden }) => hidden).map(({ slug }) => slug)),
  site: site.address,
};

const wanted = process.argv.slice(2);
const names = ({ slug, file }: EssayFile): string[] => [slug, file];
const chosen = essays.filter(
  (essay) => wanted.length === 0 || names(essay).some((name) => wanted.includes(name)),
);
for (const name of wanted) {
  if (chosen.some((essay) => names(essay).includes(name))) continue;
  console.error(`There is no essay "${name}" in ${ESSAYS}.`);
  process.exitCode = 1;
}
const findings: Finding[] = wanted.length > 0 ? [] : misplacedFindings(ESSAYS, filesBelowEssays());
const between = collectionFindings(essays);
const inDrafts: Finding[] = [];
for (const essay of chosen) {
  const modules = await modulesOf(essay);
  const found = checkEssay({ ...essay, modules, runs: await runsOf(essay.slug) }, around);
  const all = [...found, ...between.filter(({ file }) => file === essay.file)];
  (essay.draft ? inDrafts : findings).push(...all);
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
if (hasPlaceholders) {
  console.log('Before you publish: the address or e-mail in src/site.ts still is example.com.');
}
if (findings.length > 0) process.exitCode = 1;
