/** What the setter of mathematics says of TeX that it cannot read, in an author's words. */
import { nearest } from './nearest.ts';

/** What is wrong with a formula, and what to write. */
interface TexWords {
  readonly said: string;
  readonly remedy: string;
}

const ENVIRONMENTS =
  'align align* aligned alignat alignedat array bmatrix Bmatrix cases darray dcases equation equation* gather gather* gathered matrix pmatrix rcases smallmatrix split subarray vmatrix Vmatrix'.split(
    ' ',
  );

/** Commands that bring in what stands outside of formulas here. */
const OUTSIDE: Readonly<Record<string, string>> = {
  includegraphics: 'write ![what it shows](./plan.png) in the text',
  href: 'write the link in the text',
  url: 'write the link in the text',
};

type Wording = (found: RegExpExecArray, tex: string) => TexWords;

const EXPECTED: Wording = ([, wanted = '', got = ''], tex) => {
  if (wanted !== 'EOF') return { said: `${wanted} is missing`, remedy: `add ${wanted}` };
  const several = got === '&' && /\\\\|\n/u.test(tex);
  if (several) {
    const remedy = 'write \\begin{aligned} before the lines and \\end{aligned} behind them';
    return { said: '& lines up what stands in no environment', remedy };
  }
  const said = `${got} has no place there`;
  if (got === '&' || got === '#') return { said, remedy: `write \\${got}` };
  if (got === '\\right')
    return { said: '\\right has no \\left before it', remedy: 'add \\left(, or remove it' };
  return { said, remedy: `remove ${got}` };
};

const WORDS: readonly (readonly [pattern: RegExp, said: Wording])[] = [
  [
    /Unsupported function name: (\\\w+)/u,
    ([, name]) => ({
      said: `${name} is no command of TeX that is known here`,
      remedy: 'write it another way',
    }),
  ],
  [/^Expected '(.+)', got '(.+)'$/u, EXPECTED],
  [
    /^Expected group as argument to '(\\right|\\left)'/u,
    ([, side], tex) => {
      const brace = new RegExp(`\\${side}([{}])`, 'u').exec(tex)?.[1];
      return brace
        ? { said: `${brace} behind ${side} is no sign`, remedy: `write ${side}\\${brace}` }
        : { said: `a sign is missing behind ${side}`, remedy: `write ${side}) or ${side}.` };
    },
  ],
  [
    /^Unexpected end of input/u,
    (_, tex) => {
      const count = (sign: string) => tex.replace(/\\[{}]/gu, '').split(sign).length;
      return count('{') > count('}')
        ? { said: 'a } is missing', remedy: 'add it' }
        : { said: 'an argument in braces is missing', remedy: 'add it' };
    },
  ],
  [
    /^Function "\\(\w+)" is not trusted/u,
    ([, name = '']) => ({
      said: `\\${name} has no place in a formula here`,
      remedy: OUTSIDE[name] ?? 'remove it',
    }),
  ],
  [
    /^Double (super|sub)script/u,
    ([, where]) =>
      where === 'super'
        ? { said: 'two things are raised behind one', remedy: 'write braces, as in x^{a^b}' }
        : { said: 'two things are lowered behind one', remedy: 'write braces, as in a_{1,2}' },
  ],
  [
    /^Mismatch: (\\begin\{(.+?)\}) matched by (\\end\{.+?\})/u,
    ([, begin, name, end]) => ({
      said: `${begin} is followed by ${end}`,
      remedy: `write \\end{${name}}`,
    }),
  ],
  [
    /^No such environment: (.+)/u,
    ([, name = '']) => {
      const meant = nearest(name, ENVIRONMENTS);
      const remedy = meant ? `write \\begin{${meant}} and \\end{${meant}}` : 'write it another way';
      return { said: `${name} is no environment that is known here`, remedy };
    },
  ],
  [
    /^Expected & or /u,
    (_, tex) => {
      const name = [...tex.matchAll(/\\begin\{(.+?)\}/gu)].at(-1)?.[1] ?? '…';
      return { said: `\\begin{${name}} is not ended`, remedy: `add \\end{${name}}` };
    },
  ],
  [
    /attempting to redefine (\\\w+)/u,
    ([, name]) => ({ said: `${name} is known already`, remedy: 'remove \\newcommand' }),
  ],
  [
    /^Colours /u,
    ([all]) => ({
      said: `${all.trim().toLowerCase()} have no place in a formula`,
      remedy: 'remove \\color',
    }),
  ],
  [
    /^Boxes /u,
    () => ({
      said: 'boxes and strokes through a formula are not drawn by every browser',
      remedy: 'remove it, and say it in words',
    }),
  ],
  [
    /^Cannot read properties of null/u,
    () => ({ said: 'nothing stands behind its last ^ or _', remedy: 'add it, or write \\_' }),
  ],
];

/** The words for what the setter says of a formula. */
export function texWords(line: string, tex: string): TexWords {
  for (const [pattern, said] of WORDS) {
    const found = pattern.exec(line);
    if (found) return said(found, tex);
  }
  return { said: line.replace(/\.$/u, ''), remedy: 'mend the TeX' };
}
