/** What a text hands to components of the essay's own, and they do not take. */
import { posix } from 'node:path';
import { parse } from '@astrojs/compiler-rs';
import type { TextBeside } from './beside.ts';
import { type Fault, placeAt, type Said } from './finding.ts';
import { propertiesTaken } from './markup.ts';
import { nearest } from './nearest.ts';
import { bindingsOf, childrenOf, isElement, type Node, nodesOf, startOf } from './tree.ts';
import { literal } from './wording.ts';

/** The names that Astro itself takes of a component's attributes. */
const DIRECTIVE = /:|^(?:slot|key)$/u;

/** What a component takes, as far as its text says. */
interface Taking {
  readonly name: string;
  readonly source: string;
  readonly properties: readonly string[] | undefined;
}

function takingOf({ file, source }: TextBeside): Taking {
  const name = posix.basename(file);
  const { ast, diagnostics } = parse(source);
  if (diagnostics.some(({ severity }) => severity === 'error')) {
    return { name, source, properties: undefined };
  }
  const body: unknown[] = [ast.frontmatter?.program?.body ?? [], ast.body].flat(2);
  return { name, source, properties: propertiesTaken({ type: 'Program', start: 0, body }) };
}

/** An attribute that is near to one which the component takes and which is not given. */
function attributeFault(
  names: readonly string[],
  { source, properties = [] }: Taking,
): readonly [name: string, meant: string] | undefined {
  for (const name of names) {
    const mentioned = new RegExp(`(?<![\\w$])${literal(name)}(?![\\w$])`, 'u');
    if (DIRECTIVE.test(name) || mentioned.test(source)) continue;
    const meant = nearest(
      name,
      properties.filter((one) => !names.includes(one)),
    );
    if (meant) return [name, meant];
  }
  return undefined;
}

function elementFault(
  tag: string,
  names: readonly string[],
  filled: boolean,
  taking: Taking,
): Said | undefined {
  const [name, meant] = attributeFault(names, taking) ?? [];
  if (name && meant) return [`<${tag}> knows no ${name}=`, `write ${meant}=`];
  if (!filled || /<slot\b|\bslots\b/u.test(taking.source)) return undefined;
  return [
    `<${tag}> does not show what stands in it`,
    `write <slot /> where ${taking.name} should show it, or end it with />`,
  ];
}

/** Misspelt attributes of the essay's components, and words within those that show none. */
export function handedFaults(
  root: Node,
  source: string,
  file: string,
  beside: readonly TextBeside[],
): Fault[] {
  const bindings = bindingsOf(root);
  const known = new Map<string, Taking>();
  const takings = (path: string): Taking | undefined => {
    const found = beside.find((one) => one.file === path);
    if (found && !known.has(path)) known.set(path, takingOf(found));
    return known.get(path);
  };
  return [...nodesOf(root)].flatMap((node): Fault[] => {
    if (!isElement(node)) return [];
    const tag = node.name ?? '';
    const { from = '', name } = bindings.get(tag) ?? {};
    if (name !== 'default' || !from.endsWith('.astro')) return [];
    const taking = takings(posix.join(posix.dirname(file), from));
    if (!taking) return [];
    const filled = childrenOf(node).some((one) => !('value' in one) || one.value.trim() !== '');
    const names = node.attributes.flatMap((one) => ('name' in one ? [one.name] : []));
    const said = elementFault(tag, names, filled, taking);
    if (!said) return [];
    const [message, remedy] = said;
    return [{ ...placeAt(source, startOf(node)), field: 'component', message, remedy }];
  });
}
