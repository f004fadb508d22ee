/** What a model or a figure may not use: names of what differs from machine to machine or from run to run. */
import { parseSync } from 'vite';
import { nameOf, walk } from './scopes.ts';
import { isSyntax, type Syntax } from './syntax.ts';

/** A name that is not pure, where it stands and what to do instead. */
interface Impurity {
  /** As it is written: `Math.random`, `new Date()`, `window`. */
  readonly name: string;
  /** What it is. */
  readonly what: string;
  readonly remedy: string;
  readonly offset: number;
}

const CHANCE = [
  'differs from run to run',
  "draw it from seeded(seed): import { seeded } from 'src/kit/sim/random.ts'",
] as const;
const CLOCK = [
  'is a clock',
  'make the time a parameter of the experiment, or count it in the model',
] as const;
const BROWSER = [
  'is a browser’s',
  'remove it; models and figures run without a browser too',
] as const;
const NODE = [
  'is Node’s',
  'remove it; write down in record.ts what the model needs, and import that',
] as const;
const LATER = [
  'comes when it comes',
  'import at the top of the module, compute without waiting',
] as const;

const LOCALE = [
  'differs from reader to reader',
  "write formatNumber(…) of kit/number.ts, or name the language: 'en-GB'",
] as const;

const KINDS: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  ...kind(CHANCE, 'crypto'),
  ...kind(CLOCK, 'performance requestAnimationFrame'),
  ...kind(LATER, 'setTimeout setInterval setImmediate queueMicrotask'),
  ...kind(
    BROWSER,
    'document window fetch localStorage sessionStorage location navigator self XMLHttpRequest globalThis',
  ),
  ...kind(NODE, 'process require Buffer __dirname __filename global'),
};

function kind(said: readonly [string, string], names: string) {
  return Object.fromEntries(names.split(' ').map((name) => [name, said]));
}

/** `Math.random` of a node that reads it, `Math['random']` too; empty for others. */
function memberOf({ type, object, property, computed }: Syntax): string {
  if (type !== 'MemberExpression' || !isSyntax(property)) return '';
  const name = computed ? (property.type === 'Literal' ? property.value : '') : property.name;
  return `${nameOf(object)}.${name}`;
}

/** Random numbers taken out of `Math` by a pattern: `const { random } = Math`. */
const takesRandom = ({ type, id, init }: Syntax): boolean =>
  type === 'VariableDeclarator' &&
  nameOf(init) === 'Math' &&
  isSyntax(id) &&
  [id.properties].flat().some((part) => isSyntax(part) && nameOf(part.key) === 'random');

/** Whether a call leaves the language open: it names none, or undefined. */
function isOpen({ arguments: given }: Syntax): boolean {
  const [language] = [given].flat();
  if (language === undefined || nameOf(language) === 'undefined') return true;
  return isSyntax(language) && language.type === 'ArrayExpression'
    ? [language.elements].flat().length === 0
    : false;
}

/** What a node itself has that is not pure; `free` are names that nothing binds. */
function impurityOf(
  node: Syntax,
  free: (name: string) => boolean,
): Omit<Impurity, 'offset'> | undefined {
  const say = (name: string, [what, remedy]: readonly [string, string]) => ({ name, what, remedy });
  const member = memberOf(node);
  if (free('Math') && (member === 'Math.random' || takesRandom(node)))
    return say('Math.random', CHANCE);
  if (free('Date') && member === 'Date.now') return say('Date.now', CLOCK);
  if (
    free('Date') &&
    /^(?:New|Call)Expression$/.test(node.type) &&
    nameOf(node.callee) === 'Date'
  ) {
    if (node.type === 'CallExpression') return say('Date()', CLOCK);
    if ([node.arguments].flat().length === 0) return say('new Date()', CLOCK);
  }
  if (node.type === 'CallExpression' && isSyntax(node.callee)) {
    const { property } = node.callee;
    const called = nameOf(property);
    if (/^toLocale(?:Date|Time|Upper|Lower)?(?:String|Case)$/.test(called) && isOpen(node)) {
      return say(called, LOCALE);
    }
  }
  if (/^(?:New|Call)Expression$/.test(node.type) && free('Intl') && isSyntax(node.callee)) {
    const formatter =
      /^Intl\.(\w+(?:Format|Rules|Names|Collator|Segmenter)|Collator|Segmenter)$/.exec(
        memberOf(node.callee),
      )?.[1];
    if (formatter && isOpen(node)) {
      return say(`${node.type === 'NewExpression' ? 'new ' : ''}Intl.${formatter}()`, LOCALE);
    }
  }
  if (node.type === 'ImportExpression') return say('import()', LATER);
  if (node.type === 'MetaProperty' && isSyntax(node.meta) && nameOf(node.meta) === 'import') {
    return say('import.meta', NODE);
  }
  const name = nameOf(node);
  return name && free(name) && Object.hasOwn(KINDS, name) ? say(name, KINDS[name]) : undefined;
}

/** Text without any of these words is pure, and most is; the others are looked at as code. */
const SUSPECT = new RegExp(
  `\\bMath\\s*(?:\\.\\s*random|\\[)|=\\s*Math\\b(?!\\.)|\\b(?:Date|${Object.keys(KINDS).join('|')})\\b|\\bimport\\s*[.(]|\\.toLocale|\\bIntl\\b`,
);
const COMMENTS = /(?<=^|\s)\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*/g;

/** Everything in a module that is not pure, in the order of the text; nothing where it does not parse. */
export function impurities(code: string): Impurity[] {
  if (!SUSPECT.test(code.replace(COMMENTS, ''))) return [];
  return impuritiesIn(parseSync('module.ts', code, { sourceType: 'module' }).program);
}

/** Everything in a syntax tree that is not pure, in the order of the text. */
export function impuritiesIn(program: unknown): Impurity[] {
  const found: Impurity[] = [];
  walk(program, (node, free) => {
    const impurity = impurityOf(node, free);
    if (impurity) found.push({ ...impurity, offset: node.start });
    return impurity === undefined || node.type !== 'MemberExpression';
  });
  return found.sort((a, b) => a.offset - b.offset);
}
