/**
 * The check of a page: its essay's experiments run again, in a worker, and each number, claim and
 * drawing that comes out is compared with what the page prints. Texts are compared, not bits.
 */
import { several, together } from '../kit/counts.ts';
import { MARKS } from '../kit/marks.ts';
import { formatNumber } from '../kit/number.ts';
import styles from '../styles/checked.css?url';
import type { Outcome, Page, Said } from './checker.ts';
import { styled } from './styles.ts';

// Before anything is shown.
await styled(styles);

/**
 * How much is compared and marked at a time: for so long, ms, and so many places, since each lays out
 * its paragraph anew when the page is next painted.
 */
const SLICE = { ms: 8, places: 8 };
/** About a frame, ms: the page is painted, and answers its reader. */
const BREATH = 16;

const RIGHT = 'as-printed';
const WRONG = 'not-as-printed';

/** Something that the page prints. */
interface Item {
  readonly kind: 'number' | 'claim' | 'figure';
  readonly name: string;
  readonly element: HTMLElement;
  /** Its text; for a figure what it is called. */
  readonly printed: string;
}
/** What did not come out as it is printed. */
interface Failure extends Item {
  readonly here: string;
  readonly call: string;
}

const captionOf = (figure: Element): string =>
  figure.querySelector(`[${MARKS.numberOf}]`)?.textContent ?? '';

/** All that a page prints of its model, in the order of the text. */
const itemsIn = (page: Element): Item[] =>
  (['number', 'claim', 'figure'] as const).flatMap((kind) =>
    [...page.querySelectorAll<HTMLElement>(`[${MARKS[kind]}]`)].map((element) => ({
      kind,
      name: element.getAttribute(MARKS[kind])!,
      element,
      printed: kind === 'figure' ? captionOf(element) : element.textContent,
    })),
  );

const namesOf = (items: readonly Item[], wanted: Item['kind']): string[] => [
  ...new Set(items.filter(({ kind }) => kind === wanted).map(({ name }) => name)),
];

/** What came out for an item; the printed text where it is the same, undefined where there is nothing. */
function hereOf({ kind, name, element, printed }: Item, outcome: Outcome): string | undefined {
  if (kind === 'number') {
    const number = outcome.numbers[name];
    return element.hasAttribute(MARKS.bare) ? number?.bare : number?.text;
  }
  if (kind === 'claim') {
    const holds = outcome.claims[name];
    return holds === false ? 'does not hold' : holds && printed;
  }
  const drawn = outcome.figures[name];
  if (!drawn) return undefined;
  const same = (['wide', 'narrow'] as const).every((half) => {
    const box = element.querySelector(`.${half}`);
    // A half that shows a reader's own setting is not what was printed.
    return box?.hasAttribute(MARKS.changed) || box?.innerHTML === drawn[half];
  });
  return same ? printed : 'another drawing';
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, BREATH));

function tag<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  ...content: (string | Node)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/** Marks a place; behind one that failed stands what came out here. */
function mark({ element, kind }: Item, here?: string): void {
  const failed = here !== undefined;
  element.classList.add(failed ? WRONG : RIGHT);
  if (!failed) return;
  const behind = tag('span', 'here', ` ${here} here`);
  if (kind === 'figure') element.querySelector('figcaption strong')?.append(behind);
  else element.after(behind);
}

function unmark(page: Element): void {
  for (const here of page.querySelectorAll('.here')) here.remove();
  for (const marked of page.querySelectorAll(`.${RIGHT}, .${WRONG}`)) {
    marked.classList.remove(RIGHT, WRONG);
  }
}

/** A line of the list of failures. */
function lineOf({ element, kind, name, printed, here, call }: Failure, i: number): HTMLLIElement {
  element.id ||= `unlike-${i}`;
  const link = tag('a', '', printed);
  link.href = `#${element.id}`;
  const words = document.getElementById(`made-${name}`)?.querySelector('span')?.textContent;
  const about = kind === 'number' && words ? `: ${words}` : '';
  return tag(
    'li',
    '',
    link,
    ' printed, ',
    tag('b', '', here),
    ` here${about}`,
    tag('code', '', call),
  );
}

/** The same by mail, to the address that the page gives for answers. */
function mailOf(failures: readonly Failure[]): HTMLAnchorElement | undefined {
  const answer = document.querySelector<HTMLAnchorElement>('.answer a[href^="mailto:"]');
  if (!answer) return undefined;
  const lines = failures
    .slice(0, 20)
    .map(({ name, printed, here, call }) => `${name}: ${printed} printed, ${here} here\n${call}\n`);
  const body = [location.origin + location.pathname, navigator.userAgent, '', ...lines].join('\n');
  const link = tag('a', 'mail', 'Send this by mail');
  link.href = `${answer.href}&body=${encodeURIComponent(body)}`;
  return link;
}

interface Section {
  readonly says: HTMLElement;
  readonly bar: HTMLElement;
  readonly list: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly foot: HTMLElement;
}

function sectionOf(host: Element): Section {
  const find = <T extends HTMLElement>(selector: string) => host.querySelector<T>(selector)!;
  return {
    says: find('.says'),
    bar: find('.bar'),
    list: find('.failed'),
    button: find<HTMLButtonElement>('button'),
    foot: find('.foot .facts'),
  };
}

const count = (items: readonly Item[], wanted: Item['kind']): [number, string] => [
  items.filter(({ kind }) => kind === wanted).length,
  wanted,
];
const said = (items: readonly Item[]): string =>
  together([count(items, 'number'), count(items, 'claim'), count(items, 'figure')]);

/** Ends the check that runs. */
let stop: (() => void) | undefined;

/** Checks the page, or stops the check that runs. */
export function check(host: HTMLElement): void {
  if (stop) {
    stop();
    return;
  }
  const { says, bar, list, button, foot } = sectionOf(host);
  const page = document.querySelector('.essay > .prose')!;
  const from = performance.now();
  unmark(page);
  // What a reader has set is not what was printed.
  for (const figure of page.querySelectorAll(`.figure:has([${MARKS.changed}])`)) {
    figure.querySelector('form')?.reset();
  }
  const items = itemsIn(page);
  const waiting = new Set(items);
  const failures: Failure[] = [];
  const spans = new Map<string, HTMLElement>();
  const worker = new Worker(new URL('./checker.ts', import.meta.url), { type: 'module' });
  let [running, ran, over] = ['', 0, false];

  const tell = () => {
    const far =
      failures.length === 0 ? 'All so far is as printed.' : 'Not all so far is as printed.';
    says.replaceChildren('Running ', tag('code', '', running), `. ${far}`);
    const compared = items.length - waiting.size;
    foot.textContent = `${ran} of ${several(spans.size, 'run')} · ${compared} of ${items.length} compared`;
  };
  const end = (words: string, state = '') => {
    worker.terminate();
    over = true;
    stop = undefined;
    host.dataset.state = state;
    button.textContent = 'Check again';
    says.ariaLive = 'polite';
    says.textContent = words;
    foot.textContent = `${ran} of ${several(spans.size, 'run')}, in this browser.`;
    const mail = failures.length > 0 && mailOf(failures);
    if (mail) foot.append(' ', mail);
  };
  const fail = (item: Item, here: string, call: string) => {
    waiting.delete(item);
    const failure = { ...item, here, call };
    list.append(lineOf(failure, failures.push(failure)));
    spans.get(call)?.classList.add('wrong');
    mark(item, here);
  };
  const compare = async (outcome: Outcome, call: string) => {
    let [since, marked] = [performance.now(), 0];
    for (const item of waiting) {
      const here = hereOf(item, outcome);
      if (here === undefined) continue;
      if (here === item.printed) {
        waiting.delete(item);
        mark(item);
      } else fail(item, here, call);
      marked += 1;
      if (marked < SLICE.places && performance.now() - since < SLICE.ms) continue;
      await pause();
      if (over) return;
      [since, marked] = [performance.now(), 0];
    }
  };
  const hear = async (message: Said) => {
    if (over) return;
    if (message.kind === 'runs') {
      for (const call of message.names) spans.set(call, tag('span', ''));
      bar.replaceChildren(...spans.values());
    } else if (message.kind === 'starts') {
      running = message.call;
      spans.get(running)?.classList.add('runs');
      tell();
    } else if (message.kind === 'ends') {
      await compare(message.outcome, message.call);
      spans.get(message.call)?.classList.add('ran');
      ran += 1;
    } else if (message.kind === 'done') {
      for (const item of waiting) fail(item, 'nothing', running);
      const seconds = (performance.now() - from) / 1000;
      const time = formatNumber(seconds, { significant: 2, unit: 's' });
      const wrong = failures.length;
      const verdict =
        wrong === 0 ? 'all as printed' : `${wrong} ${wrong === 1 ? 'is' : 'are'} not as printed`;
      end(`${said(items)}, computed here in ${time}: ${verdict}.`, wrong === 0 ? 'right' : 'wrong');
    } else end(`The check could not be run here: ${message.error}`);
  };
  let heard = Promise.resolve();
  worker.onmessage = ({ data }: MessageEvent<Said>) => {
    heard = heard.then(() => hear(data));
  };
  // A script that does not come is told without a word.
  worker.onerror = ({ message }) =>
    end(
      message
        ? `The check could not be run here: ${message}`
        : 'The check could not be loaded; it needs a connection.',
    );
  stop = () => end(`Stopped. Of ${said(items)}, ${items.length - waiting.size} were compared.`);
  host.dataset.state = 'runs';
  button.textContent = 'Stop';
  says.ariaLive = 'off';
  list.replaceChildren();
  bar.replaceChildren();
  says.textContent = 'Loading the model.';
  const asked: Page = {
    essay: host.getAttribute(MARKS.essay)!,
    numbers: namesOf(items, 'number'),
    claims: namesOf(items, 'claim'),
    figures: namesOf(items, 'figure'),
  };
  worker.postMessage(asked);
}
