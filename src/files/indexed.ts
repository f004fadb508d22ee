/** Pictures of few colours as PNGs, whose pixels are numbers of colours. */
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** The most colours that a byte can number. */
const MOST = 256;
/** Bits to a pixel, colour by a number; compressed, filtered and ordered in the one way that there is. */
const INDEXED = [8, 3, 0, 0, 0];

/** A chunk: its length, its name, what it holds, and a check of both. */
function chunk(name: string, data: Uint8Array): Buffer {
  const made = Buffer.alloc(data.length + 12);
  made.writeUInt32BE(data.length);
  made.write(name, 4, 'latin1');
  made.set(data, 8);
  made.writeUInt32BE(crc32(made.subarray(4, -4)), made.length - 4);
  return made;
}

/**
 * A picture as a PNG with a palette, each colour as it is; undefined where there are more than 256. As
 * the PNG specification (W3C, third edition) has it, section 11.2.
 *
 * @param pixels red, green, blue and opacity, 0 to 255, row by row; all of it opaque
 */
export function indexedPng(
  pixels: Uint8Array,
  width: number,
  height: number,
): Uint8Array | undefined {
  // The four bytes of a pixel as one number, in whichever order the machine has them.
  const colours = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height);
  const numbers = new Map<number, number>();
  const palette: number[] = [];
  // Each row begins with how it is filtered: not at all.
  const rows = new Uint8Array((width + 1) * height);
  let [last, number] = [-1, 0];
  for (let y = 0, i = 0; y < height; y++) {
    for (let to = y * (width + 1) + 1; to < (y + 1) * (width + 1); to++, i++) {
      const colour = colours[i]!;
      if (colour !== last) {
        last = colour;
        number = numbers.get(colour) ?? numbers.size;
        if (number === MOST) return undefined;
        if (number === numbers.size) palette.push(...pixels.subarray(4 * i, 4 * i + 3));
        numbers.set(colour, number);
      }
      rows[to] = number;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set(INDEXED, 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Uint8Array.from(palette)),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array()),
  ]);
}
