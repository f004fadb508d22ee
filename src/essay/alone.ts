/**
 * Whether an essay's text stands alone: no module and no picture is imported into it, and nothing in
 * it has a style or script, so that it can be rendered without the bundler. Signs that only look so, as
 * in a listing, cost it that and nothing else.
 */
export const standsAlone = (text: string): boolean =>
  !/^[ \t]*(?:import|export)\b|!\[|<(?:img|picture|source|video|audio|script|style|link)\b|<\w[^>]*\s(?:client|server|set|is|define):/imu.test(
    text,
  );
