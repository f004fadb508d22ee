/** The files beside an essay: where its numbers and claims are declared, and which of them it uses. */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type ESTree, parseSync } from 'vite';
import { ESSAYS, entriesBelow, isAside } from '../essay/files.ts';
import { readModule } from '../essay/modules.ts';
import { placeAt } from './finding.ts';
import { syntaxOf } from './syntax.ts';
import { literal } from './wording.ts';

/** A file of the essay's folder. */
export interface TextBeside {
  readonly file: string;
  readonly source: string;
}

/** The components, texts and modules beside an essay; none where it is a file of its own. */
export function textsBeside(file: string): TextBeside[] {
  const folder = dirname(file);
  if (folder === ESSAYS) return [];
  return entriesBelow(folder)
    .filter(({ path }) => /\.(?:astro|ts|mdx)$/u.test(path) && !isAside(path))
    .map(({ path }) => `${folder}/${path}`)
    .filter((path) => path !== file)
    .map((path) => ({ file: path, source: readFileSync(path, 'utf8') }));
}

const keyOf = (node: ESTree.Node): string | undefined => {
  if (node.type !== 'Property' || node.computed) return undefined;
  if (node.key.type === 'Identifier') return node.key.name;
  return node.key.type === 'Literal' ? String(node.key.value) : undefined;
};

/** The offset at which a module declares a member of a group, or else the group; undefined if neither. */
function memberIn(source: string, group: string, member: string): number | undefined {
  for (const statement of parseSync('module.ts', source).program.body) {
    const declared =
      statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type !== 'VariableDeclaration') continue;
    for (const { id, init, start } of declared.declarations) {
      if (id.type !== 'Identifier' || id.name !== group || !init) continue;
      return [...syntaxOf(init)].find((inner) => keyOf(inner) === member)?.start ?? start;
    }
  }
  return undefined;
}

/** Where a number, a claim or an assumption is declared, by its name such as `wait.last`. */
export function declaredAt(
  name: string,
  files: readonly TextBeside[],
): { file: string; line: number; column: number } | undefined {
  const [group = '', member = ''] = name.split('.');
  const modules = files.filter(({ file }) => file.endsWith('.ts'));
  for (const { file, source } of modules) {
    if (!source.includes(group)) continue;
    const offset = memberIn(source, group, member);
    if (offset !== undefined) return { file, ...placeAt(source, offset) };
  }
  const [first] = modules;
  return first && { file: first.file, line: 1, column: 1 };
}

const IMPORT = /^import\s[^;'"]*?from\s+['"]\.\/[^'"]+['"]/gmu;

/** The names, such as `wait.last`, that a text or a component may use of what is exported beside it. */
function usedIn(source: string, names: readonly string[]): string[] {
  const statements = source.match(IMPORT) ?? [];
  const { imports } = readModule(statements.join(';\n'));
  const rest = source.replace(IMPORT, '');
  return imports.flatMap(({ name, local }) =>
    names.filter((one) => {
      const [group = '', member = ''] = one.split('.');
      const own = literal(name === '*' ? `${local}.${group}` : local);
      if (name !== '*' && name !== group) return false;
      // A group that is handed on whole may be used whole.
      return new RegExp(
        `(?<![\\w.$])${own}(?:\\.${literal(member)}(?![\\w$])|(?![\\w$.]))`,
        'u',
      ).test(rest);
    }),
  );
}

/** Which of the names are used by the essay's text or by the components and texts beside it. */
export const usedNames = (
  names: readonly string[],
  text: string,
  files: readonly TextBeside[],
): Set<string> =>
  new Set(
    [
      text,
      ...files.filter(({ file }) => !file.endsWith('.ts')).map(({ source }) => source),
    ].flatMap((source) => usedIn(source, names)),
  );
