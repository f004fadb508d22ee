/** In which sizes a picture is served. */

/** The text's measure in CSS pixels: 36 rem, at 18 px to the rem; see tokens.css. */
const MEASURE = 648;
/** The gutters of a phone, and of the narrowest screen that holds the measure, in CSS pixels. */
const PHONE_GUTTERS = 45;
const GUTTERS = 57;

/** Widths to choose from, in pixels; the last is the measure on a screen of two dots to the pixel. */
const WIDTHS = [432, 648, 972, 2 * MEASURE];

/** How wide a picture is served, and how wide it stands. */
export interface PictureSizes {
  /** Of the largest file, in pixels. */
  readonly width: number;
  /** Of every file, in pixels, the smallest first; undefined where one will do. */
  readonly widths?: number[];
  /** As in `<img sizes>`. */
  readonly sizes?: string;
}

/** The sizes of a picture that is `width` pixels wide; none is larger than the picture. */
export function sizesFor(width: number): PictureSizes {
  const largest = Math.min(width, 2 * MEASURE);
  const shown = Math.min(width, MEASURE);
  const smaller = WIDTHS.filter((each) => each < largest);
  if (smaller.length === 0) return { width: largest };
  return {
    width: largest,
    widths: [...smaller, largest],
    sizes: `(min-width: ${shown + GUTTERS}px) ${shown}px, calc(100vw - ${PHONE_GUTTERS}px)`,
  };
}
