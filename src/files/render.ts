/** SVG drawn as PNG: the same bytes on every machine, by the site's own fonts. */
import { readFileSync } from 'node:fs';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { cachedLater, hashOf } from '../essay/cache.ts';

const FONTS = ['jetbrains-mono-latin', 'jetbrains-mono-greek'].map((name) =>
  readFileSync(`src/fonts/${name}.ttf`),
);

let ready: Promise<void> | undefined;

/** An SVG as a PNG, `zoom` pixels to the unit; kept from one build to the next. */
export async function pngOf(svg: string, zoom: number): Promise<Uint8Array> {
  return cachedLater(`${hashOf([svg, `${zoom}`, ...FONTS])}.png`, async () => {
    ready ??= initWasm(readFileSync('node_modules/@resvg/resvg-wasm/index_bg.wasm'));
    await ready;
    const picture = new Resvg(svg, {
      fitTo: { mode: 'zoom', value: zoom },
      font: { fontBuffers: FONTS, loadSystemFonts: false, defaultFontFamily: 'JetBrains Mono' },
    });
    const image = picture.render();
    const png = image.asPng();
    image.free();
    picture.free();
    return png;
  });
}
