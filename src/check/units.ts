/** Units and counts, in signs and in words, as regular expressions. */

/** Alternatives of a regular expression, longest first so that a prefix never wins. */
const oneOf = (words: readonly string[]): string =>
  [...words].sort((a, b) => b.length - a.length).join('|');

const list = (text: string): string[] => text.trim().split(/\s+/);

const DIGIT_WORDS = list('one two three four five six seven eight nine');
const TEEN_WORDS = list(
  'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
);
const TENS_WORDS = list('twenty thirty forty fifty sixty seventy eighty ninety');
const MULTIPLIERS = list('hundred thousand million billion trillion dozen');

const DIGIT = `(?:${oneOf(DIGIT_WORDS)})`;
const TENS = `(?:${oneOf(TENS_WORDS)})`;
const MULTIPLIER = `(?:${oneOf(MULTIPLIERS)})`;
const SIMPLE = `(?:${TENS}(?:[-\\s]${DIGIT})?|${oneOf(TEEN_WORDS)}|${DIGIT})`;

/** A spelled-out count as a pattern: "one", "thirty-two", "a hundred and fifty thousand". */
export const COUNT = `(?:(?:an?|half\\sa|${SIMPLE})[-\\s]${MULTIPLIER}(?:\\s(?:and\\s)?${SIMPLE}|\\s${MULTIPLIER})*|${SIMPLE})`;

/** A multiplier that may follow digits: "3 million". */
export const AFTER_DIGITS = `(?:${oneOf(MULTIPLIERS)}|bn)`;

/** Whether a text matched by {@link COUNT} is ten or more. */
export const isTenOrMore = (count: string): boolean => !DIGIT_WORDS.includes(count.toLowerCase());

/** Nouns that measure: a count before one of them is always a quantity. */
const MEASURES = list(`
  nanosecond microsecond millisecond second minute hour day week fortnight month year decade
  bit byte kilobyte megabyte gigabyte terabyte petabyte kibibyte mebibyte gibibyte tebibyte
  kilobit megabit gigabit hertz kilohertz megahertz gigahertz watt kilowatt megawatt joule volt
  metre meter kilometre kilometer millimetre millimeter mile gram kilogram tonne
  token dollar euro cent nine teraflop gigaflop petaflop exaflop`);

/** Measures of several words or with a plural of their own. */
const MEASURE_PHRASES = [
  'percent',
  'per\\s?cent',
  'percentage\\spoints?',
  'basis\\spoints?',
  'centur(?:y|ies)',
  'orders?\\sof\\smagnitude',
  'standard\\sdeviations?',
];

/** Units written as signs, in the case that they are written in. */
const SIGNS = list(`
  s ms ns µs μs min h hr hrs
  B kB KB MB GB TB PB KiB MiB GiB TiB PiB kb Kb Mb Gb Tb bps kbps Mbps Gbps Tbps
  B/s kB/s KB/s MB/s GB/s TB/s Mb/s Gb/s Mbit/s Gbit/s GiB/s MiB/s Mbit Gbit kbit
  Hz kHz MHz GHz W kW MW kWh mW V mV J mJ
  FLOP FLOPs FLOPS FLOP/s GFLOPS GFLOP/s TFLOP TFLOPS TFLOP/s PFLOP PFLOPS PFLOP/s TOPS
  fps FPS rpm qps QPS rps RPS tps TPS IOPS req/s tok/s tokens/s requests/s
  px pt dp sp rem mm cm km kg °C °F`);

/** Things that are counted: a unit after digits, after ten or more, or in a rate. */
const COUNTED = list(`
  request query job packet message event operation instruction cycle lookup row record
  vector document dimension parameter sample step iteration frame pixel thread process core
  gpu cpu server machine worker replica node tenant client user connection slot page block item
  neighbour neighbor transaction line engineer customer instance case trial`);
const COUNTED_PLURALS = ['queries', 'processes', 'people', 'batches', 'indices', 'indexes'];

const MEASURE_SINGULAR = `(?:${oneOf([...MEASURES, ...MEASURE_PHRASES])})`;
const MEASURE_PLURAL = `(?:(?:${oneOf(MEASURES)})s|hertz|${oneOf(MEASURE_PHRASES)})`;
const COUNTED_EITHER = `(?:(?:${oneOf(COUNTED)})s?|${oneOf(COUNTED_PLURALS)})`;

/** What may stand between a count and its unit without changing what is counted. */
const BETWEEN = `(?:(?:${oneOf(
  list(`full whole entire more extra additional further good fewer less consecutive output input
    prompt concurrent active busy idle identical parallel simultaneous random different separate
    virtual physical free long short large small big`),
)})\\s+){0,2}`;

const END = '(?![\\p{L}\\p{N}])';
const at = (pattern: string, flags: string): RegExp => new RegExp(`^${pattern}${END}`, flags);

const GAP = '[\\s\\u00a0\\u202f]+';
const MEASURE_AFTER_SPACE = at(`${GAP}${BETWEEN}${MEASURE_PLURAL}`, 'iu');
const MEASURE_AFTER_HYPHEN = at(`-(?!bits?${END})${MEASURE_SINGULAR}s?`, 'iu');
const ONE_MEASURE = at(
  `(?:${GAP}|-)(?:nanosecond|microsecond|millisecond|second|minute|percent|per\\s?cent|percentage\\spoint|(?:kilo|mega|giga|tera|kibi|mebi|gibi)?byte|(?:kilo|mega|giga)?hertz|order\\sof\\smagnitude)(?!-|\\s(?:thought|look|time|opinion|try|chance))`,
  'iu',
);
const SIGN_AFTER_SPACE = at(`(?:${GAP}|-)(?:${oneOf(SIGNS)})(?!['’])`, 'u');
const SIGN_GLUED = at(`(?:${oneOf([...SIGNS, 'us'])})(?!['’])`, 'u');
const COUNTED_AFTER = at(`(?:${GAP}${BETWEEN}|-)${COUNTED_EITHER}`, 'iu');
const PERCENT = /^[\s\u00a0\u202f]?[%‰°]/u;
const TIME = '(?:second|millisecond|minute|hour|day|week|month|year|step|iteration)';
const RATE = at(`${GAP}(?:per\\s\\p{L}+|(?:an?|each|every)\\s${TIME})`, 'iu');
const RATE_OF_ONE = at(`${GAP}(?:per|an?|each|every)\\s${TIME}`, 'iu');

/** A unit found behind a number: how long it is (gap included) and what sort. */
interface Unit {
  readonly length: number;
  readonly sort: 'measure' | 'counted' | 'rate';
}

const IN_WORDS = [MEASURE_AFTER_SPACE, MEASURE_AFTER_HYPHEN, SIGN_AFTER_SPACE];
const MEASURES_AFTER: Readonly<Record<'digits' | 'one' | 'words', readonly RegExp[]>> = {
  digits: [...IN_WORDS, SIGN_GLUED, PERCENT, at(`${GAP}${MEASURE_SINGULAR}`, 'iu')],
  one: [ONE_MEASURE],
  words: IN_WORDS,
};

const match = (pattern: RegExp, rest: string): number => pattern.exec(rest)?.[0].length ?? 0;

/**
 * The unit at the start of `rest`, the text right behind a number, or undefined. `number` says how
 * the number is written: digits take signs without a gap ("5ms"), "one" takes singulars.
 */
export function unitAt(rest: string, number: 'digits' | 'one' | 'words'): Unit | undefined {
  const rateAfter = (length: number): number =>
    match(number === 'one' ? RATE_OF_ONE : RATE, rest.slice(length));
  const measure = Math.max(...MEASURES_AFTER[number].map((pattern) => match(pattern, rest)));
  if (measure > 0) return { length: measure + rateAfter(measure), sort: 'measure' };
  const counted = match(COUNTED_AFTER, rest);
  const rate = rateAfter(counted);
  if (rate > 0) return { length: counted + rate, sort: 'rate' };
  return counted > 0 ? { length: counted, sort: 'counted' } : undefined;
}
