/** SVG drawn as PNG: the same bytes on every machine, by the site's own fonts. */
import { readFileSync } from 'node:fs';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import sharp from 'sharp';
import { cachedLater, hashOf } from '../essay/cache.ts';

const FONTS = [
  'jetbrains-mono-latin',
  'jetbrains-mono-greek',
  'literata-latin',
  'literata-latin-ext',
  'literata-greek',
].map((name) => readFileSync(`src/fonts/${name}.ttf`));

type Picture = InstanceType<typeof Resvg>;

let ready: Promise<void> | undefined;

async function rendererOf(svg: string, zoom = 1): Promise<Picture> {
  ready ??= initWasm(readFileSync('node_modules/@resvg/resvg-wasm/index_bg.wasm'));
  await ready;
  return new Resvg(svg, {
    fitTo: { mode: 'zoom', value: zoom },
    font: { fontBuffers: FONTS, loadSystemFonts: false, defaultFontFamily: 'JetBrains Mono' },
  });
}

/** An SVG drawn; `use` reads the picture, which is freed behind it. */
async function drawn<T>(
  svg: string,
  zoom: number,
  use: (image: ReturnType<Picture['render']>) => Promise<T> | T,
): Promise<T> {
  const picture = await rendererOf(svg, zoom);
  const image = picture.render();
  try {
    return await use(image);
  } finally {
    image.free();
    picture.free();
  }
}

/** An SVG as a PNG, `zoom` pixels to the unit; kept from one build to the next. */
export const pngOf = (svg: string, zoom: number): Promise<Uint8Array> =>
  cachedLater(`${hashOf([svg, `${zoom}`, ...FONTS])}.png`, () =>
    drawn(svg, zoom, (image) => image.asPng()),
  );

/** An SVG of few colours, and nothing to see through, as a PNG of at most 256: a third as large. */
export const fewColoursOf = (svg: string): Promise<Uint8Array> =>
  drawn(svg, 1, ({ width, height, pixels }) =>
    sharp(pixels, { raw: { width, height, channels: 4 } })
      .png({ palette: true, effort: 1, dither: 0 })
      .toBuffer(),
  );

/** The width of what an SVG draws, units. */
export async function widthOf(svg: string): Promise<number> {
  const picture = await rendererOf(svg);
  const width = picture.getBBox()?.width ?? 0;
  picture.free();
  return width;
}
