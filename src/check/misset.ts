/** Formulas that can be set and say something else than they seem to. */
import type { Words } from './finding.ts';
import { shown } from './wording.ts';

interface Misset extends Words {
  /** In the TeX. */
  readonly offset: number;
}

/** Comments, and commands whose braces hold text, a name, or the formulas of chemistry. */
const WORDS =
  /(?<!\\)%.*|\\(?:text[a-z]*|[mh]box|math(?:rm|sf|tt|it|bf|normal)|operatorname\*?|label|tag|begin|end|ce|pu|color|href|url)\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/gu;

/** A raised or lowered number of several digits, or one with a sign, of which TeX takes the first sign. */
const SHORT = /([\^_])(\d\d+|[-+−](?:\d+|[a-z]))(?![\d}])/iu;

/** Names of functions, which TeX knows by their backslash; what is lowered may be called so. */
const FUNCTION =
  /(?<![\\A-Za-z]|[_^]\{?|\\[a-z]+\{[^}]*)(?:log|ln|exp|sin|cos|tan|lim|max|min|sup|gcd|Pr|argmax|argmin)(?=\s*[(\\]|\s+[A-Za-z\d]|_)/u;

/** Signs that TeX sets one by one, and what is written for them; behind a letter, n!, ! is its own. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/<=>/u, '\\iff'],
  [/<=/u, '\\le'],
  [/>=/u, '\\ge'],
  [/(?<=\s)!=/u, '\\ne'],
  [/<-{1,2}>/u, '\\leftrightarrow'],
  [/-{1,2}>/u, '\\to'],
  [/=>/u, '\\Rightarrow'],
];

/** Words between the parts of a formula, which TeX sets as products of their letters. */
const BETWEEN =
  /(?<=^|[\s&}])(?:where|otherwise|if|for all|for|and|then|with|when|such that)(?=\s|$)/u;

/** What is wrong with a formula that can be set; undefined where nothing is. */
export function missetFault(tex: string): Misset | undefined {
  const bare = tex.replace(WORDS, (all) => ' '.repeat(all.length));
  const formula = `the formula ${shown(tex)}`;
  const short = SHORT.exec(bare);
  if (short) {
    const [all, sign = '', rest = ''] = short;
    const how = sign === '^' ? 'raises' : 'lowers';
    const message = `${all} in ${formula} ${how} the ${rest[0]} alone`;
    return { message, remedy: `write ${sign}{${rest}}`, offset: short.index };
  }
  const name = FUNCTION.exec(bare);
  if (name) {
    const own = name[0].startsWith('arg') ? `\\operatorname{${name[0]}}` : `\\${name[0]}`;
    const message = `${name[0]} in ${formula} is set as a product of its letters`;
    return { message, remedy: `write ${own}`, offset: name.index };
  }
  for (const [pattern, right] of SIGNS) {
    const sign = pattern.exec(bare);
    if (!sign) continue;
    const message = `${sign[0]} in ${formula} is set as signs one by one`;
    return { message, remedy: `write ${right}`, offset: sign.index };
  }
  const word = BETWEEN.exec(bare);
  if (word) {
    const message = `${word[0]} in ${formula} is set as a product of its letters`;
    return { message, remedy: `write \\text{ ${word[0]} }`, offset: word.index };
  }
  const ref = /\\(?:eq)?ref\{[^}]*\}/u.exec(bare);
  if (!ref) return undefined;
  const message = `${ref[0]} in ${formula} leads nowhere, for formulas have no numbers`;
  return { message, remedy: 'say which in words', offset: ref.index };
}
