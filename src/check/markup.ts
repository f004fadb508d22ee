/** The elements of an essay's own components: where they lead, what they show, and what differs from day to day. */
import { ADDRESSED } from './addresses.ts';
import { alternativeFault } from './alternatives.ts';
import type { Said, Words } from './finding.ts';
import { isLocal } from './hosts.ts';
import { addressFault, type From } from './links.ts';
import type { Places } from './places.ts';
import { impuritiesIn } from './purity.ts';
import { elementOf, nameOf, walk } from './scopes.ts';
import { isSyntax, type Syntax } from './syntax.ts';

/** What is wrong in the markup of a component, and where. */
interface MarkupFault extends Words {
  readonly field: string;
  readonly offset: number;
}

const attributesOf = ({ openingElement: opening }: Syntax): Syntax[] =>
  isSyntax(opening) ? [opening.attributes].flat().filter(isSyntax) : [];

const attributeName = ({ name }: Syntax): string => (isSyntax(name) ? String(name.name) : '');

/** The text of an attribute, where it is one. */
function textOf({ value }: Syntax): string | undefined {
  if (!isSyntax(value) || value.type !== 'Literal') return undefined;
  return typeof value.value === 'string' ? value.value : undefined;
}

/** The text of the attribute of that name; undefined where there is none. */
const textNamed = (element: Syntax, name: string): string | undefined => {
  const found = attributesOf(element).find((one) => attributeName(one) === name);
  return found && textOf(found);
};

/** Addresses that are written out; what is within the page or beside the component is not known here. */
function addressesIn(element: Syntax, from: From, places: Places): MarkupFault[] {
  const name = elementOf(element);
  return attributesOf(element).flatMap((attribute): MarkupFault[] => {
    const uses = ADDRESSED.get(name) ?? {};
    const called = attributeName(attribute);
    const use = Object.hasOwn(uses, called) ? uses[called] : undefined;
    const url = textOf(attribute);
    if (use === undefined || url === undefined || /^srcset$/iu.test(called)) return [];
    if (isLocal(url) && !url.startsWith('/')) return [];
    const offset = isSyntax(attribute.value) ? attribute.value.start : attribute.start;
    const alt = textNamed(element, 'alt') ?? '';
    const said = addressFault({ url, use, offset, by: 'html', alt }, from, places);
    if (!said) return [];
    const field = use === 'picture' ? 'image' : use;
    return [{ field, message: said[0], remedy: said[1], offset }];
  });
}

/** What is wrong with the words of a picture. */
function pictureFault(element: Syntax): Said | undefined {
  if (elementOf(element) !== 'img') return undefined;
  const attributes = attributesOf(element);
  const spread = attributes.some(({ type }) => type !== 'JSXAttribute');
  // `{alt}` is the attribute of that name.
  if (spread || attributes.some((one) => attributeName(one) === 'alt')) {
    const alt = textNamed(element, 'alt');
    return alt === undefined ? undefined : alternativeFault(alt, textNamed(element, 'src') ?? '');
  }
  return [
    '<img> without alternative text',
    'add alt="what it shows", or alt="" if it only decorates',
  ];
}

/** Faults of a component's elements, and of chance and clocks in its code. */
export function markupFaults(program: Syntax, from: From, places: Places): MarkupFault[] {
  const faults: MarkupFault[] = [];
  walk(program, (node) => {
    if (node.type === 'AstroScript' || elementOf(node) === 'script') return false;
    if (node.type !== 'JSXElement') return true;
    faults.push(...addressesIn(node, from, places));
    const said = pictureFault(node);
    if (said) {
      faults.push({ field: 'image', message: said[0], remedy: said[1], offset: node.start });
    }
    return true;
  });
  for (const { name, what, offset } of impuritiesIn(program)) {
    if (!/^(?:Math\.random|Date\.now|Date\(\)|new Date\(\)|performance)$/u.test(name)) continue;
    const message = `${name} ${what}, and the page is made once, without it`;
    faults.push({ field: 'component', message, remedy: 'write the value itself', offset });
  }
  return faults;
}

/** The names that a component takes off its properties, by a pattern without a rest; undefined where that is not all. */
export function propertiesTaken(program: Syntax): string[] | undefined {
  const isProps = (node: unknown): boolean =>
    isSyntax(node) &&
    node.type === 'MemberExpression' &&
    nameOf(node.object) === 'Astro' &&
    nameOf(node.property) === 'props';
  let taken: string[] | undefined;
  let mentions = 0;
  walk(program, (node) => {
    if (isProps(node)) mentions++;
    const { id } = node;
    if (node.type !== 'VariableDeclarator' || !isSyntax(id) || id.type !== 'ObjectPattern') {
      return true;
    }
    const init =
      isSyntax(node.init) && /^TS/u.test(node.init.type) ? node.init.expression : node.init;
    const parts = [id.properties].flat().filter(isSyntax);
    if (isProps(init) && parts.every(({ type, computed }) => type === 'Property' && !computed)) {
      taken = parts.map(({ key }) => nameOf(key));
    }
    return true;
  });
  return mentions === 1 ? taken : undefined;
}
