/** Sentences whose signs of less and more are read as a tag. */

/** Attributes that have no value. */
const FLAGS =
  /^(?:allowfullscreen|async|autofocus|autoplay|bare|checked|controls|default|defer|disabled|formnovalidate|hidden|inert|ismap|itemscope|loop|multiple|muted|nomodule|novalidate|open|playsinline|readonly|required|reversed|selected|spelled)$/iu;

/** Whether a tag holds words of a sentence: `a<b and b>c`. */
export const comparesIn = (tag: string): boolean =>
  /^<[A-Za-z]\w*(?:\s+[\p{L}\p{N}]+)+\s*>$/u.test(tag) &&
  tag
    .slice(1, -1)
    .trim()
    .split(/\s+/u)
    .slice(1)
    .some((word) => !FLAGS.test(word));
