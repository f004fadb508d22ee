/** Values of styles that a browser drops for a slip of the hand: a sum without spaces, a comma for a point. */
import { slippedFrom } from './slipped.ts';

/** What is said of a value, from the index of the sign at fault. */
export type SaidAt = readonly [index: number, message: string, remedy: string];

const words = (text: string): readonly string[] => [
  ...text.trim().split(/\s+/u),
  ...['inherit', 'initial', 'unset', 'revert', 'revert-layer'],
];

const ALIGNED = `normal stretch center start end flex-start flex-end self-start self-end baseline
  left right auto anchor-center space-between space-around space-evenly`;

/** Properties whose value is one of a few words, and these words. */
const WORDS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries<readonly string[]>({
    display: words(`none contents block inline flow flow-root table flex grid ruby math list-item
    inline-block inline-table inline-flex inline-grid run-in grid-lanes inline-grid-lanes masonry
    table-row table-cell table-column table-caption table-row-group table-header-group
    table-footer-group table-column-group ruby-base ruby-text`),
    position: words('static relative absolute sticky fixed'),
    float: words('left right none inline-start inline-end top bottom footnote'),
    clear: words('none left right both inline-start inline-end'),
    'text-align': words('start end left right center justify justify-all match-parent'),
    'text-transform': words(
      'none capitalize uppercase lowercase full-width full-size-kana math-auto',
    ),
    'font-style': words('normal italic oblique'),
    'font-weight': words('normal bold bolder lighter'),
    'flex-direction': words('row row-reverse column column-reverse'),
    'flex-wrap': words('nowrap wrap wrap-reverse balance'),
    'align-items': words(ALIGNED),
    'align-self': words(ALIGNED),
    'justify-content': words(ALIGNED),
    'justify-items': words(`${ALIGNED} legacy`),
    overflow: words('visible hidden clip scroll auto overlay'),
    'overflow-x': words('visible hidden clip scroll auto overlay'),
    'overflow-y': words('visible hidden clip scroll auto overlay'),
    visibility: words('visible hidden collapse'),
    'white-space': words(
      'normal pre pre-wrap pre-line nowrap break-spaces collapse preserve preserve-breaks wrap',
    ),
    'box-sizing': words('content-box border-box'),
    'object-fit': words('fill contain cover none scale-down'),
    'border-style': words('none hidden dotted dashed solid double groove ridge inset outset'),
    'border-collapse': words('collapse separate'),
  }),
);

const UNIT =
  '(?:px|r?em|r?ch|r?ex|r?lh|[sld]?v(?:w|h|i|b|min|max)|cq(?:w|h|i|b|min|max)|pt|pc|cm|mm|in|fr|m?s|deg|turn|rad|%)';

/** A sum or difference that lacks a space on one side of its sign. */
const GLUED = new RegExp(
  `(?:(?<=[\\w%)])\\s+[-+]|(?<=\\d${UNIT}|\\))[-+]\\s*)(?=[\\d.(]|var\\(|calc\\()`,
  'u',
);

/** The arguments of functions left out, as blanks. */
function withoutFunctions(value: string): string {
  const next = value.replace(/[\w-]*\([^()]*\)/gu, (all) => ' '.repeat(all.length));
  return next === value ? value : withoutFunctions(next);
}

function sumFault(value: string): SaidAt | undefined {
  for (const { index, 0: head } of value.matchAll(/(?<![\w-])(?:calc|min|max|clamp)\(/gu)) {
    const from = index + head.length;
    let depth = 1;
    let to = from;
    for (; to < value.length && depth > 0; to++) {
      if (value[to] === '(') depth++;
      if (value[to] === ')') depth--;
    }
    const inner = value.slice(from, to - 1);
    const found = GLUED.exec(inner);
    if (!found) continue;
    const right = inner.replace(new RegExp(GLUED, 'gu'), (sign) => ` ${sign.trim()} `);
    return [
      index,
      `${head}${inner}) lacks a space beside its sign`,
      `write ${head}${right.replace(/\s+/gu, ' ')})`,
    ];
  }
  return undefined;
}

/** Properties of one length or a few, with nothing but spaces between them. */
export const LENGTHS =
  /^(?:(?:min-|max-)?(?:width|height|inline-size|block-size)|(?:margin|padding|inset)(?:-[a-z-]+)?|top|right|bottom|left|(?:row-|column-)?gap|font-size|border(?:-(?!image)[a-z]+)*-(?:radius|width)|letter-spacing|word-spacing|text-indent|outline-(?:width|offset)|column-width|text-underline-offset)$/u;

function commaFault(prop: string, plain: string): SaidAt | undefined {
  const at = LENGTHS.test(prop) || prop === 'line-height' ? plain.indexOf(',') : -1;
  if (at < 0) return undefined;
  const number = /\d+,\d+[a-z%]*/u.exec(plain);
  return number
    ? [
        number.index,
        `${number[0]} has a comma for its point`,
        `write ${number[0].replace(',', '.')}`,
      ]
    : [at, `${prop}: takes no comma`, 'write a space for it'];
}

const BARE_TIME = /(?<![\w.#%-])(?:\d*\.\d+|[1-9]\d*)(?![\w.%-])/u;

function timeFault(prop: string, plain: string): SaidAt | undefined {
  if (!/^(?:transition(?:-duration|-delay)?|animation-(?:duration|delay))$/u.test(prop)) {
    return undefined;
  }
  const bare = BARE_TIME.exec(plain);
  return bare ? [bare.index, `${bare[0]} has no unit of time`, `write ${bare[0]}s`] : undefined;
}

/** `font:` that ends with a size, without a family. */
function fontFault(prop: string, plain: string): SaidAt | undefined {
  const size = new RegExp(`(?:^|\\s)([\\d.]+${UNIT})(?:\\s*/\\s*[\\d.]+[a-z%]*)?$`, 'u').exec(
    plain,
  );
  if (prop !== 'font' || !size) return undefined;
  return [
    size.index,
    'font: has no family, without which it says nothing',
    `write font-size: ${size[1]}`,
  ];
}

function wordFault(prop: string, value: string): SaidAt | undefined {
  const known = WORDS.get(prop);
  if (!known || !/^[a-z-]+$/iu.test(value)) return undefined;
  const meant = slippedFrom(value, known);
  return meant ? [0, `no browser knows ${prop}: ${value}`, `write ${meant}`] : undefined;
}

/** What is wrong with a value that no browser takes; `value` without its texts and addresses. */
export function droppedFault(prop: string, value: string): SaidAt | undefined {
  const plain = withoutFunctions(value);
  return (
    sumFault(value) ??
    commaFault(prop, plain) ??
    timeFault(prop, plain) ??
    fontFault(prop, plain) ??
    wordFault(prop, value)
  );
}

/** A width or height of a media or container query without its unit. */
export function queryFault(params: string): SaidAt | undefined {
  const bare =
    /(?:\b(?:min-|max-)?(?:width|height|inline-size|block-size)\s*(?::|[<>]=?)\s*)([1-9][\d.]*)(?=\s*[)<>])/u.exec(
      params,
    );
  if (!bare) return undefined;
  const at = bare.index + bare[0].length - (bare[1] ?? '').length;
  return [at, `${bare[1]} has no unit`, `write ${bare[1]}px, or another unit`];
}
