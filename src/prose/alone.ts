/** Renders the text of an essay that stands alone as its module would, without the bundler. */
import { Fragment, jsx, jsxs } from 'astro/jsx-runtime';
import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import { engine } from './engine.ts';
import { highlight } from './highlight.ts';

type Engine = ReturnType<typeof engine>;

/** What Astro gives to the engine for a text that it imports: its own defaults. */
const SHARED: Parameters<NonNullable<Engine['createMdxRenderer']>>[0] = {
  syntaxHighlight: { type: 'shiki', excludeLangs: ['math'] },
  shikiConfig: { langs: [], themes: {}, langAlias: {}, ...highlight },
  gfm: true,
  smartypants: true,
};

const RUNTIME = /^import \{[^}]*\} from "astro\/jsx-runtime";\n/u;
const BEHIND = /^export const frontmatter = [\s\S]*/mu;

/** By what Astro knows a module that is MDX. */
const MARKS = { [Symbol.for('mdx-component')]: true, [Symbol.for('astro:renderer')]: 'astro:jsx' };

type Make = (props: object) => unknown;

let renderer: ReturnType<NonNullable<Engine['createMdxRenderer']>> | undefined;

/**
 * The content of a text, as the module of an essay exports it.
 *
 * @param file where it lies, for what the engine says of it
 * @throws what the engine throws, and where the text imports something
 */
export async function contentOf(text: string, file: string): Promise<AstroComponentFactory> {
  renderer ??= engine().createMdxRenderer?.(SHARED, { optimize: false });
  const { code = '' } = (await (await renderer)?.process(text, file, {})) ?? {};
  const bare = code.replace(RUNTIME, '').replace(BEHIND, '');
  if (/^(?:im|ex)port\b/mu.test(bare)) throw new Error(`${file}: its text does not stand alone`);
  const make = new Function('_Fragment', '_jsx', '_jsxs', `${bare}\nreturn MDXContent;`);
  const content: Make = make(Fragment, jsx, jsxs);
  const Content = (props: { components?: object } = {}) =>
    content({ ...props, components: { Fragment, ...props.components } });
  return Object.assign(Content, MARKS) as unknown as AstroComponentFactory;
}
