/** What the machine is drawn with: slots, those who wait, and the signs of the tenants. */
import { LINE, words } from '../../../kit/draw/label.ts';
import { dot, rectangle } from '../../../kit/draw/path.ts';
import { type Block, classes, fromTenths, moved, path } from '../../../kit/draw/svg.ts';
import { tenantName } from './drawing.ts';
import { FREE, type State } from './live.ts';
import { SIX } from './orders.ts';

/** The place of the sixth tenant among the six. */
export const SIXTH = SIX.indexOf('bulk');

const WORK = classes({ role: 'work' }, 'fill');
const PALE = classes({ role: 'work', tint: 3 }, 'fill');
const PEOPLE = classes({ role: 'wait' }, 'fill');
const SHEETS = classes({ role: 'wait', tint: 1 }, 'fill');

/** A path that is there even with nothing in it, so that the next moment changes its data alone. */
const kept = (className: string, data: string): string => path(className, data || 'M0,0');

/** Three dots, in the unit of their distance. */
const THREE = [
  [0, -0.5],
  [-0.5, 0.4],
  [0.5, 0.4],
];

/** The sign of a tenant around a point: a bar or two for code, one to three dots for conversation. */
function sign(tenant: number, x: number, y: number, size: number): string {
  const name = SIX[tenant];
  const count = 'abc'.indexOf(name[name.length - 1]) + 1;
  if (name.startsWith('code')) {
    return Array.from({ length: count }, (_, i) => {
      const middle = x + (i - (count - 1) / 2) * 0.28 * size;
      return rectangle(
        middle - size * 0.06,
        y - size * 0.24,
        middle + size * 0.06,
        y + size * 0.24,
      );
    }).join('');
  }
  const places = count < 3 ? [0, 1].slice(0, count).map((i) => [i - (count - 1) / 2, 0]) : THREE;
  return places
    .map(([dx, dy]) => dot(x + dx * 0.3 * size, y + dy * 0.3 * size, 'circle', size * 0.11))
    .join('');
}

/** A slot as the key shows it. */
export function sample(tenant: number): string {
  const box = rectangle(-8, -6.5, 6, 6.5);
  return tenant === SIXTH ? path(WORK, box) : path(PALE, box) + path(WORK, sign(tenant, -1, 0, 14));
}

/** The largest sign in a slot, units. */
const SIGN = 20;

/** Slots line by line, `columns` of them in a line, each `down` units high. */
export function drawSlots(
  slots: readonly number[],
  width: number,
  { columns, down }: { columns: number; down: number },
): Block {
  const across = width / columns;
  const [size, gap] = [Math.min(SIGN, down, 1.25 * across), Math.min(1, 0.1 * across)];
  const paths = { full: '', light: '', sign: '', free: '' };
  slots.forEach((tenant, i) => {
    const [x, y] = [(i % columns) * across, Math.floor(i / columns) * down];
    const box = rectangle(x + gap, y + gap, x + across - gap, y + down - gap);
    if (tenant === FREE) paths.free += box;
    else if (tenant === SIXTH) paths.full += box;
    else {
      paths.light += box;
      paths.sign += sign(tenant, x + across / 2, y + down / 2, size);
    }
  });
  const body =
    kept(WORK, paths.full) +
    kept(PALE, paths.light) +
    kept(WORK, paths.sign) +
    kept('grid', paths.free);
  return { width, height: Math.ceil(slots.length / columns) * down, body };
}

/** Outlines of those who wait: corners from the bottom left, tenths of a unit. */
const OUTLINES = {
  /** A head on shoulders. */
  person: [
    [0, -26],
    [17, -40],
    [17, -66],
    [39, -66],
    [39, -40],
    [56, -26],
    [56, 0],
  ],
  sheet: [
    [0, -50],
    [50, -50],
    [50, 0],
  ],
} as const;
type Outline = keyof typeof OUTLINES;

/** From one of those who wait to the next at a scale of 1, tenths. */
const ACROSS = 90;
const DOWN = 106;

const step = (dx: number, dy: number): string =>
  `${fromTenths(dx)}${dy < 0 ? '' : ','}${fromTenths(dy)}`;

/** An outline as path data, from its bottom left corner back to it. */
function outlined(outline: Outline, scale: number): string {
  let [x, y] = [0, 0];
  const steps = OUTLINES[outline].map((corner) => {
    const [nx, ny] = corner.map((one) => Math.round(one * scale));
    const [dx, dy] = [nx - x, ny - y];
    [x, y] = [nx, ny];
    return dx === 0 ? `v${fromTenths(dy)}` : dy === 0 ? `h${fromTenths(dx)}` : `l${step(dx, dy)}`;
  });
  return `${steps.join('')}z`;
}

const grid = (width: number, scale: number) => {
  const [across, down] = [Math.round(ACROSS * scale), Math.round(DOWN * scale)];
  return { across, down, columns: Math.max(1, Math.floor((10 * width) / across)) };
};

/** The largest scale, 1 at most, at which so many who wait stand in a box of so many units. */
export function scaleFor(count: number, width: number, height: number): number {
  for (let percent = 100; percent > 20; percent -= 2) {
    const { down, columns } = grid(width, percent / 100);
    if (Math.ceil(count / columns) * down <= 10 * height) return percent / 100;
  }
  return 0.2;
}

/** Those who wait, in order of arrival, line by line. */
export function drawWaiting({ waiting }: State, width: number, scale: number): Block {
  const { across, down, columns } = grid(width, scale);
  const [left, above] = [Math.round(15 * scale), Math.round(20 * scale)];
  const pen = (outline: Outline) => ({ data: '', x: 0, y: 0, shape: outlined(outline, scale) });
  const [people, sheets] = [pen('person'), pen('sheet')];
  waiting.forEach((tenant, i) => {
    const its = tenant === SIXTH ? sheets : people;
    const x = (i % columns) * across + left;
    const y = (Math.floor(i / columns) + 1) * down - above;
    // Steps are relative, so that a row of equals is one text many times over.
    its.data += `m${step(x - its.x, y - its.y)}${its.shape}`;
    its.x = x;
    its.y = y;
  });
  const height = (Math.ceil(waiting.length / columns) * down) / 10;
  return { width, height, body: kept(PEOPLE, people.data) + kept(SHEETS, sheets.data) };
}

/** The six tenants, so many beside each other, and under each its line. */
export function drawTenants(
  width: number,
  columns: number,
  line: (tenant: number) => string,
): Block {
  const each = width / columns;
  const down = 2 * LINE + 8;
  const body = SIX.map((tenant, i) =>
    moved(
      (i % columns) * each,
      Math.floor(i / columns) * down,
      moved(8, LINE / 2, sample(i)) +
        words(20, LINE / 2, tenantName(tenant)) +
        words(0, 1.5 * LINE, line(i), 'wait'),
    ),
  );
  return { width, height: Math.ceil(SIX.length / columns) * down - 8, body: body.join('') };
}
