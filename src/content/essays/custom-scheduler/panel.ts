/** The machine as it is drawn: of each tenant what waits and its account, the slots, seven lamps. */
import { LINE, words } from '../../../kit/draw/label.ts';
import { dot, rectangle, segment } from '../../../kit/draw/path.ts';
import { type Block, classes, column, path, row } from '../../../kit/draw/svg.ts';
import { FREE, type Frame, type History } from './frames.ts';
import { LIST } from './list.ts';

/** A tenant by its place. */
export const nameOf = (tenant: number): string => 'ABC'[tenant];

const WAITS = classes({ role: 'wait' }, 'fill');
const LIT = classes({ role: 'work' }, 'fill');
const GOT = classes({ role: 'ink' }, 'fill');
const OUT = classes({ role: 'lost', weight: 'strong' }, 'outline');
const DARK = classes({ role: 'reference' }, 'outline');
const SCALE = classes({ role: 'reference' }, 'line', 'rule');

/** The fills of three tenants, told apart by depth. */
export const TENANTS = [
  { role: 'work' },
  { role: 'work', tint: 1 },
  { role: 'work', tint: 2 },
] as const;
const HAS = TENANTS.map((style) => classes(style, 'fill'));

/** A path that is there even with nothing in it, so that the next moment changes its data alone. */
const kept = (className: string, data: string): string => path(className, data || 'M0,0');

/** How high a bar is beside nothing else, and below other things; units. */
const HIGH = 22;
const LOW = 12;
/** What stands left and right of the bars, units. */
const LEFT = 18;
const RIGHT = 34;

/** Of each tenant its waiting requests, as long as they are dear, its account, and what it has received. */
function drawAccounts(
  { waiting, received, accounts }: Frame,
  { unit, reach }: History,
  width: number,
  bar: number,
): Block {
  const down = 2 * bar + 16;
  const perToken = (width - LEFT - RIGHT) / Math.max(reach, 1);
  let [queued, has, got, texts] = ['', '', '', ''];
  accounts.forEach((account, tenant) => {
    const y = tenant * down;
    let x = LEFT;
    for (const price of waiting[tenant]) {
      queued += rectangle(x, y, x + price * perToken - 0.7, y + bar);
      x += price * perToken;
    }
    has += kept(
      HAS[tenant],
      rectangle(LEFT, y + bar + 3, LEFT + account * perToken, y + 2 * bar + 3),
    );
    const below = y + 2 * bar + 4.5;
    got += rectangle(LEFT, below, LEFT + received[tenant] * perToken, below + 2.5);
    texts += words(0, y + bar + 1, nameOf(tenant), 'title');
    texts += words(width, y + 1.5 * bar + 3, `${account}`, 'end');
  });
  const bottom = accounts.length * down;
  const end = LEFT + unit * perToken;
  const ruler = `${segment(LEFT, bottom, end, bottom)}${segment(LEFT, bottom - 3, LEFT, bottom + 3)}${segment(end, bottom - 3, end, bottom + 3)}`;
  const body =
    kept(WAITS, queued) +
    has +
    kept(GOT, got) +
    texts +
    path(SCALE, ruler) +
    words(end + 6, bottom, `U = ${unit}`, 'name');
  return { width, height: bottom + LINE / 2, body };
}

/** The slots, each with the name of its tenant. */
function drawSlots({ slots }: Frame, width: number): Block {
  const [left, across] = [LEFT + 44, 34];
  let [free, texts] = ['', ''];
  const used = HAS.map(() => '');
  slots.forEach((tenant, i) => {
    const x = left + i * (across + 4);
    const box = rectangle(x, 0, x + across, 20);
    if (tenant === FREE) free += box;
    else used[tenant] += box;
    const name = tenant === FREE ? '' : nameOf(tenant);
    texts += words(x + across / 2, 10, name, tenant === 0 ? 'on work' : '', 'middle');
  });
  const label = words(LEFT, 10, slots.length === 1 ? 'slot' : 'slots', 'name');
  const held = used.map((boxes, tenant) => kept(HAS[tenant], boxes)).join('');
  return { width, height: 20, body: label + held + kept('grid', free) + texts };
}

/** What stands beside a lamp: its sentence and, once it is out, the tick. */
function lampText(i: number, { out }: Frame, { found }: History): string {
  const { number, name } = LIST[i];
  const at = out.includes(number) ? found.find(({ sentence }) => sentence === number) : undefined;
  return at ? `${number} ${name}, ${at.tick}` : `${number} ${name}`;
}

/** Seven lamps, `columns` of them in a line: lit, out, or dark where there are no counters to look at. */
function drawLamps(frame: Frame, history: History, width: number, columns: number): Block {
  const [across, down] = [width / columns, 18];
  const named = across > 100;
  let [lit, out, dark, texts] = ['', '', '', ''];
  LIST.forEach(({ number }, i) => {
    const [x, y] = [(i % columns) * across, (Math.floor(i / columns) + 0.5) * down];
    const broken = frame.out.includes(number);
    const middle = x + (named ? 6 : across / 2);
    if (broken) out += dot(middle, y, 'cross', 5);
    else if (!history.counts && number > 5) dark += dot(middle, y, 'circle', 5);
    else lit += dot(middle, y, 'circle', 5);
    const role = broken ? 'lost' : '';
    texts += named
      ? words(x + 18, y, lampText(i, frame, history), role)
      : words(middle, y + down - 2, `${number}`, role, 'middle');
  });
  const rows = Math.ceil(LIST.length / columns) + (named ? 0 : 1);
  const body = kept(LIT, lit) + kept(OUT, out) + kept(DARK, dark) + texts;
  return { width, height: rows * down, body };
}

/** The machine at one moment, one thing below the other, its lamps in so many columns. */
export const drawMachine = (
  frame: Frame,
  history: History,
  width: number,
  columns: number,
): Block =>
  column(
    [
      drawAccounts(frame, history, width, LOW),
      drawSlots(frame, width),
      drawLamps(frame, history, width, columns),
    ],
    10,
  );

/** The same where there is room for the lamps beside the tenants. */
export function drawWide(frame: Frame, history: History, width: number): Block {
  const [gap, right] = [48, 240];
  return row(
    [
      drawAccounts(frame, history, width - gap - right, HIGH),
      column([drawSlots(frame, right), drawLamps(frame, history, right, 1)], 16),
    ],
    gap,
  );
}
