/** Below this width names stand on their own line and margins are narrow. */
export const isNarrow = (width: number): boolean => width < 460;

/**
 * A width to draw at, as it is given.
 * @throws RangeError when it is no length: what has to fit into it would be looked for for ever
 */
export function widthGiven(width: number): number {
  if (width > 0 && Number.isFinite(width)) return width;
  throw new RangeError(`not a width to draw at: ${width}`);
}
