import type { EssayFile } from '../essay/files.ts';
import type { FrontMatter } from '../essay/matter.ts';
import type { Runs } from '../essay/results.ts';
import { captionBlocks } from './captions.ts';
import { citationFaults } from './citations.ts';
import type { PictureFacts } from './decode.ts';
import { exceptionsOf, excusing, staleExceptions } from './exceptions.ts';
import { figureDefinitionFaults } from './figures.ts';
import { type Fault, type Finding, inOrder, nearest, placeAt } from './finding.ts';
import { frontMatterFaults, type Schema } from './frontmatter.ts';
import { linkFaults } from './links.ts';
import { importFaults, type Modules, moduleFaults } from './modules.ts';
import { namesIn } from './names.ts';
import { assetFaults, imageFaults } from './pictures.ts';
import type { Places } from './places.ts';
import { type Block, blocksOf, sentenceAround } from './prose.ts';
import { quantitiesIn } from './quantities.ts';
import { headingFaults, noteFaults } from './structure.ts';
import { bindingsOf, isElement, type Node, nodesOf, parseMdx, startOf } from './tree.ts';
import { useFindings } from './uses.ts';

/** An essay and the modules beside it. */
export interface Essay extends Pick<EssayFile, 'file' | 'slug' | 'source' | 'matter'> {
  readonly modules: Modules;
  /** Runs the essay's experiments; without it captions and numbers are not computed. */
  readonly runs?: Runs | undefined;
  /** The pictures that it names, by file from the project's root. */
  readonly pictures?: ReadonlyMap<string, PictureFacts>;
}

/** What the check knows of the site around an essay. */
export interface Site extends Places {
  readonly schema: Schema;
  /** Components that essays may use without importing them. */
  readonly components: ReadonlySet<string>;
}

interface Prose {
  readonly file: string;
  readonly source: string;
  readonly blocks: readonly Block[];
  readonly computed: boolean;
}

const remedies = (text: string): string =>
  `write <N of={…} /> if the model computes it, <Cite of="…">${text}</Cite> if a source says it, or <Given>${text}</Given> if the model assumes it`;

const captionRemedy =
  'compute it from the result or the parameters, as in formatNumber(result.p99, { unit: "s", significant: 2 })';

function quantityFindings(
  prose: readonly Prose[],
  matter: FrontMatter | undefined,
): { findings: Finding[]; used: ReadonlySet<number> } {
  const exceptions = exceptionsOf(matter);
  const used = new Set<number>();
  const names = namesIn(prose.flatMap(({ blocks }) => blocks.map(({ text }) => text)).join('\n\n'));
  const findings: Finding[] = [];
  for (const { file, source, blocks, computed } of prose) {
    for (const { field, text, offsets } of blocks) {
      for (const span of quantitiesIn(text, names)) {
        const excuses = excusing(exceptions, text, span);
        for (const i of excuses) used.add(i);
        if (excuses.length > 0) continue;
        const quantity = text.slice(span.start, span.end).replace(/\s+/gu, ' ').trim();
        const sentence = sentenceAround(text, span.start, span.end);
        findings.push({
          file,
          ...placeAt(source, offsets[span.start] ?? 0),
          field,
          message: `bare quantity "${quantity}" in "${sentence}"`,
          remedy: computed ? captionRemedy : remedies(quantity),
        });
      }
    }
  }
  return { findings, used };
}

function componentFaults(root: Node, source: string, components: ReadonlySet<string>): Fault[] {
  const bindings = bindingsOf(root);
  return [...nodesOf(root)].flatMap((node) => {
    if (!isElement(node) || !/^\p{Lu}[\w$]*$/u.test(node.name ?? '')) return [];
    const name = node.name ?? '';
    if (components.has(name) || bindings.has(name)) return [];
    const meant = nearest(name, [...components, ...bindings.keys()]);
    const remedy = meant ? `write <${meant}>` : 'import it at the top of the essay';
    const message = `<${name}> is neither imported nor one of the site's components`;
    return [{ ...placeAt(source, startOf(node)), field: 'component', message, remedy }];
  });
}

/** Every fault of one essay and the modules beside it, in the order of its lines. */
export function checkEssay(essay: Essay, site: Site): Finding[] {
  const { file, source, matter, modules, runs, pictures = new Map() } = essay;
  const faults: Fault[] = frontMatterFaults(matter, site.schema);
  if (matter?.document.errors.length) {
    return inOrder(faults.map((fault) => ({ file, ...fault })));
  }
  const findings: Finding[] = [...moduleFaults(modules), ...figureDefinitionFaults(modules, runs)];
  const parsed = parseMdx(source);
  if ('reason' in parsed) {
    const { line, column, reason } = parsed;
    faults.push({ line, column, field: 'MDX', message: reason, remedy: 'mend the syntax there' });
    return inOrder([...findings, ...faults.map((fault) => ({ file, ...fault }))]);
  }
  const { root } = parsed;
  const prose: Prose[] = [{ file, source, blocks: blocksOf(root, source), computed: false }];
  for (const module of modules.values()) {
    prose.push({
      file: module.file,
      source: module.source,
      blocks: captionBlocks(module.source),
      computed: true,
    });
  }
  const quantities = quantityFindings(prose, matter);
  findings.push(...quantities.findings, ...useFindings(file, root, source, modules));
  faults.push(
    ...importFaults(source, bindingsOf(root), modules),
    ...headingFaults(root, source),
    ...imageFaults(root, source, essay, site, pictures),
    ...assetFaults(root, source, essay, site, pictures),
    ...noteFaults(root, source),
    ...linkFaults(root, source, essay, site),
    ...componentFaults(root, source, site.components),
    ...(matter ? citationFaults(root, source, matter) : []),
    ...(matter ? staleExceptions(matter, quantities.used) : []),
  );
  return inOrder([...findings, ...faults.map((fault) => ({ file, ...fault }))]);
}
