/** What a module declares as the check finds it: what its values are, and keys that nothing knows. */
import type { Said } from './finding.ts';
import { nearest } from './nearest.ts';

/** A declaration as the check finds it: any part may be missing or odd. */
export type Declared = Readonly<Record<string, unknown>>;
export const isDeclared = (value: unknown): value is Declared =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** Whether a value is a text with something in it. */
export const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '';
export const isNumber = (value: unknown): value is number => Number.isFinite(value);

/** A key that a declaration does not know; `unknown` says it: "no figure knows". */
export function oddKey(
  declared: object,
  keys: readonly string[],
  unknown: string,
): Said | undefined {
  const odd = Object.keys(declared).find((key) => !keys.includes(key));
  if (odd === undefined) return undefined;
  const meant = nearest(
    odd,
    keys.filter((key) => !(key in declared)),
  );
  return [`has "${odd}", which ${unknown}`, meant ? `write ${meant}` : 'remove it'];
}

/** To three digits, as numbers are said. */
export const round = (value: number): number => Number(value.toPrecision(3));
