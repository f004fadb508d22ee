/** What the kit's functions take, read off their own types, so that calls of them can be held to it. */
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { type ESTree, parseSync } from 'vite';
import { entriesBelow } from '../essay/files.ts';
import { readModule } from '../essay/modules.ts';

export const KIT = 'src/kit';

/** What of the kit a model may import, from the project's root. */
export const SIMULATION = /^src\/kit\/(?:sim\/|(?:experiment|assume)\.ts$)/;

/** The modules of the kit, from the project's root; the simulation's alone on demand. */
export const kitFiles = (simulation: boolean): string[] =>
  entriesBelow(KIT)
    .map(({ path }) => `${KIT}/${path}`)
    .filter((path) => path.endsWith('.ts') && (!simulation || SIMULATION.test(path)));

/** What a value can be by its form. */
export type Kind = 'text' | 'number' | 'truth' | 'list' | 'function' | 'object' | 'nothing';

/** What belongs in a place, as far as its type says; what is left out may be anything. */
export interface Shape {
  readonly kinds?: ReadonlySet<Kind>;
  /** The keys of an object, and whether each may be left out. */
  readonly keys?: ReadonlyMap<string, { readonly optional: boolean; readonly shape: () => Shape }>;
  /** What a list is made of; a list of so many where `items` says each. */
  readonly element?: () => Shape;
  readonly items?: readonly (() => Shape)[];
  /** The type as it is written. */
  readonly text: string;
}

interface Parameter {
  readonly name: string;
  readonly optional: boolean;
  readonly shape: () => Shape;
}

export interface Signature {
  readonly parameters: readonly Parameter[];
  readonly gives: () => Shape;
}

interface File {
  readonly path: string;
  readonly source: string;
  readonly program: ESTree.Program;
}

const files = new Map<string, File | undefined>();

function fileAt(path: string): File | undefined {
  if (!files.has(path)) {
    const source = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    const file = source && { path, source, program: parseSync(path, source).program };
    files.set(path, file || undefined);
  }
  return files.get(path);
}

/** The statement that a file declares a name by, exported or not. */
function declarationIn(file: File, name: string): ESTree.Node | undefined {
  for (const statement of file.program.body) {
    const declared =
      statement.type === 'ExportNamedDeclaration' && statement.declaration
        ? statement.declaration
        : statement;
    if (declared.type === 'VariableDeclaration') {
      const found = declared.declarations.find(
        ({ id }) => id.type === 'Identifier' && id.name === name,
      );
      if (found) return found;
    } else if ('id' in declared && declared.id && 'name' in declared.id) {
      if (declared.id.name === name) return declared;
    }
  }
  return undefined;
}

/** Where a name of a file is declared, be it imported or passed on. */
function follow(file: File, name: string): { file: File; node: ESTree.Node } | undefined {
  const node = declarationIn(file, name);
  if (node) return { file, node };
  for (const statement of file.program.body) {
    if (statement.type !== 'ImportDeclaration' && statement.type !== 'ExportNamedDeclaration') {
      continue;
    }
    const from = statement.source?.value;
    const named = statement.specifiers.find((one) => {
      const own = one.type === 'ExportSpecifier' ? one.exported : one.local;
      return 'name' in own && own.name === name;
    });
    if (!from || !named) continue;
    const original =
      named.type === 'ImportSpecifier'
        ? named.imported
        : named.type === 'ExportSpecifier'
          ? named.local
          : undefined;
    const next = fileAt(posix.join(posix.dirname(file.path), from));
    if (next && original && 'name' in original) return follow(next, original.name);
  }
  return undefined;
}

const KINDS: Readonly<Record<string, Kind>> = {
  TSStringKeyword: 'text',
  TSNumberKeyword: 'number',
  TSBooleanKeyword: 'truth',
  TSFunctionType: 'function',
  TSNullKeyword: 'nothing',
  TSUndefinedKeyword: 'nothing',
};

const literalKind = (value: unknown): Kind | undefined =>
  typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : undefined;

type Keys = Map<string, { optional: boolean; shape: () => Shape }>;

function membersOf(members: readonly ESTree.Node[], file: File): Keys | undefined {
  const keys: Keys = new Map();
  for (const member of members) {
    if (member.type !== 'TSPropertySignature' || member.key.type !== 'Identifier') return undefined;
    const type = member.typeAnnotation?.typeAnnotation;
    keys.set(member.key.name, { optional: member.optional, shape: () => shapeOf(type, file) });
  }
  return keys;
}

/** What a type says of the values that have it; what it does not say plainly may be anything. */
function shapeOf(type: ESTree.Node | null | undefined, file: File): Shape {
  if (!type) return { text: '' };
  const text = file.source.slice(type.start, type.end).replaceAll('readonly ', '');
  const object = (keys: Keys | undefined): Shape =>
    keys ? { kinds: new Set(['object']), keys, text } : { text };
  const within = (inner: ESTree.Node) => () => shapeOf(inner, file);
  if (type.type in KINDS) return { kinds: new Set([KINDS[type.type]]), text };
  switch (type.type) {
    case 'TSTypeOperator':
      return type.operator === 'readonly' ? shapeOf(type.typeAnnotation, file) : { text };
    case 'TSParenthesizedType':
      return shapeOf(type.typeAnnotation, file);
    case 'TSArrayType':
      return { kinds: new Set(['list']), element: within(type.elementType), text };
    case 'TSTupleType': {
      const inner = type.elementTypes.map((one) =>
        one.type === 'TSNamedTupleMember' ? one.elementType : one,
      );
      const plain = inner.every(({ type }) => !/^TS(?:Rest|Optional)Type$/u.test(type));
      const items = inner.map((one) => within(one as ESTree.Node));
      return { kinds: new Set(['list']), ...(plain && { items }), text };
    }
    case 'TSLiteralType': {
      const kind = literalKind('value' in type.literal ? type.literal.value : undefined);
      return kind ? { kinds: new Set([kind]), text } : { text };
    }
    case 'TSTypeLiteral':
      return object(membersOf(type.members, file));
    case 'TSIntersectionType': {
      const keys = type.types.map((one) => shapeOf(one, file).keys);
      if (keys.some((one) => one === undefined)) return { text };
      return object(new Map(keys.flatMap((one) => [...(one ?? [])])));
    }
    case 'TSUnionType': {
      const shapes = type.types.map((one) => shapeOf(one, file));
      if (shapes.some(({ kinds }) => !kinds)) return { text };
      return { kinds: new Set(shapes.flatMap(({ kinds }) => [...(kinds ?? [])])), text };
    }
    case 'TSTypeReference':
      return { ...referred(type, file), text };
    default:
      return { text };
  }
}

function referred(type: ESTree.TSTypeReference, file: File): Omit<Shape, 'text'> {
  const named = type.typeName.type === 'Identifier' ? follow(file, type.typeName.name) : undefined;
  if (!named) return {};
  const { node } = named;
  if (node.type === 'TSTypeAliasDeclaration') return shapeOf(node.typeAnnotation, named.file);
  if (node.type !== 'TSInterfaceDeclaration') return {};
  const own = membersOf(node.body.body, named.file);
  const above = node.extends.map(({ expression }) => {
    const parent = expression.type === 'Identifier' && follow(named.file, expression.name);
    return parent && parent.node.type === 'TSInterfaceDeclaration' && parent.node.extends.length < 1
      ? membersOf(parent.node.body.body, parent.file)
      : undefined;
  });
  if (!own || above.some((one) => one === undefined)) return { kinds: new Set(['object']) };
  const keys = new Map([...above.flatMap((one) => [...(one ?? [])]), ...own]);
  return { kinds: new Set(['object']), keys };
}

function parameterOf(node: ESTree.Node, file: File): Parameter | undefined {
  const pattern = node.type === 'AssignmentPattern' ? node.left : node;
  if (pattern.type !== 'Identifier') return undefined;
  const optional = node !== pattern || Boolean(pattern.optional);
  const type = pattern.typeAnnotation?.typeAnnotation;
  return { name: pattern.name, optional, shape: () => shapeOf(type, file) };
}

/** What a function of the kit takes; undefined for what is none, or takes what cannot be said so. */
export function signatureOf(path: string, name: string): Signature | undefined {
  const start = fileAt(path);
  const found = start && follow(start, name);
  if (!found) return undefined;
  const { file, node } = found;
  const made = node.type === 'VariableDeclarator' ? node.init : node;
  if (made?.type !== 'ArrowFunctionExpression' && made?.type !== 'FunctionDeclaration') {
    return undefined;
  }
  const parameters = made.params.map((one) => parameterOf(one, file));
  const known = parameters.filter((one) => one !== undefined);
  if (known.length < parameters.length) return undefined;
  const type = made.returnType?.typeAnnotation;
  return { parameters: known, gives: () => shapeOf(type, file) };
}

/** The file of the kit that exports a name, as its authors import it; the simulation's alone on demand. */
export function kitFileOf(name: string, simulation: boolean): string | undefined {
  // A module that passes a name on is the one that stands for it: `number.ts` before `decimal.ts`.
  const exporting = kitFiles(simulation).filter((path) =>
    readModule(readFileSync(path, 'utf8')).exports.some((one) => one.name === name),
  );
  const passing = exporting.find((path) => {
    const file = fileAt(path);
    return file && declarationIn(file, name) === undefined;
  });
  return passing ?? exporting[0];
}
