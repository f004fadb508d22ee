/** The import and export statements of an essay, and lines of text that are read as such. */
import { parseSync } from 'vite';
import { paragraphEnd, type Slip } from './slips.ts';
import { childrenOf, type Node, startOf } from './tree.ts';

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
      : 'begin the paragraph with another word';

/** Names that imports bind which could not be read, in the text that was left out. */
export const lostNames = (unread: string): string[] =>
  [...unread.matchAll(/^import\b.*/gmu)].flatMap(([line]) => line.match(/[\w$]+/gu) ?? []);

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
