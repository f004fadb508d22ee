/** Files that look like essays and are none for the site: other names, other folders, other formats. */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { type Entry, ESSAYS, entriesBelow, isAside, slugOf } from '../essay/files.ts';
import { frontMatterOf } from '../essay/matter.ts';
import { slugFor } from '../essay/slug.ts';
import type { Finding } from './finding.ts';

const MDX = /\.mdx(?:\.\w+)?\s*$/iu;
const MARKDOWN = /\.(?:md|markdown|mdown|mkdn?|mdwn)(?:\.txt)?$/iu;
const DOCUMENT = /\.(?:docx?|odt|rtf|pages|html?|tex|org|rst|adoc)$/iu;
/** What editors and merges leave beside a file, and what is read by something else. */
const LEFT = /^#|[~#]$|\.(?:bak|orig|rej|swp|tmp|old|save|part|ya?ml)$/iu;

/** A test that lies in an essay's folder, but not in its `tests/`, where alone they are run. */
const IDLE_TEST = /^[^/]+\/(?!tests\/[^/]+$)(?:.*\/)?([^/]+\.(?:test|spec|built)\.ts)$/u;

const passed = (path: string): boolean => /(?:^|\/)_/u.test(path);

const finding = (file: string, message: string, remedy: string): Finding => ({
  file,
  line: 1,
  column: 1,
  field: 'file',
  message,
  remedy,
});

/** The slug that a file means, and that of its folder if it has one below the essays. */
function meant(path: string): { own: string; folder: string | undefined } {
  const [name = '', folder] = path.split('/').reverse();
  const own = slugFor(name.replace(/\..*$/u, ''));
  const above = folder === undefined ? undefined : slugFor(folder.replace(/\.mdx?$/iu, ''));
  return { own: own === 'index' && above !== undefined ? above : own || 'essay', folder: above };
}

/** Whether a file below the essays looks like one; `hasMatter` tells whether it begins like one. */
function looksLikeEssay(path: string, hasMatter: boolean): boolean {
  const [name = '', folder] = path.split('/').reverse();
  const stem = name.replace(/\..*$/u, '').toLowerCase();
  if (LEFT.test(name)) return false;
  if (MDX.test(name) || hasMatter) return true;
  if (folder === undefined) {
    return (MARKDOWN.test(name) && stem !== 'readme') || DOCUMENT.test(name);
  }
  return MARKDOWN.test(name) && (stem === 'index' || stem === folder.toLowerCase());
}

/** What lies below the essays' folder, looks like an essay and is not read. */
export function passedOver(
  entries: readonly Entry[],
  hasMatter: (path: string) => boolean,
): Finding[] {
  const paths = new Set(entries.map(({ path }) => path));
  return entries.flatMap(({ path, kind }) => {
    const file = `${ESSAYS}/${path}`;
    const [top = '', ...rest] = path.split('/');
    if (passed(path) || isAside(rest.join('/'))) return [];
    const { own, folder } = meant(path);
    if (kind === 'linked folder' && rest.length === 0) {
      const message = 'the site does not read a folder that is a link';
      return [finding(file, message, 'put the folder itself here, or begin its name with _')];
    }
    if (kind === 'folder' && MDX.test(path) && !paths.has(`${path}/index.mdx`)) {
      const remedy = `call it ${ESSAYS}/${own} and the essay in it index.mdx`;
      return [finding(file, 'this is a folder, not a file', remedy)];
    }
    const holds = (name: string): boolean => paths.has(`${path}/${name}`);
    if (kind === 'folder' && rest.length === 0 && (holds('model.ts') || holds('figures.ts'))) {
      const texts = [...paths].some((one) => one.startsWith(`${path}/`) && /\.mdx?$/iu.test(one));
      if (!holds('index.mdx') && !texts) {
        const beside = `${path}.mdx`;
        const way = paths.has(beside) ? `move ${ESSAYS}/${beside} to` : 'write the essay into';
        const remedy = `${way} ${file}/index.mdx, or begin the folder's name with _`;
        return [finding(file, 'this folder has a model and no essay', remedy)];
      }
    }
    const model = ['figures.ts', 'model.ts'].filter((name) => paths.has(name));
    if (kind === 'file' && path === 'index.mdx' && model.length > 0) {
      const remedy = `move it with ${model.join(' and ')} into a folder of their own below ${ESSAYS}`;
      return [finding(file, 'an essay and its model lie in the folder of all essays', remedy)];
    }
    if (kind !== 'file' || slugOf(path) !== undefined) return [];
    const idle = IDLE_TEST.exec(path);
    if (idle && paths.has(`${top}/index.mdx`)) {
      const remedy = `move it to ${ESSAYS}/${top}/tests/${idle[1]}`;
      return [finding(file, 'this test is never run', remedy)];
    }
    if (!looksLikeEssay(path, hasMatter(path))) return [];
    const inFolder = folder === undefined || paths.has(`${top}/index.mdx`) ? own : folder;
    const names = [`${ESSAYS}/${own}.mdx`, `${ESSAYS}/${inFolder}/index.mdx`];
    if (folder !== undefined && own === folder) names.reverse();
    const write = DOCUMENT.test(path) ? 'write it as MDX and ' : '';
    const remedy = `${write}call it ${names.join(' or ')}, or begin its name with _`;
    return [finding(file, 'the site does not read this file', remedy)];
  });
}

/** Essays that lie outside the essays' folder. Paths are relative to the project's root. */
export function astray(paths: readonly string[], hasMatter: (path: string) => boolean): Finding[] {
  return paths.flatMap((path) => {
    const name = path.split('/').at(-1) ?? '';
    if (passed(path) || LEFT.test(name)) return [];
    const { own } = meant(path);
    const remedy = `move it to ${ESSAYS}/${own}.mdx`;
    if (path.startsWith('src/pages/')) {
      if (!MDX.test(name) && !MARKDOWN.test(name)) return [];
      const message = 'it is published bare, draft or not: without the check and the layout';
      return [finding(path, message, remedy)];
    }
    return looksLikeEssay(path, hasMatter(path))
      ? [finding(path, 'the site does not read this file', remedy)]
      : [];
  });
}

/** Whether a file begins with a block of front matter that has a title or a day. */
function beginsLikeEssay(file: string): boolean {
  const start = Buffer.alloc(6);
  try {
    const handle = openSync(file, 'r');
    readSync(handle, start);
    closeSync(handle);
    if (!/^\ufeff?---/u.test(start.toString('utf8'))) return false;
    const { title, published } =
      frontMatterOf(readFileSync(file, 'utf8').replace(/^\ufeff/u, ''))?.data ?? {};
    return title !== undefined || published !== undefined;
  } catch {
    return false;
  }
}

/** Every file of the project that looks like an essay and is not read as one. */
export function misplacedFindings(): Finding[] {
  const below = (folder: string): string[] =>
    entriesBelow(folder).flatMap(({ path, kind }) =>
      kind === 'file' ? [`${folder}/${path}`] : [],
    );
  return [
    ...passedOver(entriesBelow(ESSAYS), (path) => beginsLikeEssay(`${ESSAYS}/${path}`)),
    ...astray(
      ['src/content', 'src/pages'].flatMap(below).filter((path) => !path.startsWith(`${ESSAYS}/`)),
      beginsLikeEssay,
    ),
  ];
}
