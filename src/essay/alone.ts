/** Which texts need no bundler. */

const LISTING = /^[ \t]*(`{3,}|~{3,})[^`\n]*\n(?:[\s\S]*?\n)?[ \t]*\1[`~]*[ \t]*$/gmu;
const NEEDS =
  /^[ \t]*(?:import|export)\b|!\[|<(?:img|picture|source|video|audio|script|style|link)\b|<\w[^>]*\s(?:client|server|set|is|define):|\{[^{}`]*\bfrontmatter\b/imu;

/**
 * Whether an essay's text stands alone: no module and no picture is imported into it, it does not use
 * its front matter, and nothing in it has a style or script, so that it can be rendered without the
 * bundler. Signs outside of listings that only look so cost it that and nothing else.
 */
export const standsAlone = (text: string): boolean => !NEEDS.test(text.replace(LISTING, ''));
