/** What the check found, and how it says so in a line. */
import type { Finding } from './finding.ts';
import { listed } from './wording.ts';

/** What the check found. */
export interface Report {
  /** How many essays were looked at. */
  readonly checked: number;
  /** Faults that stop a build, in reading order. */
  readonly findings: readonly Finding[];
  /** How many more there are in drafts that nobody asked for. */
  readonly inDrafts: number;
  /** The days that essays wait for, in order; drafts wait for none. */
  readonly waiting: readonly string[];
  /** Names that no essay has. */
  readonly unknown: readonly string[];
}

const count = (n: number, noun: string): string => `${n || 'no'} ${noun}${n === 1 ? '' : 's'}`;

/** `1 waits for 2062-11-21`; of many only the first day. */
function waits(days: readonly string[]): string {
  if (days.length > 3) return `${days.length} wait, the first for ${days[0]}`;
  return `${days.length} ${days.length === 1 ? 'waits' : 'wait'} for ${listed(days)}`;
}

/** What the check says at its end: `Checked 9 essays: no faults; 1 waits for 2062-11-21.` */
export function closingLine({
  checked,
  findings,
  inDrafts,
  waiting,
}: Omit<Report, 'unknown'>): string {
  const parts = [
    `Checked ${count(checked, 'essay')}: ${count(findings.length, 'fault')}`,
    ...(inDrafts > 0 ? [`${inDrafts} more in drafts (npm run check -- <slug> shows them)`] : []),
    ...(waiting.length > 0 ? [waits(waiting)] : []),
  ];
  return `${parts.join('; ')}.`;
}
