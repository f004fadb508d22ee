import { isPair, isScalar, Scalar, visit } from 'yaml';
import { type FrontMatter, offsetOf } from '../essay/matter.ts';
import { type Fault, nearest, placeAt } from './finding.ts';

/** What the collection's schema says of one value; zod's own issues fit. */
export interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
}

/** The part of a zod schema that the check needs. */
export interface Schema {
  safeParse(data: unknown): { success: boolean; error?: { issues: readonly unknown[] } };
}

const fieldOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => (typeof part === 'number' ? part + 1 : String(part))).join(' ') ||
  'front matter';

/** A fault at a path of the front matter. */
export const faultAt = (
  matter: FrontMatter,
  path: readonly PropertyKey[],
  message: string,
  remedy: string,
  ofKey = false,
): Fault => ({
  ...placeAt(matter.source, offsetOf(matter, path, ofKey)),
  field: fieldOf(path),
  message,
  remedy,
});

/** The definition inside a zod schema, through defaults and optionals. */
function definition(schema: unknown): Record<string, unknown> {
  const def = (schema as { def?: Record<string, unknown> } | undefined)?.def ?? {};
  return 'innerType' in def ? definition(def.innerType) : def;
}

/** The keys that a schema knows at a path; none where it describes no object. */
function keysAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  const def = definition(schema);
  if (path.length > 0) {
    const shape = def.shape as Record<PropertyKey, unknown> | undefined;
    const inner = typeof path[0] === 'number' ? def.element : shape?.[path[0]];
    return inner === undefined ? [] : keysAt(inner, path.slice(1));
  }
  return typeof def.shape === 'object' && def.shape !== null ? Object.keys(def.shape) : [];
}

/** The values that an enumeration in a schema allows at a path. */
function valuesAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  const def = definition(schema);
  if (path.length === 0) return Object.keys((def.entries as object | undefined) ?? {});
  const shape = def.shape as Record<PropertyKey, unknown> | undefined;
  return valuesAt(typeof path[0] === 'number' ? def.element : shape?.[path[0]], path.slice(1));
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 48 ? `${text.slice(0, 45)}…` : text;
}

function schemaFaults(matter: FrontMatter, schema: Schema, issue: Issue): Fault[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path);
    return (issue.keys ?? []).map((key) => {
      const meant = nearest(key, known);
      const remedy = meant ? `write "${meant}"` : `remove it; the keys are ${known.join(', ')}`;
      return faultAt(matter, [...path, key], `"${key}" is not a known key`, remedy, true);
    });
  }
  const value: unknown = matter.document.getIn(path);
  if (value === undefined) {
    return [faultAt(matter, path, `"${String(path.at(-1))}" is missing`, issue.message)];
  }
  if (issue.code === 'too_big' && typeof value === 'string') {
    return [faultAt(matter, path, `${value.length} characters are too many`, issue.message)];
  }
  const meant =
    issue.code === 'invalid_value' ? nearest(String(value), valuesAt(schema, path)) : undefined;
  const remedy = meant ? `write "${meant}", or ${issue.message}` : issue.message;
  return [faultAt(matter, path, `${shown(value)} will not do`, remedy)];
}

/** Dates that YAML would turn into something other than the text that was written. */
function unquotedDates(matter: FrontMatter): Fault[] {
  const faults: Fault[] = [];
  visit(matter.document, {
    Scalar(_, node, parents) {
      if (node.type !== Scalar.PLAIN || !/^\d{4}-\d{1,2}-\d{1,2}/u.test(node.source ?? '')) return;
      const pair = parents.findLast((parent) => isPair(parent));
      const key = isPair(pair) && isScalar(pair.key) ? String(pair.key.value) : 'front matter';
      faults.push({
        ...placeAt(matter.source, matter.offset + (node.range?.[0] ?? 0)),
        field: key,
        message: `the date ${node.source} stands without quotes`,
        remedy: `write '${node.source}'`,
      });
    },
  });
  return faults;
}

/** Every fault of an essay's front matter: its YAML, unquoted dates, and what the schema refuses. */
export function frontMatterFaults(matter: FrontMatter | undefined, schema: Schema): Fault[] {
  if (!matter) {
    const remedy =
      'begin the file with a block between two lines of --- that says title, summary and published';
    return [{ line: 1, column: 1, field: 'front matter', message: 'it has none', remedy }];
  }
  if (matter.document.errors.length > 0) {
    return matter.document.errors.map((error) => ({
      ...placeAt(matter.source, matter.offset + error.pos[0]),
      field: 'front matter',
      message: error.message.replace(/\.?$/u, ''),
      remedy: 'mend the YAML; text with a colon or a quote in it needs quotes around it',
    }));
  }
  const result = schema.safeParse(matter.data);
  const all = (result.error?.issues ?? []) as readonly Issue[];
  // What keys must be to each other is worth saying only once each of them is right.
  const own = all.filter(({ code }) => code !== 'custom');
  const issues = own.length > 0 ? own : all;
  const faults = issues.flatMap((issue) => schemaFaults(matter, schema, issue));
  const unquoted = unquotedDates(matter);
  const places = new Set(unquoted.map(({ line, column }) => `${line}:${column}`));
  return [...unquoted, ...faults.filter(({ line, column }) => !places.has(`${line}:${column}`))];
}
