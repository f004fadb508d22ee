/**
 * All that is checked of one essay, with what it is told of its modules, its model and the site
 * around it.
 */
import type { EssayFile } from '../essay/files.ts';
import { textWithoutMatter } from '../essay/matter.ts';
import type { Runs } from '../essay/results.ts';
import { accountFindings, bareQuantities, meansOwn, ownFaults, type Prose } from './accounts.ts';
import { anchorFaults } from './anchors.ts';
import { wrongSums } from './arithmetic.ts';
import { assetFaults } from './assets.ts';
import type { TextBeside } from './beside.ts';
import { captionBlocks } from './captions.ts';
import { characterFaults } from './characters.ts';
import { citationFaults } from './citations.ts';
import { type Asked, claimFindings } from './claims.ts';
import { isComment } from './code.ts';
import { computedFindings } from './computed.ts';
import type { PictureFacts } from './decode.ts';
import { doubledFaults } from './doubled.ts';
import { drawingFaults } from './drawings.ts';
import { elementFaults, unknownElements } from './elements.ts';
import { exceptionsOf, staleExceptions } from './exceptions.ts';
import { expressionFaults } from './expressions.ts';
import { exportedFigures, figureDefinitionFaults } from './figures.ts';
import { type Fault, type Finding, inOrder, placeAt } from './finding.ts';
import { frameFaults } from './frames.ts';
import { frontMatterFaults, type Schema } from './frontmatter.ts';
import { assumptionFindings, givenFaults } from './given.ts';
import { handedFaults } from './handed.ts';
import { headingFaults, idFaults } from './headings.ts';
import { namedParts } from './ids.ts';
import { importFaults } from './imports.ts';
import { linkFaults } from './links.ts';
import { markdownFaults } from './markdown.ts';
import { mathematicsFaults } from './mathematics.ts';
import type { Module, Modules } from './modules.ts';
import { nestingFaults } from './nesting.ts';
import { noteFaults } from './notes.ts';
import { imageFaults } from './pictures.ts';
import { placeholderFaults, placeholdersIn } from './placeholders.ts';
import type { Places } from './places.ts';
import { playFaults } from './play.ts';
import { blocksOf } from './prose.ts';
import { quoteFaults } from './quotes.ts';
import { readMdx } from './reading.ts';
import { seedFindings, spreadFindings } from './spreads.ts';
import { bindingFaults } from './statements.ts';
import { during, type Tell } from './steps.ts';
import { askedAbout, matterBlocks, textFaults } from './texts.ts';
import { type Binding, bindingsOf, nodesOf } from './tree.ts';
import { unimportedFaults } from './unimported.ts';
import { useFindings } from './uses.ts';

/** An essay and the modules beside it. */
interface Essay extends Pick<EssayFile, 'file' | 'slug' | 'source' | 'matter'> {
  readonly modules: Modules;
  /** All of the essay's modules, by file; where it is left out, those above. */
  readonly files?: ReadonlyMap<string, Module>;
  /** Hears what of the essay's code runs. */
  readonly tell?: Tell;
  /** Whether code of it did not end; then none of its text is run. */
  readonly held?: boolean;
  /** Runs the essay's experiments; without it captions and numbers are not computed. */
  readonly runs?: Runs | undefined;
  /** Its model; without it claims and spreads are not asked. */
  readonly asked?: Asked | undefined;
  /** The files beside it. */
  readonly beside?: readonly TextBeside[];
  /** The pictures that it names, by file from the project's root. */
  readonly pictures?: ReadonlyMap<string, PictureFacts>;
}

/** What the check knows of the site around an essay. */
export interface Site extends Places {
  readonly schema: Schema;
  /** Components that essays may use without importing them. */
  readonly components: ReadonlySet<string>;
}

/** Every fault of one essay and the modules beside it, in the order of its lines. */
export function checkEssay(essay: Essay, site: Site): Finding[] {
  const {
    file,
    slug,
    source,
    matter,
    modules,
    runs,
    asked,
    beside = [],
    pictures = new Map(),
    tell = () => {},
    held = false,
  } = essay;
  const text = matter ? source : textWithoutMatter(source);
  const read = text === undefined ? undefined : readMdx(text);
  const bindings = read ? bindingsOf(read.root) : new Map<string, Binding>();
  const imported = new Set(bindings.keys());
  const texts = matter ? textFaults(matter, imported) : [];
  const told = new Set(texts.map(({ line, column }) => `${line}:${column}`));
  const faults: Fault[] = [
    ...characterFaults(source, read?.root),
    ...texts,
    ...frontMatterFaults(source, matter, site.schema).filter(
      ({ line, column }) => !told.has(`${line}:${column}`),
    ),
  ];
  if (read === undefined) return inOrder(faults.map((fault) => ({ file, ...fault })));
  // What the text is held to is not known of front matter that cannot be read.
  const readable = matter?.troubles.length === 0;
  const findings: Finding[] = figureDefinitionFaults(modules, runs);
  if (runs) {
    const { files = new Map() } = essay;
    findings.push(...computedFindings({ ...essay, files, runs, tell }));
  }
  const { root, faults: slips, unread } = read;
  faults.push(...slips);
  const unknown = unknownElements(root, site.components);
  const blocks = blocksOf(root, source, unknown);
  const prose: Prose[] = [
    { file, source, blocks: matter && readable ? matterBlocks(matter) : [], kind: 'matter' },
    { file, source, blocks, kind: 'text' },
  ];
  for (const module of new Set(modules.values())) {
    prose.push({
      file: module.file,
      source: module.source,
      blocks: captionBlocks(module.source),
      kind: 'caption',
    });
  }
  const run = <T>(offset: number, code: () => T): T =>
    during(tell, { slug, loads: false, file, what: 'brace', place: placeAt(source, offset) }, code);
  const figures = exportedFigures(modules).map(({ figure }) => String(figure.id));
  const asks = matter ? [...askedAbout(matter, imported), ...placeholdersIn(matter)] : [];
  const model = site.essays.get(slug)?.model ?? false;
  const computes = [...nodesOf(root)].some(
    ({ type, ...node }) =>
      /^mdx(?:Text|Flow)Expression$/u.test(type) &&
      'value' in node &&
      !isComment(String(node.value)),
  );
  const { bare, used } = bareQuantities(readable ? prose : [], matter);
  const sums = wrongSums(readable ? blocks : [], source, exceptionsOf(matter));
  findings.push(
    // What else than own stands at numbers is told there.
    ...accountFindings(bare, model, meansOwn(matter)),
    ...useFindings(file, root, source, modules, unread),
    ...(asked && unread === '' ? claimFindings(file, root, source, modules, asked, beside) : []),
    ...(asked && unread === '' ? spreadFindings(asked, source, beside) : []),
    ...seedFindings(beside, asked?.holdings.experiments),
    ...(asked ? assumptionFindings(asked.holdings, beside) : []),
  );
  faults.push(
    ...importFaults(essay, bindings, modules, site.components),
    ...bindingFaults(root, source),
    ...unimportedFaults(root, source, modules, unread),
    ...expressionFaults(
      root,
      source,
      modules,
      unknown,
      unread,
      matter?.data ?? {},
      held ? undefined : run,
    ),
    ...doubledFaults(root, source, modules),
    ...elementFaults(root, source, site.components),
    ...handedFaults(root, source, file, beside),
    ...nestingFaults(root, source, unread),
    ...(unread === '' ? drawingFaults(root, source) : []),
    ...markdownFaults(root, source, unread),
    ...mathematicsFaults(root, source, unread),
    ...(matter && readable && unread === '' ? ownFaults(matter, bare, model, computes) : []),
    ...sums.faults,
    ...headingFaults(root, source),
    ...idFaults(root, source, matter, figures),
    ...imageFaults(root, source, essay, site, pictures),
    ...frameFaults(root, source),
    ...assetFaults(root, source, essay, site, pictures),
    ...(asked || !model
      ? givenFaults(root, source, modules, model ? asked?.holdings : undefined)
      : []),
    ...noteFaults(root, source, unread),
    ...linkFaults(root, source, essay, site),
    ...(matter && readable
      ? anchorFaults(matter, namedParts(root, figures).ids, site.essays.get(slug)?.parts)
      : []),
    ...(matter && readable ? placeholderFaults(root, source, matter) : []),
    ...(matter && readable ? playFaults(matter, modules) : []),
    ...(matter && readable ? citationFaults(root, source, matter, unread) : []),
    ...(matter && readable ? quoteFaults(root, source, matter, beside, unread) : []),
    ...(matter ? staleExceptions(matter, used.union(sums.used), asks, unread) : []),
  );
  return inOrder([...findings, ...faults.map((fault) => ({ file, ...fault }))]);
}
