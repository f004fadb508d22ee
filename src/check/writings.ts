/** Marks of other writings, of TeX and of wikis among them, that readers see as they stand. */
import type { Said } from './finding.ts';
import { shown } from './wording.ts';

/** A mark, and what is said of it. */
export type Mark = readonly [pattern: RegExp, said: (mark: RegExpExecArray) => Said];

/** What a line of a paragraph begins with. */
export const AT_LINE_ELSEWHERE: readonly Mark[] = [
  [
    /^(={2,6})\s+(\S.*?)\s+\1$/u,
    ([mark, signs = '', text = '']) => [
      `${shown(mark)} is no heading`,
      `write ${'#'.repeat(signs.length)} ${shown(text)}`,
    ],
  ],
  [
    /^\.\. [\w-]+::/u,
    ([mark]) => [`${mark} shows as it stands`, 'write a quotation, > …, or a paragraph'],
  ],
  [
    /^#\+begin_(src|example|quote)\b[ \t]*([\w+-]*)/iu,
    ([mark, kind = '', lang = '']) => [
      `${mark.trim()} begins no ${/quote/iu.test(kind) ? 'quotation' : 'code'}`,
      /quote/iu.test(kind)
        ? 'write > before each line'
        : `write \`\`\`${lang} in its place, and \`\`\` at its end`,
    ],
  ],
  [
    /^#\+(?:title|author|date|options|startup|language):/iu,
    ([mark]) => [
      `${mark} shows as it stands`,
      'remove the line; the front matter says what an essay is called',
    ],
  ],
  [
    /^image::?([^\s[\]]+\.\w+)\[([^\]]*)\]/u,
    ([mark, file = '', words]) => [
      `${shown(mark)} is no picture`,
      `write ![${words || 'what it shows'}](${/^(?:https?:|\.|\/)/u.test(file) ? '' : './'}${file})`,
    ],
  ],
  [
    /^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@/u,
    ([mark]) => [
      `${mark} is a mark of a patch, and shows as it stands`,
      'remove it, or put the patch between lines of ```diff and ```',
    ],
  ],
];

/** What is a paragraph of one line. */
export const ALONE_ELSEWHERE: readonly Mark[] = [
  [
    /^h([1-6])\. (\S.*[^.!?])$/u,
    ([mark, depth = '', text = '']) => [
      `"${shown(mark)}" is no heading`,
      `write ${'#'.repeat(Math.max(2, Number(depth)))} ${shown(text)}`,
    ],
  ],
  [
    /^\/\/\s+(\S.*)$/u,
    ([mark, words = '']) => [
      `"${shown(mark)}" is no comment, and shows as it stands`,
      `write {/* ${shown(words)} */}`,
    ],
  ],
  [
    /^\/\*+\s*(\S.*?)\s*\*+\/$/u,
    ([mark, words = '']) => [
      `"${shown(mark)}" is no comment, and shows as it stands`,
      `write {/* ${shown(words)} */}`,
    ],
  ],
];

const LETTERS =
  'alpha beta gamma delta epsilon varepsilon zeta eta theta kappa lambda mu nu xi rho sigma tau phi varphi chi psi omega Gamma Delta Theta Lambda Sigma Phi Psi Omega'.split(
    ' ',
  );
const SIGNS: Readonly<Record<string, string>> = {
  ldots: '…',
  dots: '…',
  times: '×',
  cdot: '·',
  leq: '≤',
  geq: '≥',
  neq: '≠',
  approx: '≈',
  pm: '±',
  rightarrow: '→',
  leftarrow: '←',
  infty: '∞',
  textendash: '–',
  textemdash: '—',
  noindent: '',
  newpage: '',
  clearpage: '',
  maketitle: '',
  bigskip: '',
  medskip: '',
  smallskip: '',
  LaTeX: 'LaTeX',
  TeX: 'TeX',
  quad: 'a space',
  qquad: 'a space',
};

/** Tags of forums, and what is written for the words between them. */
const TAGS: Readonly<Record<string, string>> = {
  b: '**bold**',
  i: '*stressed*',
  u: '*stressed*',
  s: '~~gone~~',
  code: '`code` in backticks',
  quote: '> and the quotation',
  img: '![what it shows](./file.png)',
};

/** What stands within a text. */
export const IN_TEXT_ELSEWHERE: readonly Mark[] = [
  [
    // A path of Windows has a colon or a name before its backslash.
    new RegExp(
      `(?<![\\w:\\\\/.])\\\\(${[...LETTERS, ...Object.keys(SIGNS)].join('|')})(?![A-Za-z\\d_\\\\])`,
      'gu',
    ),
    ([mark, name = '']) => {
      const sign = SIGNS[name];
      const right = sign === undefined ? `write $${mark}$` : sign ? `write ${sign}` : 'remove it';
      return [`${mark} is TeX, and shows as it stands`, `${right}, or \`${mark}\` in backticks`];
    },
  ],
  [
    /(?<![\p{L}\p{N}])(?:Fig(?:ure|s?\.)|Tab(?:le|\.)|Sec(?:tion|\.)|Eqs?\.|Equation|Chapter|Theorem|Lemma)(?:s?)~(?=[\p{L}\p{N}\\])/gu,
    ([mark]) => [`the ~ behind ${mark.slice(0, -1)} shows as it stands`, 'write a space'],
  ],
  [
    /\[@([a-z][\w:.-]*\d[\w:.-]*)(?:[;,][^\][\n]*)?\]/giu,
    ([mark, key = '']) => [
      `${shown(mark)} cites nothing, and shows as it stands`,
      `write <Cite of="${key}" />, and list ${key} in the front matter under references`,
    ],
  ],
  [
    /\[[ˆ＾⌃‸](\w+)\]/gu,
    ([mark, name = '']) => [
      `${mark} is no note, for its sign is not the ^ of Markdown`,
      `write [^${name}]`,
    ],
  ],
  [
    /(?<!')'''(?=[^\s'])([^'\n]+)'''(?!')/gu,
    ([mark, words = '']) => [`${shown(mark)} shows as it stands`, `write **${shown(words)}**`],
  ],
  [
    /\[(b|i|u|s|code|quote|img)\](?=[^\n]*\[\/\1\])/gu,
    ([mark, tag = '']) => [`${mark} shows as it stands`, `write ${TAGS[tag] ?? ''}`],
  ],
  [
    /(?<=[\p{L}\p{N}])&(?:nbsp|ndash|mdash|hellip|thinsp|shy|[lr][sd]quo)(?![\w;=])/gu,
    ([mark]) => [`${mark} shows as it stands`, `write ${mark}; with its semicolon`],
  ],
  [
    /&#(?:\d{2,6}|x[\da-f]{2,6})(?![\da-f;])/giu,
    ([mark]) => [`${mark} shows as it stands`, `write ${mark}; with its semicolon`],
  ],
  [
    /(?<=\p{L})\\u(20[0-3][\da-f]|00[a-f][\da-f])/giu,
    ([mark, code = '']) => [
      `${mark} shows as it stands`,
      `write ${String.fromCharCode(Number.parseInt(code, 16))}`,
    ],
  ],
  [
    /(?<=\p{L})´(?=\p{L})/gu,
    () => ['´ is an accent without a letter, and no apostrophe', 'write ’'],
  ],
];

/** Links, whose addresses end the text that they stand in. */
export const LINKS_ELSEWHERE: readonly Mark[] = [
  [
    /\[url=([^\s\]]+)\]([^[\]\n]+)\[\/url\]/gu,
    ([mark, url = '', words = '']) => [
      `${shown(mark)} is no link`,
      `write [${words}](${url.replace(/^["']|["']$/gu, '')})`,
    ],
  ],
  [
    /(?<![\p{L}\p{N}])link:([^\s[\]]*[/.][^\s[\]]*)\[([^[\]\n]+)\](?!\()/gu,
    ([mark, url = '', words = '']) => [`${shown(mark)} is no link`, `write [${words}](${url})`],
  ],
];

/** What Markdown reads, and readers see otherwise, by what stands in the source. */
export const ESCAPED_ELSEWHERE: readonly Mark[] = [
  [
    /(?<=\p{L})&amp;(#?\w{2,8});(?=\p{L})|(?<=\p{Lu}[\p{L}.]* )&amp;(amp);(?= \p{Lu})/gu,
    ([mark, sign = '', and = '']) => [
      `${mark} shows as &${sign || and};`,
      and ? 'write &' : `write &${sign};, or \\&${sign}; if it is meant as it stands`,
    ],
  ],
  [
    /(?<=[\p{L}\p{N}])\\,(?=\p{L})/gu,
    ([mark]) => [`${mark} shows as a comma here`, 'write a space, or &thinsp; for a narrow one'],
  ],
  [
    /(?<=[\p{L}.,;!?)]\s?)\\\\[ \t]*(?=\r?\n[ \t]*\S)/gu,
    () => [
      '\\\\ at the end of a line shows as a backslash',
      'write one \\ for a break, or `\\\\` in backticks',
    ],
  ],
];
