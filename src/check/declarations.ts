/** What a browser drops of an essay's styles without a word: properties misspelt and values that can be none. */
import { colorsNamed } from 'culori';
import type { Declaration, Root } from 'postcss';
import { droppedFault, LENGTHS, queryFault, type SaidAt } from './dropped.ts';
import type { Fault } from './finding.ts';
import { slippedFrom } from './slipped.ts';

/** Properties that essays may well set. One that is left out is told of nobody who writes it. */
const PROPERTIES = `
  align-content align-items align-self all animation animation-delay animation-direction
  animation-duration animation-fill-mode animation-iteration-count animation-name
  animation-play-state animation-timing-function appearance aspect-ratio backdrop-filter
  background background-blend-mode background-clip background-color background-image
  background-origin background-position background-position-x background-position-y
  background-repeat background-size block-size border border-block border-block-end
  border-block-start border-bottom border-bottom-color border-bottom-left-radius
  border-bottom-right-radius border-bottom-style border-bottom-width border-collapse border-color
  border-image border-inline border-inline-end border-inline-start border-left border-left-color
  border-left-style border-left-width border-radius border-right border-right-color
  border-right-style border-right-width border-spacing border-style border-top border-top-color
  border-top-left-radius border-top-right-radius border-top-style border-top-width border-width
  bottom box-shadow box-sizing break-after break-before break-inside caption-side caret-color
  clear clip-path color color-scheme column-count column-fill column-gap column-rule column-span
  column-width columns contain container container-name container-type content counter-increment
  counter-reset cursor direction display empty-cells fill fill-opacity filter flex flex-basis
  flex-direction flex-flow flex-grow flex-shrink flex-wrap float font font-family
  font-feature-settings font-kerning font-size font-stretch font-style font-variant
  font-variant-caps font-variant-numeric font-variation-settings font-weight gap grid grid-area
  grid-auto-columns grid-auto-flow grid-auto-rows grid-column grid-row grid-template
  grid-template-areas grid-template-columns grid-template-rows hanging-punctuation height hyphens
  inline-size inset inset-block inset-inline isolation justify-content justify-items justify-self
  left letter-spacing line-height list-style list-style-image list-style-position list-style-type
  margin margin-block margin-block-end margin-block-start margin-bottom margin-inline
  margin-inline-end margin-inline-start margin-left margin-right margin-top mask max-block-size
  max-height max-inline-size max-width min-block-size min-height min-inline-size min-width
  mix-blend-mode object-fit object-position opacity order orphans outline outline-color
  outline-offset outline-style outline-width overflow overflow-wrap overflow-x overflow-y padding
  padding-block padding-block-end padding-block-start padding-bottom padding-inline
  padding-inline-end padding-inline-start padding-left padding-right padding-top page-break-inside
  perspective place-content place-items place-self pointer-events position quotes resize right
  rotate row-gap scale scroll-behavior scroll-margin scroll-margin-top scroll-padding shape-margin
  shape-outside stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
  stroke-opacity stroke-width tab-size table-layout text-align text-align-last text-anchor
  text-decoration text-decoration-color text-decoration-line text-decoration-style
  text-decoration-thickness text-emphasis text-indent text-orientation text-overflow text-shadow
  text-transform text-underline-offset text-underline-position text-wrap top transform
  transform-origin transition transition-delay transition-duration transition-property
  transition-timing-function translate unicode-bidi user-select vertical-align visibility
  white-space widows width word-break word-spacing writing-mode z-index`
  .trim()
  .split(/\s+/u);

const COLOURS = [...Object.keys(colorsNamed), 'transparent', 'currentcolor', 'inherit', 'initial'];

/** Where a sign of a declaration's value stands. */
export function placeInValue(
  { source, prop, value, raws }: Declaration,
  index: number,
): Pick<Fault, 'line' | 'column'> {
  const { line = 1, column = 1 } = source?.start ?? {};
  const sameLine = !value.slice(0, index).includes('\n');
  const offset = prop.length + (raws.between?.length ?? 1) + index;
  return { line, column: sameLine ? column + offset : column };
}

/** A property as it is written in the English of the web. */
const american = (prop: string): string =>
  prop.replace('colour', 'color').replace('centre', 'center').replace('grey', 'gray');

function propertyMeant(prop: string): string | undefined {
  const other = american(prop);
  return other === prop ? slippedFrom(prop, PROPERTIES) : other;
}

/** Strings and addresses hold what they like. */
const withoutTexts = (value: string): string =>
  value.replace(/"[^"]*"|'[^']*'|(?:url|element)\([^)]*\)|\[[^\]]*\]/gu, (all) =>
    ' '.repeat(all.length),
  );

const APART = /(?<![\w.#-])([\d.]+)\s+(px|r?em|ch|vh|vw|pt|%)(?![\w(-])/u;

/** A plain number where a length should have its unit. */
const UNITLESS = /(?<![\w.#%-])-?(?:\d*\.)?\d*[1-9]\d*(?:\.\d+)?(?![\w.%-])/u;

function valueFault(prop: string, value: string): SaidAt | undefined {
  const plain = withoutTexts(value);
  const apart = APART.exec(plain);
  if (apart) {
    const [all, number, unit] = apart;
    return [apart.index, `a space stands in ${all}`, `write ${number}${unit}`];
  }
  const hash = /(?<![\w-])#([\w-]+)/u.exec(plain);
  if (hash && !/^(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/iu.test(hash[1] ?? '')) {
    return [hash.index, `${hash[0]} is no colour`, 'write # and three or six of 0–9 and a–f'];
  }
  const curly = /[“”‘’„]/u.exec(plain);
  if (curly) return [curly.index, `${curly[0]} is no quote of CSS`, 'write " on both sides'];
  const dropped = droppedFault(prop, plain);
  if (dropped) return dropped;
  const bare =
    LENGTHS.test(prop) && !plain.includes('(') && !plain.includes('/')
      ? UNITLESS.exec(plain)
      : undefined;
  if (bare) return [bare.index, `${bare[0]} has no unit`, `write ${bare[0]}px, or another unit`];
  if (!/(?:^|-)color$|^(?:fill|stroke|background)$/u.test(prop) || !/^[a-z]+$/iu.test(value)) {
    return undefined;
  }
  const colour = slippedFrom(value, COLOURS);
  return colour ? [0, `no browser knows the colour ${value}`, `write ${colour}`] : undefined;
}

/** Properties that no browser knows and that are near to one, and values that cannot be. */
export function declarationFaults(root: Root): Fault[] {
  const faults: Fault[] = [];
  root.walkDecls((declaration) => {
    const { prop, value, source } = declaration;
    if (prop.startsWith('-')) return;
    const { line = 1, column = 1 } = source?.start ?? {};
    const meant = propertyMeant(prop);
    if (meant) {
      const message = `no browser knows ${prop}:`;
      faults.push({ line, column, field: 'style', message, remedy: `write ${meant}:` });
    }
    const said = valueFault(meant ?? prop, value);
    if (!said) return;
    const [index, message, remedy] = said;
    faults.push({ ...placeInValue(declaration, index), field: 'style', message, remedy });
  });
  root.walkAtRules(/^(?:media|container)$/u, ({ params, name, raws, source }) => {
    const apart = APART.exec(params);
    const [all = '', number, unit] = apart ?? [];
    const said: SaidAt | undefined = apart
      ? [apart.index, `a space stands in ${all}`, `write ${number}${unit}`]
      : queryFault(params);
    if (!said) return;
    const [index, message, remedy] = said;
    const { line = 1, column = 1 } = source?.start ?? {};
    const offset = name.length + 1 + (raws.afterName?.length ?? 1) + index;
    faults.push({ line, column: column + offset, field: 'style', message, remedy });
  });
  return faults;
}
