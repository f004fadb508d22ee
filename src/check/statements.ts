/** The import and export statements of an essay, and lines of text that are read as such. */
import { parseSync } from 'vite';
import { readModule } from '../essay/modules.ts';
import { type Fault, placeAt } from './finding.ts';
import { paragraphEnd } from './paragraphs.ts';
import type { Slip } from './slip.ts';
import { isNodes } from './sources.ts';
import { childrenOf, endOf, type Node, nodesOf, startOf } from './tree.ts';
import { shown } from './wording.ts';

/** Whether a text is nothing but import and export statements. */
function isStatements(code: string): boolean {
  const { program, errors } = parseSync('statements.jsx', code);
  return errors.length === 0 && program.body.every(({ type }) => /^(?:Im|Ex)port/u.test(type));
}

const remedyOf = (line: string): string =>
  /^import\b.*(?:from|\{|['"])/u.test(line)
    ? "write it as in import { wait } from './figures.ts', on one line"
    : /^export\s+(?:const|let|function|class|default|\{|\*)/u.test(line)
      ? 'move it into a module beside the essay and import it'
      : /^import\s+[\w.*]+(?:\s+as\s+\w+)?;?\s*$/u.test(line)
        ? 'put code between lines of ```, or begin the paragraph with another word'
        : 'begin the paragraph with another word';

/** Names that imports bind which could not be read, in the text that was left out. */
export const lostNames = (unread: string): string[] =>
  [...unread.matchAll(/^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)?import\b.*/gimu)].flatMap(
    ([line]) => line.match(/[\w$]+/gu) ?? [],
  );

/** Statements that cannot be read: text glued to an import, or a paragraph that begins like one. */
export function statementSlips(root: Node, text: string): Slip[] {
  return childrenOf(root).flatMap((node): Slip[] => {
    if (node.type !== 'mdxjsEsm' || isStatements(node.value)) return [];
    const start = startOf(node);
    const slip = (at: number, message: string, remedy: string): Slip[] => [
      { at, field: 'import', message, remedy, out: [[at, paragraphEnd(text, at)]] },
    ];
    const lines = node.value.split('\n');
    for (let count = lines.length - 1; count > 0; count--) {
      const head = lines.slice(0, count).join('\n');
      if (!isStatements(head)) continue;
      const glued =
        start + head.length + 1 + /^\s*/u.exec(node.value.slice(head.length + 1))![0].length;
      const what = /^export/u.test(lines[count - 1] ?? '') ? 'export' : 'import';
      const message = `the text right below the ${what} is read as part of it`;
      return slip(glued, message, 'leave an empty line between them');
    }
    const [first = ''] = lines;
    const word = /^\w+/u.exec(first)?.[0] ?? 'import';
    const message = `the line begins with "${word}" and is read as code, which it is not`;
    return slip(start, message, remedyOf(first));
  });
}

/** An import as a whole line; in code of its own the word has no capital. */
const IMPORT =
  /^[ \t>]*(import\s+(?:(?:[\w$]+|\*\s+as\s+[\w$]+|(?:[\w$]+\s*,\s*)?\{[^{}'"\n]*\})\s+from\s+)?(['"])[^'"\s]+\2;?)[ \t]*\r?$/gimu;

/** Imports that stand where the text is, and are read as such. */
export const importSlips = (root: Node, text: string): Slip[] =>
  [...nodesOf(root)].flatMap((node): Slip[] => {
    if (node.type !== 'paragraph') return [];
    const start = startOf(node);
    const own = text.slice(start, endOf(node));
    return [...own.matchAll(IMPORT)].flatMap(({ index, 0: line, 1: code = '' }): Slip[] => {
      const at = start + index + line.indexOf(code);
      const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
      const isCapital = code.startsWith('Import');
      if (isCapital && !/['"]\.{1,2}\//u.test(code)) return [];
      const right = shown(code.replace(/^./u, 'i'));
      const message = `"${shown(code)}" is read as text`;
      const remedy = isCapital
        ? `write ${right}, with a small letter`
        : before === ''
          ? 'leave an empty line above it'
          : 'begin its line with it, with an empty line above and below';
      return [
        { at, field: 'import', message, remedy, out: [[at - before.length, at + code.length]] },
      ];
    });
  });

/** Whether a package can be imported, as Node looks for it. */
function isInstalled(specifier: string): boolean {
  try {
    return import.meta.resolve(specifier) !== '';
  } catch {
    return false;
  }
}

/** Whether an import names a package, and none that Astro makes. */
const isPackage = (from: string): boolean =>
  /^[@a-z]/iu.test(from) && !from.startsWith('astro:') && !isNodes(from);

/** Names that an essay's statements bind twice, packages that are not there, and exports that it cannot have. */
export function bindingFaults(root: Node, source: string): Fault[] {
  const seen = new Set<string>();
  return childrenOf(root).flatMap((node): Fault[] => {
    if (node.type !== 'mdxjsEsm') return [];
    const { imports, exports } = readModule(node.value);
    const tell = (offset: number, message: string, remedy: string): Fault[] => [
      { ...placeAt(source, startOf(node) + offset), field: 'import', message, remedy },
    ];
    const doubled = (name: string, offset: number): Fault[] => {
      if (name !== '' && seen.has(name)) {
        return tell(
          offset,
          `${name} is bound twice`,
          'keep one of the two, or give one another name',
        );
      }
      seen.add(name);
      return [];
    };
    const sources = imports.filter(
      ({ from }, i) => imports.findIndex((other) => other.from === from) === i,
    );
    const absent = sources.filter(({ from }) => isPackage(from) && !isInstalled(from));
    return [
      ...absent.flatMap(({ from, offset }) =>
        tell(
          offset,
          `there is no package "${from}"`,
          'drop the import, or import a file beside the essay',
        ),
      ),
      ...imports.flatMap(({ local, offset }) => doubled(local, offset)),
      ...sources
        .filter(({ from }) => isNodes(from))
        .flatMap(({ from, offset }) =>
          tell(
            offset,
            `'${from}' is Node’s, and an essay’s page is made of what stands beside it`,
            'let record.ts write down what it needs from there, and import that',
          ),
        ),
      ...exports.flatMap(({ name, from, offset }) => {
        if (name === 'default' || name === 'frontmatter') {
          return tell(offset, `an essay exports no ${name}`, 'remove it');
        }
        return from === undefined ? doubled(name, offset) : [];
      }),
    ];
  });
}
