/** What a component of the text names by `of={…}` or `to={…}`, and what was meant where it names nothing. */
import { isFigure, isNumber } from '../essay/holds.ts';
import { isAssumption } from '../kit/assume.ts';
import { textOf } from './addresses.ts';
import { isEntry } from './figures.ts';
import type { Words } from './finding.ts';
import { type Modules, PATH, resolve } from './modules.ts';
import { nearest } from './nearest.ts';
import { TAGS } from './tags.ts';
import { type Attribute, attributeOf, type Binding, childrenOf, type Element } from './tree.ts';

/** A kind of thing that a component names: what it is called, how it is made and which there are. */
interface Kind<T> {
  readonly noun: string;
  /** The call that makes it: `claims(…)`. */
  readonly made: string;
  /** What to do first where there is none. */
  readonly lacking: string;
  /** How a tag that names it ends. */
  readonly end: '>' | ' />';
  readonly is: (value: unknown) => value is T;
  /** Those that the modules export. */
  readonly names: readonly string[];
}

/** What was meant by what names none, where it can be told. */
interface Meant {
  readonly meant?: string | undefined;
}

/** What an element names, or what is wrong with it; neither where its import is told elsewhere. */
type Named<T> =
  | { readonly part: T | undefined; readonly expression: string }
  | ({ readonly unbound: string } & Meant)
  | (Words & Meant);

/** The value of an attribute as it stands in the text. */
export const asWritten = (value: Attribute | undefined): string =>
  typeof value !== 'object' ? '' : 'text' in value ? `"${value.text}"` : `{${value.expression}}`;

/** Whether the group of which an expression names a member holds nothing but entries that lack something. */
function areEntries(
  expression: string,
  bindings: ReadonlyMap<string, Binding>,
  modules: Modules,
): boolean {
  const group = resolve(expression.split('.')[0] ?? '', bindings, modules);
  const entries = 'value' in group ? Object.values((group.value ?? {}) as object) : [];
  return entries.length > 0 && entries.every(isEntry);
}

/** The path that stands alone in braces between an element's tags. */
function expressionIn(element: Element): string | undefined {
  const [only, ...more] = childrenOf(element);
  const code =
    only?.type === 'mdxTextExpression' || only?.type === 'mdxFlowExpression'
      ? only.value.trim()
      : '';
  return more.length === 0 && PATH.test(code) ? code : undefined;
}

/** What an expression names where it calls that, holds it in braces or names a part of it. */
function pathIn(expression: string, takes: (path: string) => boolean): string | undefined {
  const held = /^\{\s*([^{}]*?)\s*\}$/u.exec(expression)?.[1] ?? expression;
  const called = held.replace(/\(\s*\)$/u, '');
  if (!PATH.test(called)) return undefined;
  const whole = called.replace(/\.[\w$]+$/u, '');
  if (called !== expression && takes(called)) return called;
  return whole !== called && !takes(called) && takes(whole) ? whole : undefined;
}

/** The name for which `written` most likely stands among `names`; the only one in any case. */
const nameMeant = (written: string, names: readonly string[]): string | undefined =>
  names.length === 1
    ? names[0]
    : (names.find((name) => name.endsWith(`.${written}`)) ?? nearest(written, names));

/** The component that shows a value which another one names. */
const shownBy = (value: unknown): string | undefined =>
  isNumber(value) ? 'N' : isFigure(value) ? 'Figure' : isAssumption(value) ? 'Given' : undefined;

/** Reads the attribute by which a component names something. */
export function namedBy<T>(
  element: Element,
  { noun, made, lacking, end, is, names }: Kind<T>,
  bindings: ReadonlyMap<string, Binding>,
  modules: Modules,
): Named<T> {
  const component = element.name ?? '';
  const attribute = TAGS.get(component)?.names ?? 'of';
  const value = attributeOf(element, attribute);
  const tag = (path: string): string => `<${component} ${attribute}={${path}}${end}`;
  /** A path that names what the component takes, and that something else was written for. */
  const takes = (path: string): boolean => {
    const found = resolve(path, bindings, modules);
    return 'value' in found && is(found.value);
  };
  const inside = end === '>' ? undefined : expressionIn(element);
  if (value === undefined && inside !== undefined && takes(inside)) {
    const message = `<${component}> takes no words, and names nothing`;
    return { message, remedy: `write ${tag(inside)}`, meant: inside };
  }
  const quoted = textOf(value);
  if (value === undefined || value === true || 'text' in value || quoted !== undefined) {
    const written = quoted ?? '';
    const meant = nameMeant(written.replace(/^#(?:fig-)?/u, ''), names);
    const remedy =
      meant !== undefined
        ? `write ${tag(meant)}`
        : names.length > 0
          ? `write ${tag('…')}, with one of ${names.join(', ')}`
          : `${lacking} and write ${tag('…')}`;
    const message = written
      ? `<${component} ${attribute}=${asWritten(value)}> has its name in quotes`
      : `<${component}> does not say which`;
    return { message, remedy, meant };
  }
  const { expression } = value;
  const path = pathIn(expression, takes);
  if (path !== undefined) {
    const message = `${attribute}={${expression}} names no ${noun}`;
    return { message, remedy: `write ${tag(path)}`, meant: path };
  }
  /** What to write where something else is named. */
  const remedyFor = (found: unknown): string => {
    const other = /^(?:Claim|Ref)$/u.test(component) ? undefined : shownBy(found);
    if (other) return `write <${other} of={${expression}} />`;
    const members = Object.entries((found ?? {}) as object).filter(([, one]) => is(one));
    const all = members.map(([member]) => `${expression}.${member}`);
    const [only, ...more] = all.length > 0 ? all : names;
    if (only === undefined) return `name one of ${made}`;
    return more.length === 0 ? `write ${tag(only)}` : `name one of ${[only, ...more].join(', ')}`;
  };
  const found = resolve(expression, bindings, modules);
  // An entry that lacks what makes it one is told where it is written, as are all of a group.
  if (!('value' in found) ? areEntries(expression, bindings, modules) : isEntry(found.value)) {
    return { part: undefined, expression };
  }
  if (!('value' in found)) return { ...found, meant: nameMeant(expression, names) };
  if (found.value === undefined) return { part: undefined, expression };
  if (is(found.value)) return { part: found.value, expression };
  const meant = names.length === 1 ? names[0] : undefined;
  return { message: `${expression} is no ${noun}`, remedy: remedyFor(found.value), meant };
}
