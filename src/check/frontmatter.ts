/** What is wrong with an essay's front matter: its YAML, its keys, and what the schema refuses. */
import { isMap, isPair, isScalar, Scalar, visit } from 'yaml';
import { type FrontMatter, missingMatter, offsetOf } from '../essay/matter.ts';
import { quoted } from '../essay/yaml.ts';
import { dayWords } from './daywords.ts';
import { type Fault, fieldOf, placeAt, type Words } from './finding.ts';
import { calledHere, calledWithin, foreignKeyRemedy, withinRemedy } from './keys.ts';
import { nearest } from './nearest.ts';
import { formatWords, typeWords } from './values.ts';
import { shownValue } from './wording.ts';

/** What the collection's schema says of one value; zod's own issues fit. */
interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
  /** Of a value of the wrong type: the right one. */
  readonly expected?: string;
}

/** The part of a zod schema that the check needs. */
export interface Schema {
  safeParse(data: unknown): { success: boolean; error?: { issues: readonly unknown[] } };
}

/** A fault at a path of the front matter. */
export const faultAt = (
  matter: FrontMatter,
  path: readonly PropertyKey[],
  message: string,
  remedy: string,
  ofKey = false,
): Fault => ({
  ...placeAt(matter.source, offsetOf(matter, path, ofKey)),
  field: fieldOf(path) || 'front matter',
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

/** What is wrong with a value that is there. */
function valueWords(schema: Schema, issue: Issue, value: unknown, written: string): Words {
  const { code, path, message, expected } = issue;
  const key = path.findLast((part) => typeof part === 'string') ?? '';
  if (code === 'too_big' && typeof value === 'string') {
    return { message: `${value.trim().length} characters are too many`, remedy: message };
  }
  if (code === 'invalid_type' || value === null) {
    return typeWords({ key: String(key), value, written, expected, remedy: message });
  }
  if (code === 'invalid_value') {
    const meant = nearest(String(value), valuesAt(schema, path));
    const remedy = meant ? `write "${meant}", or ${message}` : message;
    return { message: `${shownValue(value)} will not do`, remedy };
  }
  if (code === 'invalid_format' && typeof value === 'string') {
    return formatWords(String(key), value, message);
  }
  return { message: `${shownValue(value)} will not do`, remedy: message };
}

/** The pieces of a text without quotes that a list in braces took for keys, with the key of its beginning. */
function cutByComma(
  matter: FrontMatter,
  path: readonly PropertyKey[],
  key: string,
): { readonly of: string; readonly text: string; readonly first: boolean } | undefined {
  const within: unknown = matter.document.getIn(path, true);
  if (!isMap(within) || within.flow !== true) return undefined;
  const pairs = within.items;
  const isPiece = (at: number): boolean => {
    const pair = pairs[at];
    return (
      isPair(pair) && (pair.value === null || (isScalar(pair.value) && pair.value.value === null))
    );
  };
  const at = pairs.findIndex(({ key: one }) => isScalar(one) && one.value === key);
  if (!isPiece(at)) return undefined;
  let begin = at;
  while (begin > 0 && isPiece(begin)) begin--;
  let end = at;
  while (isPiece(end + 1)) end++;
  const of: unknown = pairs[begin]?.key;
  const value: unknown = pairs[begin]?.value;
  if (!isScalar(of) || !isScalar(value) || typeof value.value !== 'string') return undefined;
  const pieces = pairs
    .slice(begin + 1, end + 1)
    .map((one) => (isScalar(one.key) ? String(one.key.value) : ''));
  return {
    of: String(of.value),
    text: [value.value, ...pieces].join(', '),
    first: at === begin + 1,
  };
}

function schemaFaults(matter: FrontMatter, schema: Schema, issue: Issue): Fault[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path);
    return (issue.keys ?? []).flatMap((key, i) => {
      const cut = cutByComma(matter, path, key);
      if (cut && !cut.first) return [];
      if (cut) {
        const message = `the comma before "${key}" ends the text`;
        const remedy = `write ${cut.of}: ${quoted(cut.text)}`;
        return faultAt(matter, [...path, cut.of], message, remedy);
      }
      const within = path.length > 0 ? calledWithin(key, known) : undefined;
      const free = within !== undefined && !matter.document.hasIn([...path, within]);
      const meant = free ? within : nearest(key, known);
      // The whole list once is enough.
      const unknown = i > 0 ? 'remove it' : `remove it; the keys are ${known.join(', ')}`;
      const value: unknown = matter.document.getIn([...path, key]);
      const foreign =
        path.length === 0
          ? foreignKeyRemedy(matter, key)
          : free
            ? withinRemedy(key, value)
            : undefined;
      const seen = key.replace(/[\u00a0\u200b-\u200f\u2060\ufeff]/gu, '');
      if (seen !== key && known.includes(seen)) {
        const message = `a sign that is not seen stands beside ${seen}`;
        return faultAt(matter, [...path, key], message, `write ${seen}:, typed anew`, true);
      }
      const remedy = foreign ?? (meant ? `write "${meant}"` : unknown);
      return faultAt(matter, [...path, key], `"${key}" is not a known key`, remedy, true);
    });
  }
  const value: unknown = matter.document.getIn(path);
  if (value === undefined) {
    return [faultAt(matter, path, `"${String(path.at(-1))}" is missing`, issue.message)];
  }
  const node: unknown = matter.document.getIn(path, true);
  const written = isScalar(node) ? (node.source ?? '') : '';
  const { message, remedy } = valueWords(schema, issue, value, written);
  return [faultAt(matter, path, message, remedy)];
}

/** Keys that are missing because they are misspelt: the misspelt one is told. */
function misspelt(schema: Schema, issues: readonly Issue[]): Set<string> {
  return new Set(
    issues.flatMap(({ code, path, keys = [] }) =>
      code === 'unrecognized_keys'
        ? keys.map((key) => {
            const known = keysAt(schema, path);
            const foreign = path.length === 0 ? calledHere(key) : calledWithin(key, known);
            return [...path, foreign ?? nearest(key, known) ?? ''].join('.');
          })
        : [],
    ),
  );
}

/** What YAML takes for a day or a time rather than for a text. */
const TIMESTAMP = /^\d{4}-\d{1,2}-\d{1,2}(?:(?:[Tt]|[ \t]+)\d{1,2}:\d{2}.*)?$/u;

/** Dates that YAML would turn into something other than the text that was written. */
function unquotedDates(matter: FrontMatter, unknown: ReadonlySet<string>): Fault[] {
  const faults: Fault[] = [];
  visit(matter.document, {
    Scalar(_, node, parents) {
      const written = node.source ?? '';
      if (node.type !== Scalar.PLAIN || !TIMESTAMP.test(written)) return;
      const pair = parents.findLast((parent) => isPair(parent));
      const key = isPair(pair) && isScalar(pair.key) ? String(pair.key.value) : 'front matter';
      if (parents.length < 4 && unknown.has(key)) return;
      const isDay = key === 'published' || key === 'date' || key === 'accessed';
      const words = isDay ? dayWords(written) : undefined;
      faults.push({
        ...placeAt(matter.source, matter.offset + (node.range?.[0] ?? 0)),
        field: key,
        message: `the date ${written} stands without quotes`,
        remedy: words?.remedy ?? `write ${quoted(written)}`,
      });
    },
  });
  return faults;
}

/** Every fault of an essay's front matter: its YAML, unquoted dates, and what the schema refuses. */
export function frontMatterFaults(
  source: string,
  matter: FrontMatter | undefined,
  schema: Schema,
): Fault[] {
  const troubles = matter?.troubles ?? [missingMatter(source)];
  if (!matter || troubles.length > 0) {
    return troubles.map(({ offset, message, remedy }) => ({
      ...placeAt(source, offset),
      field: 'front matter',
      message,
      remedy,
    }));
  }
  const result = schema.safeParse(matter.data);
  const all = (result.error?.issues ?? []) as readonly Issue[];
  // What keys must be to each other is worth saying only once each of them is right.
  const own = all.filter(({ code }) => code !== 'custom');
  const issues = own.length > 0 ? own : all;
  const told = misspelt(schema, issues);
  const faults = issues
    .filter(({ path }) => matter.document.hasIn(path) || !told.has(path.join('.')))
    .flatMap((issue) => schemaFaults(matter, schema, issue));
  const unknown = all.flatMap(({ code, path, keys = [] }) =>
    code === 'unrecognized_keys' && path.length === 0 ? keys : [],
  );
  const unquoted = unquotedDates(matter, new Set(unknown));
  const places = new Set(unquoted.map(({ line, column }) => `${line}:${column}`));
  return [...unquoted, ...faults.filter(({ line, column }) => !places.has(`${line}:${column}`))];
}
