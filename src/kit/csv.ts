import type { Table } from './figure.ts';

const cell = (value: string | number): string => {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A column's heading with its unit: `wait (s)`. */
export const heading = ({ name, unit }: Table['columns'][number]): string =>
  unit ? `${name} (${unit})` : name;

/** The rows behind a figure as CSV (RFC 4180). */
export const toCsv = (table: Table): string =>
  [table.columns.map(heading), ...table.rows]
    .map((row) => `${row.map(cell).join(',')}\r\n`)
    .join('');
