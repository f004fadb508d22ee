/** What an essay's own statements and imports come to, as far as that is known without a build. */
import { parseSync } from 'vite';
import { LANGUAGE, namesOf } from './code.ts';
import { saidBy } from './failure.ts';
import { doesExport, exportsOf, type Modules } from './modules.ts';
import { impurities } from './purity.ts';
import { isSyntax, type Syntax } from './syntax.ts';
import { type Binding, childrenOf, type Node, startOf } from './tree.ts';

/** Runs code of the essay's text that begins at an offset. */
export type Run = <T>(offset: number, code: () => T) => T;

/** What an expression gives, where the values of its names are known; else undefined. */
export function outcomeOf(
  code: string,
  names: readonly string[],
  values: ReadonlyMap<string, unknown>,
  run: <T>(code: () => T) => T,
): { readonly value: unknown } | { readonly error: string } | undefined {
  if (names.some((name) => !values.has(name))) return undefined;
  const given = names.map((name) => values.get(name));
  try {
    return run(() => ({ value: new Function(...names, `return (${code}\n)`)(...given) }));
  } catch (error) {
    return { error: saidBy(error) };
  }
}

/** Values that the text binds to names, as far as they can be followed without a build. */
export interface Own {
  readonly values: ReadonlyMap<string, unknown>;
  /** Where a statement of the text fails, and what it says. */
  readonly failures: readonly {
    readonly offset: number;
    readonly name: string;
    readonly error: string;
  }[];
}

/** What imports from modules give, and the text's own exports that are made of these. */
export function ownOf(
  root: Node,
  bindings: ReadonlyMap<string, Binding>,
  modules: Modules,
  frontmatter: unknown,
  run: Run,
): Own {
  const values = new Map<string, unknown>([
    ['frontmatter', frontmatter],
    ['props', {}],
  ]);
  for (const [local, { from, name }] of bindings) {
    const module = modules.get(from);
    const exports = exportsOf(module);
    if (module?.exports && (name === '*' || doesExport(module, name))) {
      values.set(local, name === '*' ? exports : exports[name]);
    }
  }
  const failures: { offset: number; name: string; error: string }[] = [];
  for (const node of childrenOf(root)) {
    if (node.type !== 'mdxjsEsm' || impurities(node.value).length > 0) continue;
    const { program, errors } = parseSync('statements.jsx', node.value);
    if (errors.length > 0) continue;
    for (const { type, declaration, start } of program.body as unknown as readonly Syntax[]) {
      if (type !== 'ExportNamedDeclaration' || !isSyntax(declaration)) continue;
      const { free: names, bound, plain } = namesOf(declaration);
      const free = [...names].filter((name) => !LANGUAGE.has(name));
      const made = [...bound].filter((name) => bindings.get(name)?.from === '');
      if (!plain || made.length === 0) continue;
      const offset = startOf(node) + Number(start);
      const code = node.value.slice(Number(declaration.start), Number(declaration.end));
      const whole = `(() => { ${code}\nreturn { ${made.join(', ')} }; })()`;
      const result = outcomeOf(whole, free, values, (work) => run(offset, work));
      if (result === undefined) continue;
      if ('error' in result) failures.push({ offset, name: made[0] ?? '', error: result.error });
      else
        for (const [name, value] of Object.entries(Object(result.value))) values.set(name, value);
    }
  }
  return { values, failures };
}
