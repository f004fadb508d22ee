/** Reads a source map (ECMA-426): which character of the source a generated character came from. */

/** From here to the next segment, generated text came from this place. All numbers 1-based. */
export interface Segment {
  readonly generatedLine: number;
  readonly generatedColumn: number;
  readonly line: number;
  readonly column: number;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The signed integers of one segment: base 64, five bits a digit, least significant first. */
function integers(segment: string): number[] {
  const found: number[] = [];
  let value = 0;
  let shift = 0;
  for (const digit of segment) {
    const bits = DIGITS.indexOf(digit);
    value |= (bits & 31) << shift;
    shift += 5;
    if (bits & 32) continue;
    found.push(value & 1 ? -(value >> 1) : value >> 1);
    value = 0;
    shift = 0;
  }
  return found;
}

/** The segments of a map with one source; segments without a place in the source are left out. */
export function segments(mappings: string): Segment[] {
  let line = 1;
  let column = 1;
  return mappings.split(';').flatMap((row, index) => {
    let generatedColumn = 1;
    return row.split(',').flatMap((segment) => {
      const [step, , lineStep, columnStep] = integers(segment);
      if (step === undefined) return [];
      generatedColumn += step;
      if (lineStep === undefined || columnStep === undefined) return [];
      line += lineStep;
      column += columnStep;
      return [{ generatedLine: index + 1, generatedColumn, line, column }];
    });
  });
}

/** The last segment that begins at or before a generated place, as a reader of the map looks it up. */
export const originalPlace = (
  map: readonly Segment[],
  generatedLine: number,
  generatedColumn: number,
): Segment | undefined =>
  map.findLast((s) => s.generatedLine === generatedLine && s.generatedColumn <= generatedColumn);
