/** What a component of the text names by `of={…}`. */
import { isFigure, isNumber } from '../essay/holds.ts';
import { isAssumption } from '../kit/assume.ts';
import { textOf } from './addresses.ts';
import { isEntry } from './figures.ts';
import { nearest, type Words } from './finding.ts';
import { type Modules, resolve } from './modules.ts';
import { type Attribute, attributeOf, type Binding, type Element } from './tree.ts';

/** A kind of thing that a component names: what it is called, how it is made and which there are. */
interface Kind<T> {
  /** With its article: "a claim". */
  readonly what: string;
  /** The call that makes it: `claims(…)`. */
  readonly made: string;
  readonly is: (value: unknown) => value is T;
  /** Those that the modules export, by name. */
  readonly known: ReadonlyMap<string, T>;
}

/** What an element names, or what is wrong with it; neither where its import is told elsewhere. */
type Named<T> =
  | { readonly part: T | undefined; readonly expression: string }
  | { readonly unbound: string }
  | Words;

/** The value of an attribute as it stands in the text. */
export const asWritten = (value: Attribute | undefined): string =>
  typeof value !== 'object' ? '' : 'text' in value ? `"${value.text}"` : `{${value.expression}}`;

/** Reads the `of` of a component. */
export function namedBy<T>(
  element: Element,
  { what, made, is, known }: Kind<T>,
  bindings: ReadonlyMap<string, Binding>,
  modules: Modules,
): Named<T> {
  const component = element.name ?? '';
  const names = [...known.keys()];
  const value = attributeOf(element, 'of');
  const quoted = textOf(value);
  if (value === undefined || value === true || 'text' in value || quoted !== undefined) {
    const written = quoted ?? '';
    const meant =
      names.length === 1
        ? names[0]
        : (names.find((name) => name.endsWith(`.${written}`)) ?? nearest(written, names));
    const remedy =
      meant !== undefined
        ? `write <${component} of={${meant}}>`
        : names.length > 0
          ? `write <${component} of={…}>, with one of ${names.join(', ')}`
          : `make ${what} with ${made}, export it from figures.ts and write <${component} of={…}>`;
    const message = written
      ? `<${component} of=${asWritten(value)}> has its name in quotes`
      : `<${component}> does not say which`;
    return { message, remedy };
  }
  const { expression } = value;
  /** What to write where something else is named. */
  const meantBy = (found: unknown, path: string): string => {
    const other = isNumber(found)
      ? 'N'
      : isFigure(found)
        ? 'Figure'
        : isAssumption(found)
          ? 'Given'
          : undefined;
    if (other && component !== 'Claim') return `write <${other} of={${path}} />`;
    const members = Object.entries((found ?? {}) as object).filter(([, one]) => is(one));
    const all = members.map(([member]) => `${path}.${member}`);
    if (all.length === 1) return `write <${component} of={${all[0]}}>`;
    const named = all.length > 0 ? all : names;
    return `name one of ${named.length > 0 ? named.join(', ') : made}`;
  };
  const found = resolve(expression, bindings, modules);
  if (!('value' in found)) return found;
  // An entry that lacks what makes it one is told where it is written.
  if (found.value === undefined || isEntry(found.value)) return { part: undefined, expression };
  return is(found.value)
    ? { part: found.value, expression }
    : { message: `${expression} is not ${what}`, remedy: meantBy(found.value, expression) };
}
