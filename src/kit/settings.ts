import { formatTick } from './draw/scale.ts';

/** The values of a figure's controls, by name. */
export type Settings = Readonly<Record<string, string | number | boolean>>;

/** A setting as shown beside its control: with its unit; `%` multiplies by 100. */
export function settingText(
  { unit, step }: { readonly unit?: string; readonly step: number },
  value: number,
): string {
  if (unit === '%') return `${formatTick(value * 100, step * 100)}%`;
  return `${formatTick(value, step)}${unit ? `\u00a0${unit}` : ''}`;
}
