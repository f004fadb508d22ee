/** The whole check: every essay of the site in the working directory, with the modules beside it. */
import { readFileSync } from 'node:fs';
import { ESSAYS, type EssayFile, essayFiles, filesBelowEssays } from '../essay/files.ts';
import { readModule } from '../essay/modules.ts';
import { essayRuns, type Runs } from '../essay/results.ts';
import { essaySchema } from '../essay/schema.ts';
import { site } from '../site.ts';
import { collectionFindings, misplacedFindings } from './collection.ts';
import { checkEssay, type Site } from './essay.ts';
import { type Finding, inOrder } from './finding.ts';
import { modulesOf } from './modules.ts';

const COMPONENTS = 'src/components/essay.ts';

/** The components that essays may use; the module that lists them imports Astro files, Node cannot. */
const componentNames = (): Set<string> =>
  new Set(readModule(readFileSync(COMPONENTS, 'utf8')).imports.map(({ local }) => local));

/** The runs of an essay; undefined where its modules do not load, which the check says elsewhere. */
const runsOf = (slug: string): Promise<Runs | undefined> => essayRuns(slug).catch(() => undefined);

/** What the check found. */
export interface Report {
  /** How many essays were looked at. */
  readonly checked: number;
  /** Faults that stop a build, in reading order. */
  readonly findings: readonly Finding[];
  /** How many more there are in drafts that nobody asked for. */
  readonly inDrafts: number;
  /** Names that no essay has. */
  readonly unknown: readonly string[];
}

/**
 * Checks the essays named by slug or file; all of them where none is named.
 *
 * @param drafts counts the faults of drafts that nobody named like those of other essays
 */
export async function checkSite(wanted: readonly string[] = [], drafts = false): Promise<Report> {
  const essays = essayFiles();
  const shown = essays.filter(({ hidden }) => !hidden);
  const around: Site = {
    schema: essaySchema,
    components: componentNames(),
    known: new Set(shown.flatMap(({ slug, aliases }) => [slug, ...aliases])),
    hidden: new Set(essays.filter(({ hidden }) => hidden).map(({ slug }) => slug)),
    site: site.address,
  };
  const all = wanted.length === 0;
  const answersTo = ({ slug, file }: EssayFile, name: string) => name === slug || name === file;
  const chosen = essays.filter((essay) => all || wanted.some((name) => answersTo(essay, name)));
  const findings: Finding[] = all ? misplacedFindings(ESSAYS, filesBelowEssays()) : [];
  const between = collectionFindings(essays);
  let inDrafts = 0;
  for (const essay of chosen) {
    const modules = await modulesOf(essay);
    const own = checkEssay({ ...essay, modules, runs: await runsOf(essay.slug) }, around);
    const found = [...own, ...between.filter(({ file }) => file === essay.file)];
    if (all && essay.draft && !drafts) inDrafts += found.length;
    else findings.push(...found);
  }
  return {
    checked: chosen.length,
    findings: inOrder(findings),
    inDrafts,
    unknown: wanted.filter((name) => !chosen.some((essay) => answersTo(essay, name))),
  };
}
