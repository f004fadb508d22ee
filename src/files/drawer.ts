/**
 * A thread that draws SVG: what is drawn is large, and the pages' own memory would be searched through
 * again and again for room.
 */
import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { indexedPng } from './indexed.ts';
import { FONTS } from './typefaces.ts';

/** What to draw, and as what: a PNG, one of at most 256 colours, or the width of what is drawn, units. */
export interface Asked {
  readonly id: number;
  readonly svg: string;
  readonly as: 'png' | 'few colours' | 'width';
  /** Pixels to the unit. */
  readonly zoom: number;
}

export interface Answer {
  readonly id: number;
  readonly made?: Uint8Array | number;
  readonly error?: unknown;
}

const ready = initWasm(readFileSync('node_modules/@resvg/resvg-wasm/index_bg.wasm'));
const font = {
  fontBuffers: [...FONTS],
  loadSystemFonts: false,
  defaultFontFamily: 'JetBrains Mono',
};

/** A picture of at most 256 colours: as it is, or, seldom, as near as can be. */
async function fewColours(pixels: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  const exact = indexedPng(pixels, width, height);
  if (exact) return exact;
  const { default: sharp } = await import('sharp');
  const raw = { width, height, channels: 4 } as const;
  return sharp(pixels, { raw }).png({ palette: true, effort: 1, dither: 0 }).toBuffer();
}

async function made({ svg, as, zoom }: Asked): Promise<Uint8Array | number> {
  await ready;
  const picture = new Resvg(svg, { fitTo: { mode: 'zoom', value: zoom }, font });
  if (as === 'width') {
    const width = picture.getBBox()?.width ?? 0;
    picture.free();
    return width;
  }
  const image = picture.render();
  try {
    return as === 'png' ? image.asPng() : await fewColours(image.pixels, image.width, image.height);
  } finally {
    image.free();
    picture.free();
  }
}

parentPort?.on('message', async (asked: Asked) => {
  const { id } = asked;
  const answer: Answer = await made(asked).then(
    (made) => ({ id, made }),
    (error) => ({ id, error }),
  );
  parentPort?.postMessage(answer);
});
