/** What is wrong with the rows behind a figure. */
import { oddKey } from './declared.ts';
import { adding } from './figures.ts';
import type { Said } from './finding.ts';

/** A number that nobody rounded: a table is data, where a small one may well have seven decimals or nine. */
const LONG = /\.\d{10,}/u;

const cells = (count: number): string => `${count} ${count === 1 ? 'cell' : 'cells'}`;

/** What is wrong with a table. */
export function tableFault(table: unknown): Said | undefined {
  const { columns, rows } = (table ?? {}) as { columns?: unknown; rows?: unknown };
  if (!Array.isArray(columns) || columns.length === 0 || !Array.isArray(rows)) {
    return ['has a table without columns and rows', adding('table')];
  }
  const names = columns.map((column: unknown) => (column as { name?: unknown } | null)?.name);
  const unnamed = names.findIndex((name) => typeof name !== 'string' || name.trim() === '');
  if (unnamed >= 0) {
    return [`has a table whose column ${unnamed + 1} has no name`, "write { name: '…' }"];
  }
  for (const column of columns) {
    const odd = oddKey(column, ['name', 'unit'], 'no column of a table knows');
    if (odd) return odd;
  }
  if (rows.length === 0) {
    return ['has a table without rows', 'give a row for each of what it draws'];
  }
  for (const [i, row] of rows.entries()) {
    const where = `has a table whose row ${i + 1}`;
    const list: unknown[] = Array.isArray(row) ? row : [];
    if (list.length !== columns.length) {
      const message = `${where} has ${cells(list.length)} for ${columns.length} columns`;
      return [message, `give one cell for each of ${names.join(', ')}`];
    }
    const odd = list.findIndex((cell) => typeof cell !== 'string' && !Number.isFinite(cell));
    if (odd >= 0) {
      const message = `${where} has ${String(list[odd])} under ${names[odd]}`;
      return [message, "give a finite number or a text, '–' where there is none"];
    }
    const raw = list.findIndex((cell) => typeof cell === 'number' && LONG.test(String(cell)));
    if (raw >= 0) {
      const message = `${where} has ${String(list[raw])} under ${names[raw]}`;
      return [message, 'round it: Number(value.toFixed(2))'];
    }
  }
  return undefined;
}
