/** The whole check: every essay of the site in the working directory, with the modules beside it. */
import { readFileSync } from 'node:fs';
import { type EssayFile, essayFiles } from '../essay/files.ts';
import { holdingsOf } from '../essay/holds.ts';
import { readModule } from '../essay/modules.ts';
import { type Runs, runsOf } from '../essay/results.ts';
import { essaySchema } from '../essay/schema.ts';
import type { Trouble } from '../essay/text.ts';
import { today } from '../essay/today.ts';
import { hasPlaceholders, site } from '../site.ts';
import { placesAround } from './around.ts';
import { textsBeside } from './beside.ts';
import type { Report } from './closing.ts';
import { collectionFindings } from './collection.ts';
import { componentFindings } from './components.ts';
import { runStep } from './computed.ts';
import { dayFindings, waitingDays } from './days.ts';
import { type PictureFacts, pictureFacts } from './decode.ts';
import { checkEssay, type Site } from './essay.ts';
import { type Finding, inOrder, placeAt } from './finding.ts';
import { aroundStamp, keepSound, keptPlace, stampOf, wasSound } from './kept.ts';
import { ledgerFindings, mergedPrints } from './ledger.ts';
import { misplacedFindings } from './misplaced.ts';
import { modelOf } from './model.ts';
import { type Beside, besideOf } from './modules.ts';
import { pictureFiles } from './pictures.ts';
import type { EssayPlace, Places } from './places.ts';
import { readMdx } from './reading.ts';
import type { Held, Tell } from './steps.ts';
import { styleFindings } from './styles.ts';

const COMPONENTS = 'src/components/essay.ts';

/** The components that essays may use; the module that lists them imports Astro files, Node cannot. */
const componentNames = (): Set<string> =>
  new Set(readModule(readFileSync(COMPONENTS, 'utf8')).imports.map(({ local }) => local));

/** The runs of an essay, each told of as it begins; undefined where they may not or cannot run. */
async function runsBeside(
  essay: EssayFile,
  { files, runs }: Beside,
  tell: Tell,
): Promise<Runs | undefined> {
  if (!runs) return undefined;
  const holdings = await holdingsOf(essay.slug);
  return runsOf(essay.slug, holdings, (name) => tell(runStep({ ...essay, files }, name)));
}

/** What the check is told besides the essays' names. */
interface Watch {
  /** Hears what of an essay's code runs. */
  readonly tell: Tell;
  /** Essays whose code did not end, by slug, and how far it may run. */
  readonly held: ReadonlyMap<string, Held>;
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

/** The one fault of a file that is no text. */
const troubleOf = ({ file, source }: EssayFile, trouble: Trouble): Finding => ({
  file,
  ...placeAt(source, trouble.offset),
  field: 'file',
  message: trouble.message,
  remedy: trouble.remedy,
});

async function findingsOf(
  essay: EssayFile,
  beside: Beside,
  around: Site,
  { tell, held }: Watch,
  writing: boolean,
): Promise<Finding[]> {
  const { modules, files, findings } = beside;
  const runs = await runsBeside(essay, beside, tell);
  const asked = runs && (await modelOf(essay, runs, !writing));
  tell(undefined);
  const pictures = await picturesOf(essay, around);
  const texts = textsBeside(essay.file);
  const merged = mergedPrints(essay);
  const { changes = [] } = asked ?? {};
  const found = checkEssay(
    {
      ...essay,
      modules,
      files,
      runs,
      tell,
      held: held.has(essay.slug),
      asked,
      beside: texts,
      pictures,
    },
    around,
  );
  return [
    ...findings,
    ...found,
    ...componentFindings(texts, essay, around),
    ...styleFindings(essay, texts, around),
    ...merged,
    ...ledgerFindings(essay, merged.length > 0 ? [] : changes, today(), hasPlaceholders),
  ];
}

/**
 * Checks the essays named by slug or file; all of them where none is named.
 *
 * @param drafts counts the faults of drafts that nobody named like those of other essays
 * @param writing leaves out what takes its time: other draws, and what published essays printed
 */
export async function checkSite(
  wanted: readonly string[],
  drafts: boolean,
  watch: Watch,
  writing: boolean,
): Promise<Report> {
  const essays = essayFiles();
  const all = wanted.length === 0;
  const answersTo = ({ slug, file }: EssayFile, name: string) => name === slug || name === file;
  const chosen = essays.filter((essay) => all || wanted.some((name) => answersTo(essay, name)));
  const stamps = new Map(
    essays.map((essay) => [essay, watch.held.has(essay.slug) ? undefined : stampOf(essay)]),
  );
  const named = ({ slug, aliases }: EssayFile) =>
    chosen.some(({ source }) => [slug, ...aliases].some((name) => source.includes(name)));
  const known = new Map<EssayFile, EssayPlace>();
  const beside = new Map<string, Beside>();
  const load = async (essay: EssayFile): Promise<Beside> => {
    const { slug } = essay;
    const loaded = beside.get(slug) ?? (await besideOf(essay, watch.tell, watch.held.get(slug)));
    beside.set(slug, loaded);
    return loaded;
  };
  for (const essay of essays) {
    const place = keptPlace(stamps.get(essay), essay.hidden);
    if (place) known.set(essay, place);
    else if (chosen.includes(essay) || named(essay)) await load(essay);
  }
  const modules = new Map([...beside].map(([slug, { modules }]) => [slug, modules]));
  const around: Site = {
    schema: essaySchema,
    components: componentNames(),
    ...placesAround(essays, known, stamps, modules),
  };
  const findings: Finding[] = all ? misplacedFindings() : [];
  const day = today();
  const { schema, components, ...places } = around;
  const stamp = aroundStamp(places, day);
  const since = Number(site.feed.since.slice(0, 4));
  const between = [...collectionFindings(essays), ...dayFindings(essays, day, since)];
  let inDrafts = 0;
  for (const essay of chosen) {
    const own = essay.trouble
      ? [troubleOf(essay, essay.trouble)]
      : wasSound(stamps.get(essay), stamp, writing)
        ? []
        : await findingsOf(essay, await load(essay), around, watch, writing);
    if (own.length === 0) keepSound(stamps.get(essay), stamp, writing);
    const found = [...own, ...between.filter(({ file }) => file === essay.file)];
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
