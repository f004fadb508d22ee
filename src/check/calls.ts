/** Calls of the kit in an essay's modules: keys that no function knows, values of another kind. */
import { posix } from 'node:path';
import { parseSync } from 'vite';
import { readModule } from '../essay/modules.ts';
import type { Words } from './finding.ts';
import { type Kind, type Shape, type Signature, signatureOf } from './kit.ts';
import { nearest } from './nearest.ts';
import { type Free, nameOf, walk } from './scopes.ts';
import { isSyntax, type Syntax } from './syntax.ts';

/** What is wrong with a call, and where. */
export interface CallFault extends Words {
  readonly offset: number;
}

/** What these are given is told of by what comes of them. */
const TOLD_ELSEWHERE = new Set(['assume', 'claims', 'figure', 'numbers']);

const IN_WORDS: Readonly<Record<Kind, string>> = {
  text: 'a text',
  number: 'a number',
  truth: 'true or false',
  list: 'a list',
  function: 'a function',
  object: 'an object',
  nothing: 'null',
};

/** What an author may call a key that the kit calls otherwise. */
const CALLED: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({ color: 'role', colour: 'role', name: 'label' }),
);

/** How what is no plain value is made. */
const MADE_BY: Readonly<Record<string, string>> = {
  Axis: "linearAxis([0, 20], { label: '…' })",
  Layer: 'line(points, { … })',
};

/** How an author writes what has a shape, where that is a call of the kit. */
function madeBy(shape: Shape | undefined): string | undefined {
  const { text = '' } = shape ?? {};
  const how = MADE_BY[text.replace('[]', '')];
  return how && text.endsWith('[]') ? `[${how}]` : how;
}

/** Calls whose parameters alone do not say what to write. */
const WRITTEN: Readonly<Record<string, string>> = {
  numbers: "numbers(of, { name: { what: '…', read: (result) => … } })",
  claims: 'claims(of, { name: { holds: (result) => … } })',
  experiment: 'experiment({ … }, (params) => …)',
  assume: "assume(…, 'what it is')",
};

type Known = (callee: unknown) => { readonly name: string; readonly of: Signature } | undefined;

const listOf = (value: unknown): Syntax[] => [value].flat().filter(isSyntax);

/** The function whose results a list is made of: that of `rows.map((row) => …)`, where it is one expression. */
function mapped(node: Syntax): Syntax | undefined {
  const { callee } = node;
  if (!isSyntax(callee) || callee.type !== 'MemberExpression') return undefined;
  const [each] = listOf(node.arguments);
  if (nameOf(callee.property) !== 'map' || each?.type !== 'ArrowFunctionExpression') {
    return undefined;
  }
  if (!isSyntax(each.body) || each.body.type === 'BlockStatement') return undefined;
  return each.body.type === 'ParenthesizedExpression' && isSyntax(each.body.expression)
    ? each.body.expression
    : each.body;
}

/** What a value is by its form; undefined where that does not tell. */
function kindOf(node: Syntax, known: Known): Kind | undefined {
  switch (node.type) {
    case 'Literal': {
      const { value } = node;
      if (typeof value === 'string') return 'text';
      if (typeof value === 'boolean') return 'truth';
      if (value === null && node.raw === 'null') return 'nothing';
      return typeof value === 'number' ? 'number' : undefined;
    }
    case 'TemplateLiteral':
      return 'text';
    case 'ArrayExpression':
      return 'list';
    case 'ObjectExpression':
      return 'object';
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return 'function';
    case 'CallExpression': {
      const kinds = known(node.callee)?.of.gives().kinds;
      return mapped(node) ? 'list' : kinds?.size === 1 ? [...kinds][0] : undefined;
    }
    default:
      return undefined;
  }
}

/** What is wrong with a value where a shape belongs; `place` says it: `label of linearAxis(…)`. */
function valueFaults(node: Syntax, shape: Shape, place: string, known: Known): CallFault[] {
  const kind = kindOf(node, known);
  if (kind === undefined) return [];
  const offset = node.start;
  if (shape.kinds && !shape.kinds.has(kind)) {
    const belongs = [...shape.kinds].map((one) => IN_WORDS[one]).join(' or ');
    const made = madeBy(shape);
    const plain = /^(?:string|number|boolean)$/u.test(shape.text);
    const form = shape.keys ? `{ ${[...shape.keys.keys()].join(', ')} }` : shape.text;
    const remedy = made ? `write ${made}` : `give ${belongs}${plain ? '' : `: ${form}`}`;
    return [{ message: `${place} is ${IN_WORDS[kind]}, not ${belongs}`, remedy, offset }];
  }
  if (node.type === 'ObjectExpression' && shape.keys)
    return keyFaults(node, shape.keys, place, known);
  const each = kind === 'list' && mapped(node);
  if (each) {
    return shape.element ? valueFaults(each, shape.element(), `a part of ${place}`, known) : [];
  }
  if (node.type !== 'ArrayExpression') return [];
  const parts = [node.elements].flat() as (Syntax | null)[];
  if (parts.some((part) => part?.type === 'SpreadElement')) return [];
  const { items, element } = shape;
  if (items && items.length !== parts.length) {
    const message = `${place} has ${parts.length} values, not ${items.length}`;
    return [{ message, remedy: `write ${shape.text}`, offset }];
  }
  const faults = parts.flatMap((part, i) => {
    const inner = items ? items[i]() : element?.();
    return part && inner ? valueFaults(part, inner, `a part of ${place}`, known) : [];
  });
  // One part of another kind tells of all that are like it.
  return faults.filter(
    ({ message }, i) => faults.findIndex((other) => other.message === message) === i,
  );
}

function keyFaults(
  node: Syntax,
  keys: NonNullable<Shape['keys']>,
  place: string,
  known: Known,
): CallFault[] {
  const parts = listOf(node.properties);
  const open = parts.some(({ type, computed }) => type !== 'Property' || computed);
  const written = parts.flatMap((part) => {
    const { key, value } = part;
    const name = isSyntax(key) && key.type === 'Literal' ? String(key.value) : nameOf(key);
    return part.type === 'Property' && !part.computed && isSyntax(value)
      ? [{ name, value, offset: part.start }]
      : [];
  });
  const has = new Set(written.map(({ name }) => name));
  const lacks = [...keys].flatMap(([name, { optional }]) =>
    optional || open || has.has(name) ? [] : [name],
  );
  const odd = written.filter(({ name }) => !keys.has(name));
  if (odd.length > 0) {
    return odd.map(({ name, offset }): CallFault => {
      const left = [...keys.keys()].filter((one) => !has.has(one));
      const called = CALLED.get(name);
      const meant =
        (called && left.includes(called) ? called : nearest(name, left)) ??
        (lacks.length === 1 ? lacks[0] : undefined);
      const remedy = meant
        ? `write ${meant}`
        : `remove it; it knows ${[...keys.keys()].join(', ')}`;
      return { message: `${place} has "${name}", which it does not know`, remedy, offset };
    });
  }
  if (lacks.length > 0) {
    const remedy = `add ${lacks.map((name) => `${name}: ${madeBy(keys.get(name)?.shape()) ?? '…'}`).join(', ')}`;
    return [{ message: `${place} has no ${lacks.join(' and no ')}`, remedy, offset: node.start }];
  }
  return written.flatMap(({ name, value }) => {
    const shape = keys.get(name)?.shape();
    return shape ? valueFaults(value, shape, `${name} of ${place}`, known) : [];
  });
}

/** What is wrong with the arguments of one call. */
function callFaults(node: Syntax, name: string, of: Signature, known: Known): CallFault[] {
  const given = listOf(node.arguments);
  if (given.some(({ type }) => type === 'SpreadElement')) return [];
  const { parameters } = of;
  const call = WRITTEN[name] ?? `${name}(${parameters.map((one) => one.name).join(', ')})`;
  const needed = parameters.filter(({ optional }) => !optional).length;
  const tell = (message: string): CallFault[] => [
    { message, remedy: `write ${call}`, offset: node.start },
  ];
  const lacking = parameters[given.length]?.name;
  if (given.length < needed) {
    const first = given[0] && kindOf(given[0], known);
    const fits = parameters[0]?.shape().kinds;
    const lacks = first && fits && !fits.has(first) ? parameters[0]?.name : lacking;
    return tell(`${name}(…) is called without its ${lacks}`);
  }
  if (TOLD_ELSEWHERE.has(name)) return [];
  const faults = given.slice(0, parameters.length).flatMap((value, i) => {
    const { name: parameter, shape } = parameters[i];
    const options = value.type === 'ObjectExpression' && i > 0 && shape().keys !== undefined;
    const place = options ? `${name}(…)` : `the ${parameter} of ${name}(…)`;
    return valueFaults(value, shape(), place, known);
  });
  // An argument of another kind shifts those behind it.
  const astray = faults.find(({ offset }) => given.some(({ start }) => start === offset));
  if (astray) return [{ ...astray, ...(WRITTEN[name] && { remedy: `write ${call}` }) }];
  if (faults.length > 0 || given.length <= parameters.length) return faults;
  const count = parameters.length === 1 ? 'one value' : `${parameters.length} values`;
  return tell(`${name}(…) takes ${count}, and is given ${given.length}`);
}

/** Faults of a module's calls of the kit, in the order of the text. */
export function callsFaults(file: string, source: string): CallFault[] {
  const { imports } = readModule(source);
  const kit = new Map(
    imports.flatMap(({ from, name, local }) => {
      const path = posix.join(posix.dirname(file), from);
      const of = path.startsWith('src/kit/') ? signatureOf(path, name) : undefined;
      return of ? [[local, { name: local, of }] as const] : [];
    }),
  );
  if (kit.size === 0) return [];
  const faults: CallFault[] = [];
  const look = (node: Syntax, free: Free): boolean => {
    const known: Known = (callee) => {
      const name = nameOf(callee);
      return free(name) ? kit.get(name) : undefined;
    };
    const called = node.type === 'CallExpression' ? known(node.callee) : undefined;
    if (called) faults.push(...callFaults(node, called.name, called.of, known));
    return true;
  };
  // What a module's own functions bind is none of the kit's.
  walk(parseSync(file, source).program, look, 1);
  return faults;
}
