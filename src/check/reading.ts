/** An essay as far as it can be read: what its parser refuses is told, left out and passed over. */
import { withTextDollars } from '../prose/dollars.ts';
import { crowdOf } from './crowded.ts';
import { endlessFaults } from './endless.ts';
import { type Fault, placeAt } from './finding.ts';
import { indentedSlips } from './indented.ts';
import { macroSlips } from './macros.ts';
import { mergeSlips } from './merges.ts';
import { OPAQUE } from './names.ts';
import { isInCode } from './paragraphs.ts';
import type { Slip } from './slip.ts';
import { slipIn } from './slips.ts';
import { importSlips, statementSlips } from './statements.ts';
import { type Node, parseMdx } from './tree.ts';

interface Reading {
  readonly root: Node;
  /** What the parser refused. */
  readonly faults: readonly Fault[];
  /** What was left out; what is named there may well be used there. */
  readonly unread: string;
}

/** A text without a stretch: as if its lines were empty, or as if a component stood in its line. */
function withoutIt(text: string, from: number, to: number): string {
  const before = text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
  const end = text.indexOf('\n', to);
  const whole = `${before}${text.slice(to, end < 0 ? text.length : end)}`.trim() === '';
  const out = text
    .slice(from, to)
    .replace(/[^\r\n]/gu, (sign) => (whole ? ' ' : OPAQUE).repeat(sign.length));
  return text.slice(0, from) + out + text.slice(to);
}

/** More slips than anybody would mend one by one. */
const MOST = 100;

function readAnew(source: string): Reading {
  const faults: Fault[] = [];
  const unread: string[] = [];
  let refused: Slip[] = [];
  let text = source;
  const leaveOut = ({ out }: Slip): void => {
    for (const [from, to] of out) {
      unread.push(text.slice(from, to));
      text = withoutIt(text, from, to);
    }
  };
  const faultOf = ({ at, field, message, remedy }: Slip): Fault => ({
    ...placeAt(source, at),
    field,
    message,
    remedy,
  });
  const tell = (slip: Slip): void => {
    faults.push(faultOf(slip));
    leaveOut(slip);
  };
  for (const slip of mergeSlips(source)) tell(slip);
  for (const slip of macroSlips(source)) if (!isInCode(source, slip.at)) tell(slip);
  for (;;) {
    const parsed = parseMdx(text);
    const settled = withTextDollars(text, 'root' in parsed ? parsed.root : undefined);
    if (settled !== text) {
      text = settled;
      continue;
    }
    if ('root' in parsed) {
      const { root } = parsed;
      const statements = [
        ...statementSlips(root, text),
        ...indentedSlips(root, text),
        ...importSlips(root, text),
      ];
      for (const slip of statements) tell(slip);
      if (statements.length > 0) continue;
      const endless = endlessFaults(root, text);
      faults.push(...refused.map(faultOf), ...endless.faults);
      unread.push(...endless.unread);
      return { root, faults, unread: unread.join('\n') };
    }
    const before = text;
    const slip = slipIn(text, parsed.line, parsed.column, parsed.reason);
    leaveOut(slip);
    refused.push(slip);
    const crowd = crowdOf(refused, source);
    if (crowd) {
      leaveOut(crowd);
      const [[from, to] = [0, 0]] = crowd.out;
      refused = [...refused.filter(({ at }) => at < from || at >= to), crowd];
    }
    if (text === before || refused.length > MOST) text = withoutIt(text, 0, text.length);
  }
}

/** What was parsed last, oldest first: the parts of the check ask for the same essays in turn. */
const read = new Map<string, Reading>();
const KEPT = 50;

/** Reads an essay with the site's own parser. Offsets in the tree are those of `source`. */
export function readMdx(source: string): Reading {
  const known = read.get(source);
  if (known) return known;
  const reading = readAnew(source);
  read.set(source, reading);
  for (const oldest of read.keys()) {
    if (read.size <= KEPT) break;
    read.delete(oldest);
  }
  return reading;
}
