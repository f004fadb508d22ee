/** The whole check: every essay of the site in the working directory, with the modules beside it. */
import { readFileSync } from 'node:fs';
import { type EssayFile, essayFiles } from '../essay/files.ts';
import { readModule } from '../essay/modules.ts';
import { essaySchema } from '../essay/schema.ts';
import type { Trouble } from '../essay/text.ts';
import { today } from '../essay/today.ts';
import { hasPlaceholders, site } from '../site.ts';
import { placesAround } from './around.ts';
import { besideOf } from './beside.ts';
import { collectionFindings } from './collection.ts';
import { dayFindings, waitingDays } from './days.ts';
import { type PictureFacts, pictureFacts } from './decode.ts';
import { checkEssay, type Site } from './essay.ts';
import { type Finding, inOrder, placeAt } from './finding.ts';
import { ledgerFindings } from './ledger.ts';
import { misplacedFindings } from './misplaced.ts';
import { modelOf } from './model.ts';
import { type Modules, modulesOf } from './modules.ts';
import { pictureFiles } from './pictures.ts';
import type { Places } from './places.ts';
import { readMdx } from './reading.ts';

const COMPONENTS = 'src/components/essay.ts';

/** The components that essays may use; the module that lists them imports Astro files, Node cannot. */
const componentNames = (): Set<string> =>
  new Set(readModule(readFileSync(COMPONENTS, 'utf8')).imports.map(({ local }) => local));

/** The modules of the chosen essays, and of those that they may link to. */
async function modulesAround(
  essays: readonly EssayFile[],
  chosen: readonly EssayFile[],
): Promise<Map<string, Modules>> {
  const named = ({ slug, aliases }: EssayFile) =>
    chosen.some(({ source }) => [slug, ...aliases].some((name) => source.includes(name)));
  const modules = new Map<string, Modules>();
  for (const essay of essays) {
    if (chosen.includes(essay) || named(essay)) modules.set(essay.slug, await modulesOf(essay));
  }
  return modules;
}

/** The facts of the pictures that an essay names, by file. */
async function picturesOf(essay: EssayFile, places: Places): Promise<Map<string, PictureFacts>> {
  const { root } = readMdx(essay.source);
  const pictures = new Map<string, PictureFacts>();
  for (const file of pictureFiles(root, essay.source, essay, places)) {
    pictures.set(file, await pictureFacts(file));
  }
  return pictures;
}

/** What the check found. */
export interface Report {
  /** How many essays were looked at. */
  readonly checked: number;
  /** Faults that stop a build, in reading order. */
  readonly findings: readonly Finding[];
  /** How many more there are in drafts that nobody asked for. */
  readonly inDrafts: number;
  /** The days that essays wait for, in order; drafts wait for none. */
  readonly waiting: readonly string[];
  /** Names that no essay has. */
  readonly unknown: readonly string[];
}

/** The one fault of a file that is no text. */
const troubleOf = ({ file, source }: EssayFile, trouble: Trouble): Finding => ({
  file,
  ...placeAt(source, trouble.offset),
  field: 'file',
  message: trouble.message,
  remedy: trouble.remedy,
});

/**
 * Checks the essays named by slug or file; all of them where none is named.
 *
 * @param drafts counts the faults of drafts that nobody named like those of other essays
 * @param writing leaves out what takes its time: other draws, and what published essays printed
 */
export async function checkSite(
  wanted: readonly string[] = [],
  drafts = false,
  writing = false,
): Promise<Report> {
  const essays = essayFiles();
  const all = wanted.length === 0;
  const answersTo = ({ slug, file }: EssayFile, name: string) => name === slug || name === file;
  const chosen = essays.filter((essay) => all || wanted.some((name) => answersTo(essay, name)));
  const modules = await modulesAround(essays, chosen);
  const around: Site = {
    schema: essaySchema,
    components: componentNames(),
    ...placesAround(essays, modules),
  };
  const findings: Finding[] = all ? misplacedFindings() : [];
  const day = today();
  const since = Number(site.feed.since.slice(0, 4));
  const between = [...collectionFindings(essays), ...dayFindings(essays, day, since)];
  let inDrafts = 0;
  for (const essay of chosen) {
    const model = await modelOf(essay, !writing);
    const own = essay.trouble
      ? [troubleOf(essay, essay.trouble)]
      : checkEssay(
          {
            ...essay,
            modules: modules.get(essay.slug) ?? new Map(),
            runs: model?.runs,
            asked: model,
            beside: besideOf(essay.file),
            pictures: await picturesOf(essay, around),
          },
          around,
        );
    const found = [
      ...own,
      ...between.filter(({ file }) => file === essay.file),
      ...ledgerFindings(essay, model?.changes ?? [], day, hasPlaceholders),
    ];
    if (all && essay.draft && !drafts) inDrafts += found.length;
    else findings.push(...found);
  }
  return {
    checked: chosen.length,
    findings: inOrder(findings),
    inDrafts,
    waiting: waitingDays(chosen, day),
    unknown: wanted.filter((name) => !chosen.some((essay) => answersTo(essay, name))),
  };
}

const count = (n: number, noun: string): string => `${n || 'no'} ${noun}${n === 1 ? '' : 's'}`;

/** `1 waits for 2062-11-21`; of many only the first day. */
function waits(days: readonly string[]): string {
  if (days.length > 3) return `${days.length} wait, the first for ${days[0]}`;
  const list = new Intl.ListFormat('en-GB').format(days);
  return `${days.length} ${days.length === 1 ? 'waits' : 'wait'} for ${list}`;
}

/** What the check says at its end: `Checked 9 essays: no faults; 1 waits for 2062-11-21.` */
export function closingLine({
  checked,
  findings,
  inDrafts,
  waiting,
}: Omit<Report, 'unknown'>): string {
  const parts = [
    `Checked ${count(checked, 'essay')}: ${count(findings.length, 'fault')}`,
    ...(inDrafts > 0 ? [`${inDrafts} more in drafts (npm run check -- <slug> shows them)`] : []),
    ...(waiting.length > 0 ? [waits(waiting)] : []),
  ];
  return `${parts.join('; ')}.`;
}
