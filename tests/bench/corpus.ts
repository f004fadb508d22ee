/**
 * Essays for measurements: any number, the same each time, of about 1,570 words each. They are MDX
 * without imports, pass this site's check, and hold what essays hold: headings, lists, a quotation,
 * code, notes, emphasis, links to one another, in some a table.
 */
import { type Random, seeded } from '../../src/kit/sim/random.ts';
import { site } from '../../src/site.ts';

/** An essay before it is a file of either site. */
export interface Written {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly published: string;
  readonly topics: readonly string[];
  /** Its place on the home page. */
  readonly selected: number | undefined;
  /** Markdown; links to other essays begin with {@link LINKS}. */
  readonly body: string;
}

/** Where links to other essays lead, until a site says where its essays are. */
export const LINKS = '/essays/';

const SEED = 19;
const WORDS = 1570;
const NEWEST = Date.parse('2026-01-31');
/** A hundred essays a year. */
const APART = 3.65 * 86_400_000;
const SELECTED = 7;

const list = (text: string): string[] => text.trim().split(/\s+/);

const NOUNS = list(`
  queue scheduler router cache index shard batch lease clock ledger buffer socket planner cursor
  window backlog quota deadline heartbeat snapshot journal mailbox gateway proxy tenant worker
  replica allocator compactor reader writer resolver dispatcher supervisor registry catalogue
  pipeline partition segment manifest checkpoint barrier semaphore channel stream tokenizer decoder
  sampler prefetcher balancer collector tracer watcher budget breaker limiter layout renderer widget
  gesture viewport frame scroll promise future stack trace symbol debugger profile counter gauge`);
const VERBS = list(`
  holds drops keeps delays wakes blocks drains fills moves splits joins retries forgets remembers
  reads writes copies shares hides shows counts orders sorts seals opens closes follows leads warns
  stalls feeds starves trims grows shrinks repairs breaks names finds loses`);
const ADJECTIVES = list(`
  slow quiet busy stale fresh narrow wide empty full cold warm plain careful eager lazy fair greedy
  idle honest shallow deep distant local shared private ordinary awkward patient brittle sturdy`);
const ADVERBS = list(
  'often seldom quietly later early together alone safely twice badly well soon',
);
const OPENERS = list(
  'Usually Sometimes Later Meanwhile Elsewhere Here There Then Still Afterwards',
);
const LINKERS = list('because while until unless whenever although before after where');
const SYLLABLES = list(
  'bra dor fen gil hur jas kel lom mir nor pel quin ras sol tav ulm ven wex yor',
);

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** The words that one essay draws from. */
function vocabulary(random: Random) {
  const one = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const coined = (): string => capital(one(SYLLABLES) + one(SYLLABLES) + one(SYLLABLES));
  // Names of the essay's own, so that no two essays are about the same.
  const names = Array.from({ length: 5 }, coined);
  const thing = (): string => {
    const noun = random() < 0.3 ? `${one(ADJECTIVES)} ${one(NOUNS)}` : one(NOUNS);
    return random() < 0.1 ? one(names) : `the ${noun}`;
  };
  const clause = (): string => `${thing()} ${one(VERBS)} ${thing()}`;
  const sentence = (): string => {
    const kind = random();
    if (kind < 0.3) return `${capital(clause())} ${one(LINKERS)} ${clause()}.`;
    if (kind < 0.5) return `${one(OPENERS)} ${clause()}, and ${clause()} ${one(ADVERBS)}.`;
    if (kind < 0.7)
      return `What ${thing()} ${one(VERBS)} is what ${thing()} ${one(VERBS)} ${one(ADVERBS)}.`;
    if (kind < 0.85) return `${capital(clause())}; ${clause()}.`;
    return `${capital(clause())}, ${one(LINKERS)} ${clause()} and ${thing()} ${one(VERBS)}.`;
  };
  return { one, names, thing, clause, sentence };
}

type Vocabulary = ReturnType<typeof vocabulary>;

const sentences = ({ sentence }: Vocabulary, count: number): string =>
  Array.from({ length: count }, sentence).join(' ');

const codeOf = ({ one, clause }: Vocabulary): string => {
  const [a, b, c] = [one(NOUNS), one(NOUNS), one(VERBS)];
  return [
    '```ts',
    `// Whether ${clause()}.`,
    `export function ${c}(${a}: readonly Item[]): Item[] {`,
    `  const ${b}s = ${a}.filter((item) => item.ready && !item.${one(ADJECTIVES)});`,
    `  return ${b}s.sort((x, y) => x.at - y.at);`,
    '}',
    '```',
  ].join('\n');
};

const tableOf = ({ one, thing }: Vocabulary): string => {
  const row = () => `| ${capital(thing())} | ${one(ADJECTIVES)} | ${one(VERBS)} ${thing()} |`;
  return ['| Part | Kind | What it does |', '|---|---|---|', row(), row(), row(), row()].join('\n');
};

/** What may stand between the paragraphs of a section. */
const BLOCKS: readonly ((words: Vocabulary) => string)[] = [
  (words) => Array.from({ length: 4 }, () => `- ${capital(words.clause())}.`).join('\n'),
  (words) => Array.from({ length: 3 }, () => `1. ${words.sentence()}`).join('\n'),
  (words) => `> ${sentences(words, 2)}`,
  codeOf,
  (words) => (words.one([true, false]) ? tableOf(words) : `> ${words.sentence()}`),
];

const wordsIn = (text: string): number => text.split(/\s+/).length;

function bodyOf(words: Vocabulary, others: readonly Pick<Written, 'slug' | 'title'>[]): string {
  const { one, thing, clause } = words;
  const marked = [
    () => `${capital(clause())} *${one(ADVERBS)}*.`,
    () => `Call **${thing()}** what ${thing()} ${one(VERBS)}.`,
    () => `Its name is \`${one(NOUNS)}_${one(NOUNS)}\`, and ${clause()}.`,
  ];
  const notes: string[] = [];
  const paragraph = (): string => `${sentences(words, 3)} ${one(marked)()} ${sentences(words, 2)}`;
  const parts = [paragraph()];
  const headings = new Set<string>();
  for (let i = 0; wordsIn(parts.join(' ')) < WORDS - 160; i++) {
    let heading = '';
    while (heading === '' || headings.has(heading)) heading = `${capital(thing())} and ${thing()}`;
    headings.add(heading);
    const linked = i < 2 ? others[i] : undefined;
    const link = linked ? ` More of this is in [${linked.title}](${LINKS}${linked.slug}/).` : '';
    const noted = i % 3 === 0;
    if (noted) notes.push(`[^${notes.length + 1}]: ${words.sentence()}`);
    parts.push(
      `${i % 4 === 3 ? '###' : '##'} ${heading}`,
      paragraph() + link + (noted ? `[^${notes.length}]` : ''),
      BLOCKS[i % BLOCKS.length]!(words),
      paragraph(),
    );
  }
  return [...parts, ...notes].join('\n\n');
}

/** So many essays, newest first; each is the same however many there are, but for its links. */
export function corpus(count: number): Written[] {
  const topics = Object.keys(site.topics);
  const begun = Array.from({ length: count }, (_, i) => {
    const words = vocabulary(seeded(SEED + i));
    const { one, names, thing, clause } = words;
    const title = `${capital(thing())} of ${names[0]}`;
    return { i, words, title, summary: `Why ${clause()}, and how ${names[1]} ${one(VERBS)} it.` };
  });
  const named = begun.map((essay) => {
    // Of two with one title the later gets one more name.
    const twin = begun.findIndex(({ title }) => title === essay.title) < essay.i;
    const title = twin ? `${essay.title} and ${essay.words.names[2]}` : essay.title;
    return { ...essay, title, slug: title.toLowerCase().replaceAll(' ', '-') };
  });
  return named.map(({ i, words, title, summary, slug }) => {
    const others = [1, 7].flatMap((step) => (count > step ? [named[(i + step) % count]!] : []));
    const first = i % topics.length;
    const second = words.one(topics);
    return {
      slug,
      title,
      summary,
      published: new Date(NEWEST - i * APART).toISOString().slice(0, 10),
      topics: [...new Set([topics[first]!, ...(i % 3 === 0 ? [second] : [])])],
      selected: i < SELECTED ? i + 1 : undefined,
      body: bodyOf(words, others),
    };
  });
}

/** The paragraphs of so many essays as plain text. */
export const paragraphs = (count: number): string[] =>
  corpus(count)
    .flatMap(({ body }) => body.split('\n\n'))
    .filter((text) => /^[A-Z]/.test(text))
    .map((text) => text.replace(/\[\^\d+\]|\]\([^)]*\)|[[`*]/g, ''));

/** The text with a sentence more in its first paragraph, in which stands `word`. */
export const edited = (text: string, word: string): string =>
  text.replace(/\n\n##/, () => ` Lately there is ${word}.\n\n##`);
