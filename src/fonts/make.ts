/**
 * Makes the site's fonts (`npm run fonts`): subsets and instances of Literata and JetBrains Mono
 * as small as the pages' use allows, split so that a page in plain English loads the basic set
 * only, and `src/styles/fonts.css` with fallback faces of matching metrics. The results are
 * committed; run it again after changing what is kept here.
 */
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createFontStack } from '@capsizecss/core';
import subsetFont from 'subset-font';

const require = createRequire(import.meta.url);
const here = (name: string) => new URL(name, import.meta.url);

/**
 * ASCII, true quotes, dashes, ellipsis, the signs of plain English prose with numbers, and what the
 * styles set: the way back to the contents, and what holds a mark to its word.
 */
const BASIC = [
  ...Array.from({ length: 95 }, (_, i) => String.fromCodePoint(0x20 + i)),
  ...'\u00a0·×–—‘’“”…−ﬁﬂ↑\u2060',
].join('');

interface Face {
  readonly family: string;
  readonly package: string;
  readonly style: 'normal' | 'italic';
  readonly source: (subset: string) => string;
  readonly name: string;
  readonly weight: string;
  readonly axes: Record<string, number | { min: number; max: number }>;
  readonly subsets: readonly string[];
}

const faces: Face[] = [
  {
    family: 'Literata',
    package: '@fontsource-variable/literata',
    style: 'normal',
    source: (subset) => `literata-${subset}-opsz-normal.woff2`,
    name: 'literata',
    weight: '400 600',
    axes: { opsz: { min: 14, max: 48 }, wght: { min: 400, max: 600 } },
    subsets: ['latin', 'latin-ext', 'greek'],
  },
  {
    family: 'Literata',
    package: '@fontsource-variable/literata',
    style: 'italic',
    source: (subset) => `literata-${subset}-opsz-italic.woff2`,
    name: 'literata-italic',
    weight: '400',
    axes: { opsz: 18, wght: 400 },
    subsets: ['latin', 'latin-ext', 'greek'],
  },
  {
    family: 'JetBrains Mono',
    package: '@fontsource-variable/jetbrains-mono',
    style: 'normal',
    source: (subset) => `jetbrains-mono-${subset}-wght-normal.woff2`,
    name: 'jetbrains-mono',
    weight: '400',
    axes: { wght: 400 },
    subsets: ['latin', 'greek'],
  },
];

/** Latin beyond Extended-A: names in references do not need it, and it is half the file. */
const isRare = (point: number) =>
  (point >= 0x180 && point <= 0x2af) || (point >= 0x1d00 && point < 0x2000) || point > 0x2c00;

/** `U+0-FF,U+131` as code points. */
function codePoints(range: string): number[] {
  return range.split(',').flatMap((part) => {
    const [from, to = from] = part.trim().replace('U+', '').split('-');
    const first = Number.parseInt(from, 16);
    return Array.from({ length: Number.parseInt(to, 16) - first + 1 }, (_, i) => first + i);
  });
}

/** Code points as a CSS `unicode-range`. */
function unicodeRange(points: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const point of [...points].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && point <= last[1] + 1) last[1] = point;
    else ranges.push([point, point]);
  }
  const hex = (point: number) => point.toString(16);
  return ranges.map(([a, b]) => (a === b ? `U+${hex(a)}` : `U+${hex(a)}-${hex(b)}`)).join(', ');
}

async function writeSubset(face: Face, subset: string, name: string, points: readonly number[]) {
  const source = readFileSync(require.resolve(`${face.package}/files/${face.source(subset)}`));
  const font = await subsetFont(source, String.fromCodePoint(...points), {
    targetFormat: 'woff2',
    variationAxes: face.axes,
    keepFeatures: ['kern', 'liga', 'mark', 'mkmk', 'ccmp', 'locl'],
    noLayoutClosure: true,
    noHinting: true,
  });
  const file = `${face.name}-${name}.woff2`;
  writeFileSync(here(file), font);
  console.log(`${file} ${font.length} bytes`);
  return `@font-face {
  font-family: "${face.family}";
  font-style: ${face.style};
  font-weight: ${face.weight};
  font-display: swap;
  src: url("../fonts/${file}") format("woff2");
  unicode-range: ${unicodeRange(points)};
}`;
}

for (const file of readdirSync(here('.'))) if (/\.(?:woff2|ttf)$/.test(file)) rmSync(here(file));

const basic = [...BASIC].map((letter) => letter.codePointAt(0) ?? 0);
const css: string[] = [];
for (const face of faces) {
  const ranges: Record<string, string> = require(`${face.package}/unicode.json`);
  css.push(await writeSubset(face, 'latin', 'basic', basic));
  for (const subset of face.subsets) {
    const rest = codePoints(ranges[subset]).filter(
      (point) => !basic.includes(point) && point >= 0xa0 && !isRare(point),
    );
    css.push(await writeSubset(face, subset, subset, rest));
  }
  copyFileSync(
    require.resolve(`${face.package}/LICENSE`),
    here(`LICENSE-${face.name.replace('-italic', '')}.txt`),
  );
}

// Pictures outside a page, figures and cards, are drawn by a program that reads no WOFF2. Literata
// is there for titles alone, at the size and weight of an essay's.
const [forTitles, , forCode] = faces;
for (const [face, axes] of [
  [forTitles, { opsz: 48, wght: 460 }],
  [forCode, forCode.axes],
] as const) {
  const ranges: Record<string, string> = require(`${face.package}/unicode.json`);
  for (const subset of face.subsets) {
    const points = codePoints(ranges[subset]).filter((point) => point >= 0x20 && !isRare(point));
    const source = readFileSync(require.resolve(`${face.package}/files/${face.source(subset)}`));
    const font = await subsetFont(source, String.fromCodePoint(...points), {
      targetFormat: 'sfnt',
      variationAxes: axes,
      noLayoutClosure: true,
      noHinting: true,
    });
    writeFileSync(here(`${face.name}-${subset}.ttf`), font);
  }
}

/**
 * Measures of a font, in units of its own: from the tables of the font files, with the mean width of a
 * letter in English text (@capsizecss/metrics 4.3.0, which has those of every font and weighs
 * accordingly). DejaVu's italic is as wide as its roman.
 */
const measures = (
  family: string,
  unitsPerEm: number,
  [ascent, descent, lineGap]: readonly [number, number, number],
  xWidthAvg: number,
  fullName = family,
) => ({ familyName: family, fullName, unitsPerEm, ascent, descent, lineGap, xWidthAvg });
const literata = [1000, [1177, -308, 0]] as const;
const dejaVu = ['DejaVu Serif', 2048, [1901, -483, 0], 1058] as const;
const georgia = ['Georgia', 2048, [1878, -449, 0]] as const;
const times = ['Times New Roman', 2048, [1825, -443, 87]] as const;
const noto = ['Noto Serif', 1000, [1069, -293, 0]] as const;

/**
 * The fonts of the site, each before those that stand in for it in the order in which these are looked
 * for. Those of Linux come first: there each name costs a question to another process, before the
 * first words are set.
 */
const roman = [
  measures('Literata', ...literata, 480),
  measures(...dejaVu),
  measures(...georgia, 913),
  measures(...times, 832),
  measures(...noto, 481),
];
const italic = [
  measures('Literata', ...literata, 453),
  measures(...dejaVu, 'DejaVu Serif Italic'),
  measures(...georgia, 931, 'Georgia Italic'),
  measures(...times, 836, 'Times New Roman Italic'),
  measures(...noto, 469, 'Noto Serif Italic'),
];
const mono = [
  measures('JetBrains Mono', 1000, [1020, -300, 0], 600),
  measures('DejaVu Sans Mono', 2048, [1901, -483, 0], 1233),
  measures('Courier New', 2048, [1705, -615, 0], 1229),
];

/** Full names by which a font is looked for besides its own: others, of fonts made to its measures. */
const ALSO: Readonly<Record<string, string>> = {
  'DejaVu Serif Italic': 'DejaVu Serif',
  'Times New Roman': 'Liberation Serif',
  'Times New Roman Italic': 'Liberation Serif Italic',
  'Noto Serif': 'NotoSerif-Regular',
  'Noto Serif Italic': 'NotoSerif-Italic',
  'Courier New': 'Liberation Mono',
};
/** The fallback faces as every page carries them: measures to a tenth of a percent. */
const fitted = (css: string) =>
  css
    .replace(/\d+\.\d+(?=%)/g, (percent) => String(Number(Number(percent).toFixed(1))))
    .replace(/src: local\(["']([^"']+)["']\)[^;]*/g, (_, name) => {
      const names = [name, ALSO[name]].filter((each) => each !== undefined);
      return `src: ${names.map((each) => `local("${each}")`).join(', ')}`;
    });

const fallbacks = [
  createFontStack(roman),
  createFontStack(italic, { fontFaceProperties: { fontStyle: 'italic' } }),
  createFontStack(mono),
];
const header = '/* Made by `npm run fonts`; change src/fonts/make.ts instead. */';
writeFileSync(
  here('../styles/fonts.css'),
  `${[header, ...css, ...fallbacks.map((f) => fitted(f.fontFaces))].join('\n\n')}\n`,
);
console.log(fallbacks.map((f) => f.fontFamily).join('\n'));
