/** What is wrong in a module of an essay as it is written: names that nothing binds, calls of the kit, assumptions taken for numbers. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parseSync } from 'vite';
import { readModule } from '../essay/modules.ts';
import { type CallFault, callsFaults } from './calls.ts';
import { kitFileOf } from './kit.ts';
import { mistakenFaults } from './mistaken.ts';
import { nearest } from './nearest.ts';
import { boundNames, nameOf, unboundIn, walk } from './scopes.ts';
import { isSyntax, type Syntax } from './syntax.ts';

/** How `file` writes an import of `target`. */
export function specifierOf(file: string, target: string): string {
  const path = posix.relative(posix.dirname(file), target);
  return path.startsWith('.') ? path : `./${path}`;
}

/** The module beside a file that exports a name. */
function besideOf(file: string, name: string): string | undefined {
  const folder = posix.dirname(file);
  return readdirSync(folder)
    .filter((path) => path.endsWith('.ts') && `${folder}/${path}` !== file)
    .map((path) => `${folder}/${path}`)
    .find((path) =>
      readModule(readFileSync(path, 'utf8')).exports.some(
        (one) => one.name === name && one.from === undefined,
      ),
    );
}

/** How a file can use a name that nothing binds in it. */
export function wayTo(file: string, name: string, bound: Iterable<string>, model = false): string {
  const own = /\/(?:figures|numbers|claims)[^/]*\.ts$/u;
  const beside = besideOf(file, name);
  const from = beside && !(model && own.test(beside)) ? beside : kitFileOf(name, model);
  if (from) return `add import { ${name} } from '${specifierOf(file, from)}'`;
  const meant = name.length > 2 ? nearest(name, bound) : undefined;
  return meant ? `write ${meant}` : 'declare it, or import it from where it is declared';
}

/** The assumptions that a module makes, by name. */
const assumedIn = (source: string): string[] =>
  /\bassume\(/u.test(source)
    ? [...source.matchAll(/^(?:export )?const ([\w$]+) = assume\(/gmu)].map(([, name = '']) => name)
    : [];

/** The names by which a module knows assumptions: its own, and those that it imports. */
function assumptionsOf(file: string, source: string): Set<string> {
  const names = new Set(assumedIn(source));
  for (const { from, name, local } of readModule(source).imports) {
    const path = posix.join(posix.dirname(file), from);
    if (!from.startsWith('./') || !existsSync(path)) continue;
    if (assumedIn(readFileSync(path, 'utf8')).includes(name)) names.add(local);
  }
  return names;
}

const COMPUTES = /^(?:[-+*/%<>]|\*\*|[<>]=)$/u;

/** The parts of a node that it computes with, as numbers or as words. */
function computedWith(node: Syntax): unknown[] {
  if (node.type === 'BinaryExpression' && COMPUTES.test(String(node.operator))) {
    return [node.left, node.right];
  }
  if (node.type === 'UnaryExpression' && /^[-+]$/u.test(String(node.operator))) {
    return [node.argument];
  }
  if (node.type === 'TemplateLiteral') return [node.expressions].flat();
  const { callee } = node;
  const math = isSyntax(callee) && nameOf(callee.object) === 'Math';
  return node.type === 'CallExpression' && math ? [node.arguments].flat() : [];
}

/** Assumptions that a module computes with as if they were numbers. */
function assumptionFaults(file: string, source: string, program: unknown, model: boolean) {
  const assumptions = assumptionsOf(file, source);
  const faults: CallFault[] = [];
  if (assumptions.size === 0) return faults;
  walk(
    program,
    (node, free) => {
      for (const part of computedWith(node)) {
        const name = nameOf(part);
        if (!assumptions.has(name) || !free(name) || !isSyntax(part)) continue;
        const parameter = name
          .toLowerCase()
          .replace(/_(\w)/gu, (_, letter: string) => letter.toUpperCase());
        const remedy = model
          ? `make it a parameter: experiment({ ${parameter}: ${name} }, ({ ${parameter} }) => …)`
          : `write ${name}.assumed, or read it off the parameters`;
        faults.push({
          message: `${name} is an assumption, not a number`,
          remedy,
          offset: part.start,
        });
      }
      return true;
    },
    1,
  );
  return faults;
}

/**
 * A parameter that an experiment's run takes by a name which is none, where code asks for it by the
 * right one: of `experiment({ highest: 0.9 }, ({ higest }) => highest)` the `higest`.
 */
function parameterFault(program: unknown, name: string): CallFault | undefined {
  let fault: CallFault | undefined;
  walk(program, (node) => {
    if (node.type !== 'CallExpression' || nameOf(node.callee) !== 'experiment') return true;
    const [defaults, run] = [node.arguments].flat().filter(isSyntax);
    const [params] = [run?.params].flat();
    if (!defaults || !isSyntax(params) || params.type !== 'ObjectPattern') return true;
    const keysOf = ({ properties }: Syntax) =>
      [properties].flat().flatMap((one) => (isSyntax(one) && isSyntax(one.key) ? [one.key] : []));
    const known = keysOf(defaults).map(nameOf);
    const odd = keysOf(params).filter((key) => !known.includes(nameOf(key)));
    const slip = known.includes(name) ? odd.find((key) => nearest(nameOf(key), [name])) : undefined;
    if (slip) {
      const message = `${nameOf(slip)} is no parameter of the experiment`;
      fault = { message, remedy: `write ${name}`, offset: slip.start };
    }
    return true;
  });
  return fault;
}

/** Every fault of a module as it is written, in the order of the text; what it imports is sound. */
export function writtenFaults(
  file: string,
  source: string,
  model: boolean,
  impure: ReadonlySet<string>,
): (CallFault & { readonly field: string })[] {
  const { program } = parseSync(file, source);
  const field = model ? 'model' : 'figure';
  const bound = boundNames(program);
  const unbound = unboundIn(program).filter(({ name }) => !impure.has(name));
  return [
    ...unbound.map(({ name, offset }) => ({
      ...(parameterFault(program, name) ?? {
        message: `${name} is not defined`,
        remedy: wayTo(file, name, bound, model),
        offset,
      }),
      field: 'name',
    })),
    ...callsFaults(file, source).map((fault) => ({ ...fault, field })),
    ...assumptionFaults(file, source, program, model).map((fault) => ({ ...fault, field })),
    ...mistakenFaults(source, program).map((fault) => ({ ...fault, field })),
  ].sort((a, b) => a.offset - b.offset);
}
