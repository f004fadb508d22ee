import { oneOf } from '../closed.ts';

/** The colour of a thing says what it is: served, queued, dropped or wrong, a reference, plain. */
export const ROLES = ['work', 'wait', 'lost', 'reference', 'ink'] as const;
export type Role = (typeof ROLES)[number];

const DASHES = ['dashed', 'dotted'] as const;
const WEIGHTS = ['thin', 'strong'] as const;
const TINTS = ['1', '2', '3'] as const;

/** What tells one series from another besides its role; colour alone never does. */
export interface Style {
  /** `ink` when left out. */
  readonly role?: Role;
  /** Paler fills of one role: 1 is a little paler, 3 the palest. */
  readonly tint?: 1 | 2 | 3;
  readonly dash?: (typeof DASHES)[number];
  readonly weight?: (typeof WEIGHTS)[number];
}

/** A drawn piece and its size in user units; pieces are laid side by side and made a picture. */
export interface Block {
  readonly width: number;
  readonly height: number;
  readonly body: string;
}

/** The class name of a role. @throws RangeError when it is none */
export const roleClass = (role: Role = 'ink'): Role => oneOf('role', role, ROLES);

/**
 * The class names of a style, after those given: `line wait dashed`.
 * @throws RangeError when it has a word that no style knows
 */
export const classes = ({ role, tint, dash, weight }: Style, ...names: string[]): string =>
  [
    ...names,
    roleClass(role),
    tint && `tint${oneOf('tint', `${tint}`, TINTS)}`,
    dash && oneOf('dash', dash, DASHES),
    weight && oneOf('weight', weight, WEIGHTS),
  ]
    .filter(Boolean)
    .join(' ');

/**
 * A coordinate in tenths of a unit, the precision of every drawing.
 * @throws RangeError when it is not finite: a picture is never drawn from a missing number.
 */
export function tenths(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`not a coordinate: ${value}`);
  return Math.round(value * 10) || 0;
}

/**
 * Tenths as they stand in an attribute or a path: no leading zero, no negative zero. Put together from
 * whole numbers, whose texts an engine keeps; those of fractions cost a moving figure most of its time.
 */
export function fromTenths(value: number): string {
  const size = Math.abs(value);
  const rest = size % 10;
  const whole = (size - rest) / 10;
  const sign = value < 0 ? '-' : '';
  return rest ? `${sign}${whole || ''}.${rest}` : `${sign}${whole}`;
}

/** A coordinate as it stands in an attribute, rounded to a tenth. */
export const coordinate = (value: number): string => fromTenths(tenths(value));

/** Text as an HTML serialiser writes it, so that what is built equals what a browser reads back. */
export const escapeText = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('\u00a0', '&nbsp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

/**
 * An SVG element, written as a browser serialises it: double quotes, explicit close tag.
 * Numbers are coordinates; attributes whose value is undefined or empty are left out.
 * @throws RangeError when a value holds a character that browsers escape differently.
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content = '',
): string {
  let tag = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === '') continue;
    const text = typeof value === 'number' ? coordinate(value) : value;
    if (/[<>&"\u00a0]/.test(text)) throw new RangeError(`not an attribute value: ${text}`);
    tag += ` ${key}="${text}"`;
  }
  return `${tag}>${content}</${name}>`;
}

/** A group with a class, or nothing when it would be empty. */
export const group = (className: string, content: string): string =>
  content && element('g', { class: className }, content);

/** A path with the class names of its style, or nothing when it has no data. */
export const path = (className: string, data: string): string =>
  data && element('path', { class: className, d: data });

/** A block moved by (x, y). */
export const moved = (x: number, y: number, body: string): string =>
  x || y ? element('g', { transform: `translate(${coordinate(x)} ${coordinate(y)})` }, body) : body;

/** The finished picture: one `<svg>` element as wide as its block, with the class of its kind. */
export const picture = (block: Block, kind: 'chart' | 'mark' = 'chart'): string =>
  element(
    'svg',
    {
      class: kind,
      viewBox: `0 0 ${coordinate(block.width)} ${coordinate(block.height)}`,
      width: block.width,
      height: block.height,
    },
    block.body,
  );

/** Blocks above one another, `gap` units apart. */
export function column(blocks: readonly Block[], gap = 16): Block {
  let y = 0;
  let body = '';
  for (const block of blocks) {
    body += moved(0, y, block.body);
    y += block.height + gap;
  }
  return { width: Math.max(...blocks.map((b) => b.width)), height: Math.max(0, y - gap), body };
}

/** Blocks beside one another, `gap` units apart, aligned at the top. */
export function row(blocks: readonly Block[], gap = 24): Block {
  let x = 0;
  let body = '';
  for (const block of blocks) {
    body += moved(x, 0, block.body);
    x += block.width + gap;
  }
  return { width: Math.max(0, x - gap), height: Math.max(...blocks.map((b) => b.height)), body };
}
