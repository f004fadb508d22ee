/** Numbers that are names, dates, addresses or labels, and no quantities. */
import { unitAt } from './units.ts';

/** Stands for anything that is not prose: a component, code, or a number excused as a name. */
export const OPAQUE = '\ufffc';

const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b\\.?';
const DAY = '(?:[12]?\\d|3[01])(?:st|nd|rd|th)?(?!\\d)';
const RANGE = '\\s?(?:[–-]|to|and)\\s?';
const NUMBER = '(?:\\d{1,3}(?:,\\d{3})+|\\d+(?:\\.\\d+)*)';

/** Words before a number that make it a place or a label, wherever they stand. */
const STRONG_LABELS =
  'sections?|§+|clauses?|articles?|psalms?|sonnets?|units?|figures?|figs?\\.|tables?|chapters?|chs?\\.|pages?|pp?\\.|appendix|appendices|equations?|eqs?\\.|listings?|algorithms?|theorems?|lemmas?|volumes?|vol\\.|nos?\\.|versions?|releases?|ports?|status|errno|exit\\s(?:code|status)|layers?|hops?|issues?|RFCs?|PEPs?|ISO|IEEE|BCP|HTTP|PRs?|pull\\srequests?|CVE|errata';

/** Words that label only when no article or pronoun closes their phrase: "rule 12", "this rule". */
const WEAK_LABELS =
  'parts?|lines?|steps?|items?|rules?|cases?|footnotes?|notes?|number|bugs?|tickets?|level|revision|act|codes?|error|signal|phase|stage|type|tier|option|exercise|room|route|tenant|replica|request|slot|seed|day|week';
const CLOSED =
  '(?<!\\b(?:this|that|each|every|the|which|any|an?|its|our|their|worst|best|last|first|next|per|one|no)\\s)';

/** Numbers that are dates, addresses, labels or parts of a name whatever stands around them. */
const NAMES: readonly RegExp[] = [
  // Laws and what courts said, as lawyers cite them.
  /\b\d+\s(?:U\.\s?S\.(?:\s?C\.)?|F\.\s?(?:Supp\.|[23]d))(?:\s§+\s?\d[\w.()-]*|(?:\s\([^()]*\))?\s\d+)/gu,
  // Addresses.
  /(?:https?:\/\/|www\.)\S+|[^\s@]{1,64}@[^\s@]+\.\S+/giu,
  /\b\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2}|:\d{2,5})?\b/gu,
  /\b(?:[\da-f]{2}:){5}[\da-f]{2}\b/giu,
  /§+\s?\d+(?:\.\d+)*(?:[–-]\d+)?/gu,
  // Dates, times of day, decades.
  /\b(?:19|20)\d{2}-(?:0[1-9]|1[0-2])(?:-\d{2})?(?:T[\d:.]+Z?)?\b/gu,
  /\b\d{1,2}\/\d{1,2}\/\d{4}\b/gu,
  new RegExp(`\\b${DAY}(?:${RANGE}${DAY})?\\.?(?:\\s+of)?\\s+${MONTH}(?:,?\\s+\\d{4}\\b)?`, 'gu'),
  new RegExp(`\\b${MONTH}\\s+${DAY}(?:[–-]${DAY})?(?:,?\\s+\\d{4}\\b)?`, 'gu'),
  new RegExp(`\\b${MONTH},?\\s+\\d{4}\\b`, 'gu'),
  /\b[HQ][1-4]\s(?:19|20)\d\d\b/gu,
  /(?:\b(?:[01]\d|2[0-3])|(?<=\bat\s)\d):[0-5]\d(?::[0-5]\d)?\b(?!:)/gu,
  /\b(?:1[0-2]|\d)(?:[:.][0-5]\d)?\s?[ap]\.?m\b\.?/gu,
  /\b(?:1[0-2]|\d)(?=\so[’']clock\b)|(?<=\b(?:half|quarter)\s(?:past|to)\s)(?:1[0-2]|\d)\b/gu,
  /\b(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d\b/gu,
  /(?:\b(?:1[89]|20)|['’‘])\d0s\b/gu,
  /(?<=\b(?:my|your|his|her|our|their|early|mid|late)[\s-])\d0s\b/gu,
  /(?<![\p{L}\p{N}])['’‘]\d\d(?![\p{L}\p{N}%'’]|[.,]\d)/gu,
  /\b(?:AD\s)?\d{1,4}\s(?:BCE?|AD|CE)\b|\bAD\s\d{1,4}\b/gu,
  /(?<=\bthe\s)\d{1,2}:[0-5]\d(?=\s(?:to|from|train|bus|ferry|flight|express)\b)/gu,
  /\b0\d[0-5]\d(?=\shours\b)|\b12(?=\s(?:noon|midnight)\b)/gu,
  /(?:©|\([cC]\)(?=\s(?:19|20)))\s?(?:19|20)\d\d(?:\s?[–-]\s?(?:19|20)?\d\d)?(?!\d)/gu,
  // What people say for all day, half each, one to one, most of it by a few; the shapes of screens.
  /\b(?:24[/-]7|50[/-]50|80\/20|9\/11|1:1s?|16:9|4:3)\b(?!:)/gu,
  /\b10[x×](?=\s(?:engineer|developer|programmer)s?\b)/gu,
  /\b[48]K(?=\s(?:displays?|films?|footage|monitors?|resolutions?|screens?|TVs?|videos?)\b)/gu,
  /\b\d{1,2}\/\d{1,2}(?=[\s-](?:rule|principle|law|vision|hindsight)\b)/gu,
  // What an interval is called.
  /\b\d+(?:\.\d+)?\s?%(?=[\s-](?:confidence|credible|prediction|intervals?|bands?)\b)/gu,
  /\b(?:between|from)\s1[0-7]\d\d\s(?:and|to)\s1\d{3}\b(?!\s\p{Ll}+s\b|[.,]\d)/giu,
  /(?<=\b(?:act|battle|crash|edict|edition|famine|fire|peace|plague|revolution|siege|treaty|union|war)\sof\s)1\d{3}\b/giu,
  // What measures of music, films and lines of a town are called.
  /\b(?:12|8|16)-bar(?=\sblues\b)|\b\d{1,2}\/(?:2|4|8|16)(?=\s(?:time|bars?|metre|meter|beat|signature)\b)/gu,
  /\b(?:8|16|35|70)\s?mm(?=\s(?:film|camera|lens|print|negative|prints|cameras|lenses)\b)|\b[24]x[48]s?\b/gu,
  /(?<=\bthe\s)\d{1,3}(?=\s(?:tram|bus)\b)/gu,
  // Ordinals, and words that begin with a number.
  /\b(?:\d{1,3}(?:,\d{3})+|\d+)(?:st|nd|rd|th)\b/gu,
  /\b(?:\d+-bit|[2-5]G|\d+D|\d+GbE|(?:480|720|1080|1440|2160)[pi]|0x[\da-fA-F]+|802\.\d+\w*)\b/gu,
  /\b(?:404|429|502|503|504)s\b/gu,
  /\b404(?=\s(?:page|error|Not\sFound)\b)/gu,
  /\b[1-5]\d\d(?=\s(?:OK|Created|Accepted|No\sContent|Found|Forbidden|Unauthorized|Bad\s(?:Request|Gateway)|Internal\sServer|Moved|Too\sMany)\b)/gu,
  /(?<=\b(?:answer|get|got|give|reply|replie|return|send)(?:s|d|ed|ing)?\s(?:an?\s)?)(?:20[0-46]|30[1-478]|40[0-9]|41[0-8]|42[2-9]|50[0-4])\b(?!\s\p{Ll}+s\b|[.,]\d|\s?%)/gu,
  /(?<=\bsee\s)\d+(?:\.\d+)+(?=\s(?:above|below)\b)/giu,
  /\b(?:0[bo]\d+|(?:chmod|umask)\s[0-7]{3,4}|(?:80[28]?86|68000|6502)(?=\b(?!\s\p{L}+s\b)))\b/gu,
  /\b(?:base|mod|modulo|radix)\s\d+\b(?!\.\d)/giu,
  /(?<=\.\.\.|…|[?!.]\s|^|\s)\d+\.\s(?=(?:[KQRBN]?[a-h]?x?[a-h][1-8]|O-O)(?:[\s+#.,]|$))/gu,
  // Telephone numbers, books, addresses of machines, houses, colours.
  /(?<![\p{L}\p{N}])\+\d{1,3}(?:[\s-]\(?\d{2,}\)?){2,}/gu,
  /(?<![\p{L}\p{N}])(?:(?:\(\d{3}\)\s?|\d{3}-)\d{3}|555)-\d{4}\b|(?<![\p{L}\p{N}])0[18]00\s\d{3}[\s\d]*\d/gu,
  /\bISBN(?:-1[03])?:?\s[\d-]+[\dX]\b|\b(?:doi:|DOI:?\s)?10\.\d{4,}\/\S*\w/giu,
  /\barXiv:\s?\d{4}\.\d{4,5}(?:v\d+)?/giu,
  /(?<![\p{L}\p{N}.:])(?:localhost|[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+|\[[\da-f:]+\]):(?:[1-9]\d{3,4})\b(?=[/.,;)]?(?:\s|$))/giu,
  /(?<![\p{L}\p{N}.:]):[1-9]\d{1,4}\b(?=[.,;)]?(?:\s|$))/gu,
  /#(?:[\da-f]{3}|[\da-f]{6})\b/giu,
  /\b\d+\p{Lu}?(?=\s(?:\p{Lu}\p{L}+\s)+(?:Street|Road|Avenue|Lane|Square|Boulevard)\b)/gu,
  // Chapter and verse.
  /(?<=\b\p{Lu}\p{L}+\s)\d{1,3}:\d{1,3}\b/gu,
  // Standards and their editions: ISO/IEC 9075-1:2011, SQL:2011.
  /\b(?:ISO|IEC|DIN|EN|ANSI)(?:\/\p{Lu}+)*[\s-]\d+(?:[-:]\d+)*\b/gu,
  /\b\p{Lu}[\p{Lu}\p{N}]+:\d{4}\b/gu,
  // Versions.
  /\bv?\d+(?:\.\d+){2,}(?:[-+][\w.]+)?\b/giu,
  /\bv\d+(?:\.\d+)*\b/giu,
  /\b\d\.\d(?=\s(?:release|series|branch|line|API|beta|alpha|kernel|rewrite|specification|draft)\b)/gu,
  /(?<=\b(?:before|after|shipped|released|reached|tagged|until)\s)\d\.0(?=$|[.,;:)]|\s(?:and|in|on|the|it|we|I)\b)/gu,
  /\b(?:Web|Industry)\s\d\.0\b/gu,
  // What begins a line with a dollar in a shell.
  /(?<![\p{N}])\$[0-9](?=\s(?:is|holds)\b)|(?<=\$[A-Z_]+\b.*)\$[0-9](?=[.,;:)]?$)/gu,
  // Labels. The plural may be followed by a list.
  /#\d+\b/gu,
];

/** Names and idioms that begin with a count in words. */
const IN_WORDS =
  /\b(?:Thirty|Hundred|Seven|Six|Eighty|Nine)\sYears?['’]\sWar\b|\bseven-year(?=\sitch\b)|\b(?:my|his|her|your|their)\stwo\scents\b/gu;

const LABELS: readonly RegExp[] = [
  /(?<=\ban?\s)(?:404|429|500|502|503|504)\b/gu,
  new RegExp(
    `\\b(?:\\w+s|§§|pp\\.|nos\\.|appendices)\\s${NUMBER}(?:(?:,\\s|,?${RANGE})${NUMBER})+\\b`,
    'giu',
  ),
  new RegExp(`\\b(?:${STRONG_LABELS})\\s?(?:${NUMBER}|[A-Z]\\.\\d+)(?:[–-]${NUMBER})?\\b`, 'giu'),
  new RegExp(`\\b(?:${STRONG_LABELS})\\s\\(${NUMBER}\\)`, 'giu'),
  new RegExp(`${CLOSED}\\b(?:${WEAK_LABELS})\\s${NUMBER}(?:[–-]${NUMBER})?\\b`, 'giu'),
];
const IS_LABEL = new RegExp(`^(?:\\d+$|(?:${STRONG_LABELS})\\s?|(?:${WEAK_LABELS})\\s)`, 'iu');

/** A word with a digit in it that begins with a letter: `HTTP/1.1`, `p99.9`, `C++20`, `x86-64`. */
const LETTER_FIRST = /(?<![\p{L}\p{N}])\p{L}[\p{L}\p{N}]*(?:(?:[-/_.+@’']|\+\+)?[\p{L}\p{N}]+)*/gu;
const NOT_A_NAME = /^(?:sub|over|under|near|non|plus|minus|about|than|around|up-to)[-–]?\d/iu;

/** What a setting or a column is given: `user_id=1234`, `PORT=8080`; `n=40` is a count. */
const SETTING = /(?<![\p{L}\p{N}])\p{L}[\p{L}\p{N}_.-]+=\d+(?:\.\d+)*(?![\p{L}\p{N}%])/gu;

/** A name and a version: "vLLM 0.6", "Postgres 17", "Llama 3.1 70B". */
const NAMED =
  /(?<![\p{L}\p{N}])(\p{L}[\p{L}\p{N}.+#’-]*)[\s\u00a0]v?\d+(?:\.\d+)*(?:\s?(?:\d+x)?\d*B\b|x\d+B\b)?(?:(?:\s(?:and|or|to)\s|[–/-])\d+(?:\.\d+)*)?(?![\p{L}\p{N}]|[.,]\d)/gu;

const KNOWN_NAMES = new Set(
  'Postgres PostgreSQL vLLM SQLite CUDA Python Linux Flutter Dart Chrome Chromium Firefox Safari Node Android Kubernetes Rust Java Llama Mistral Mixtral Claude Gemini Qwen Redis Windows Ubuntu Debian Swift Kotlin Astro Unicode Hopper Ampere Blackwell Envoy Kafka'.split(
    ' ',
  ),
);
const NEVER_NAMES = new Set(
  'about above add after all almost an and another any around as at before below between both but by down each even every exactly except fewer first for four from give half if in into is it just last less like more most my nearly next no nor not of on once one only or our over per perhaps plus roughly say send since so some such suppose take ten than that the their then these they this those three through to twice two under until up use using wait we when where which while with within without yet you your'.split(
    ' ',
  ),
);

const startsSentence = (before: string): boolean =>
  /(?:^|[.!?…]["'”’)]*\s+)["'“‘(]*$/u.test(before);

/** Capitalised words that stand inside a sentence somewhere in `text`: the names that it uses. */
export function namesIn(text: string): Set<string> {
  const names = new Set<string>();
  for (const [word] of text.matchAll(/(?<=[\p{Ll}\p{N},;)]\s)\p{Lu}\p{L}+/gu)) names.add(word);
  return names;
}

function isName(word: string, before: string, names: ReadonlySet<string>): boolean {
  if (word.length < 2 || NEVER_NAMES.has(word.toLowerCase())) return false;
  if (/^.+\p{Lu}/u.test(word)) return true;
  if (!/^\p{Lu}/u.test(word)) return false;
  return !startsSentence(before) || KNOWN_NAMES.has(word) || names.has(word);
}

const YEAR =
  /(?<![\p{L}\p{N}.,])(?:1\d\d\d|20[0-3]\d)(?:[–/-](?:\d{4}|\d{2}))?(?![\p{L}\p{N}]|[.,]\d|\sby\s\d)/gu;
const YEAR_AFTER =
  /(?:^|[([“‘"'—–]\s*|[,;:.!?]\s+|\b(?:in|since|by|from|until|till|before|after|of|during|to|early|late|mid|spring|summer|autumn|winter|the|an?|and|or|between|around|circa|year|on|through|than|last|published)\s+|['’]s\s+|\ufffc\s*)$/iu;
const NAME_BEFORE = /(?<![.!?]\s)(?<!^)\b\p{Lu}[\p{L}\p{N}.&’'-]*\s+$/u;
const ROUND_YEAR_AFTER = /(?:\b(?:in|since|until|before|after|year|during)\s+|[(]|\ufffc\s*)$/iu;
/** Before a year so long ago that it might be a count, and what would be counted. */
const OLD_YEAR_AFTER = /(?:\b(?:in|since|until|before|after|year|during|circa|ca?\.)\s+|[(]|–)$/iu;
const COUNTED_AFTER = /^\s(?:\p{Ll}+\s)?\p{Ll}+(?<!wa|i|hi|it)s\b/u;

/** What happened in a year that ends the clause: "(1637, proved 1994)". */
const DONE =
  /\b(?:proved|proven|born|died|founded|written|built|released|revised|reprinted|published)\s+$/iu;

function isYear(year: string, before: string, after: string): boolean {
  if (DONE.test(before) && /^(?:[).,;:]|$)/u.test(after)) return true;
  if (unitAt(after, 'digits') || /[$£€~≈]\s?$/u.test(before)) return false;
  if (/^1[0-7]/u.test(year)) return OLD_YEAR_AFTER.test(before) && !COUNTED_AFTER.test(after);
  if (year.endsWith('00')) return ROUND_YEAR_AFTER.test(before);
  return YEAR_AFTER.test(before) || NAME_BEFORE.test(before);
}

/**
 * `text` with every number that is part of a date, a label, a version or a name replaced by
 * {@link OPAQUE}, character for character, so that positions stay. `names` are words known to be
 * names besides those that show it themselves; see {@link namesIn}.
 */
export function hideNames(text: string, names: ReadonlySet<string>): string {
  let rest = text;
  const hide = (pattern: RegExp, holds: (match: RegExpExecArray) => boolean = () => true): void => {
    const matches = [...rest.matchAll(pattern)].filter((match) => /\d/u.test(match[0]));
    for (const match of matches.filter(holds)) {
      const end = match.index + match[0].length;
      rest = rest.slice(0, match.index) + OPAQUE.repeat(match[0].length) + rest.slice(end);
    }
  };
  const behind = (match: RegExpExecArray): string => text.slice(match.index + match[0].length);
  for (const [words] of text.matchAll(IN_WORDS)) {
    rest = rest.replace(words, OPAQUE.repeat(words.length));
  }
  for (const pattern of NAMES) hide(pattern);
  for (const pattern of LABELS) {
    hide(pattern, (match) => IS_LABEL.test(match[0]) && !unitAt(behind(match), 'digits'));
  }
  hide(YEAR, (match) => isYear(match[0], rest.slice(0, match.index), behind(match)));
  hide(LETTER_FIRST, (match) => {
    if (NOT_A_NAME.test(match[0])) return false;
    return !/-\d+$/u.test(match[0]) || unitAt(behind(match), 'digits')?.sort !== 'measure';
  });
  hide(SETTING, (match) => !unitAt(behind(match), 'digits'));
  hide(NAMED, (match) => {
    const [, word = ''] = match;
    const unit = unitAt(behind(match), 'digits');
    // "Postgres 17 processes it": what follows a known name is more likely a verb.
    if (unit && !(unit.sort === 'counted' && KNOWN_NAMES.has(word))) return false;
    return isName(word, rest.slice(0, match.index), names);
  });
  return rest;
}
