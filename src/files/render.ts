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

let ready: Promise<void> | undefined;

async function rendererOf(svg: string, zoom = 1): Promise<InstanceType<typeof Resvg>> {
  ready ??= initWasm(readFileSync('node_modules/@resvg/resvg-wasm/index_bg.wasm'));
  await ready;
  return new Resvg(svg, {
    fitTo: { mode: 'zoom', value: zoom },
    font: { fontBuffers: FONTS, loadSystemFonts: false, defaultFontFamily: 'JetBrains Mono' },
  });
}

/**
 * An SVG as a PNG, `zoom` pixels to the unit; kept from one build to the next.
 *
 * @param few whether 256 colours will do, which make it a third as large
 */
export async function pngOf(svg: string, zoom: number, few = false): Promise<Uint8Array> {
  return cachedLater(`${hashOf([svg, `${zoom}`, `${few}`, ...FONTS])}.png`, async () => {
    const picture = await rendererOf(svg, zoom);
    const image = picture.render();
    const png = image.asPng();
    image.free();
    picture.free();
    return few ? sharp(png).png({ palette: true, effort: 10 }).toBuffer() : png;
  });
}

/** The width of what an SVG draws, units. */
export async function widthOf(svg: string): Promise<number> {
  const picture = await rendererOf(svg);
  const width = picture.getBBox()?.width ?? 0;
  picture.free();
  return width;
}
