/**
 * Where what a page prints comes from, beside the place that prints it: the entry of the list at the
 * end, in the note column or, in a narrower window, in a sheet at its foot.
 */
import styles from '../styles/origin.css?url';
import { numberCopier } from './quote.ts';
import { styled } from './styles.ts';

// Before anything is shown.
await styled(styles);

/** How long a pointer or the focus rests on a mark before its origin is shown, and leaves it before it goes, ms. */
const RESTS = 250;
const LEAVES = 300;

const KINDS = { number: 'computed', given: 'assumed', claim: 'claim', cited: 'cited' } as const;

/** A mark's own link, and the entry that it leads to. */
function endsOf(mark: Element) {
  const { quote } = (mark as HTMLElement).dataset;
  const link = quote
    ? (mark.nextElementSibling?.querySelector('a') ?? (mark as HTMLAnchorElement))
    : [...mark.querySelectorAll('a')].findLast(({ hash }) => hash.startsWith('#made-'));
  return { link, entry: document.getElementById(quote ?? link?.hash.slice(1) ?? '') };
}

function linkTo(entry: Element): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = `#${entry.id}`;
  link.textContent = 'in the list';
  // Not every browser opens what is folded for a link into it.
  link.onclick = () => entry.closest('details')?.setAttribute('open', '');
  return link;
}

/** What is shown: the printed text and its kind, the words of the entry, its run. */
function noteOf(mark: Element, entry: Element, close: () => void): HTMLElement {
  const note = document.createElement('div');
  note.className = 'origin';
  note.role = 'dialog';
  note.tabIndex = -1;
  const copy = entry.cloneNode(true) as Element;
  const kind =
    Object.entries(KINDS).find(([name]) => mark.classList.contains(name))?.[1] ?? 'cited';
  const printed = copy.firstElementChild?.textContent ?? '';
  copy.firstElementChild?.remove();
  note.ariaLabel = `Where ${kind === 'claim' ? 'this claim' : printed} comes from`;

  const head = document.createElement('p');
  head.className = 'kind';
  const text = document.createElement('b');
  text.textContent = kind === 'claim' ? '' : `${printed} · `;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'close';
  button.onclick = close;
  head.append(text, kind, button);
  note.append(head, ...copy.children);
  const run = entry.closest('.run')?.querySelector('.call');
  if (run) note.append(run.cloneNode(true));
  const links = document.createElement('p');
  const id = entry.id.replace(/^made-/, '');
  const words = entry.querySelector('span, q')?.textContent ?? '';
  links.append(
    linkTo(entry),
    numberCopier(id, printed, words, run?.querySelector('code')?.textContent ?? ''),
  );
  note.append(links);
  return note;
}

interface Shown {
  readonly mark: Element;
  readonly note: HTMLElement;
  readonly link: HTMLElement | undefined;
  /** Asked for: it stays until it is closed. */
  stays: boolean;
}
let shown: Shown | undefined;
let timer = 0;
/** A link that has the focus back: it shows nothing until it is left. */
let returned: Element | undefined;

function hide(): void {
  clearTimeout(timer);
  shown?.note.remove();
  shown?.mark.classList.remove('asked');
  shown = undefined;
}

/** Hides what is shown and gives its link the focus back. */
function close(): void {
  const link = shown?.link;
  returned = link;
  link?.focus({ preventScroll: true });
  hide();
}

const later = (action: () => void, wait: number): void => {
  clearTimeout(timer);
  timer = window.setTimeout(action, wait);
};

/** Beside the first line of its mark, and whole in the window; a sheet leaves its mark in sight. */
function place({ mark, note, stays }: Shown): void {
  const [{ top, bottom } = mark.getBoundingClientRect()] = mark.getClientRects();
  const essay = mark.closest('.essay')!.getBoundingClientRect();
  const box = note.getBoundingClientRect();
  const highest = Math.max(16, Math.min(top - 3, innerHeight - box.height - 16));
  note.style.setProperty('--at', `${highest - essay.top}px`);
  if (!stays || getComputedStyle(note).position !== 'fixed') return;
  const hidden = bottom + 24 - note.getBoundingClientRect().top;
  if (hidden > 0) scrollBy(0, hidden);
}

function show(mark: Element, stays: boolean): void {
  if (shown?.mark === mark) {
    shown.stays ||= stays;
    clearTimeout(timer);
  } else {
    const { link, entry } = endsOf(mark);
    if (!entry) return;
    hide();
    const note = noteOf(mark, entry, close);
    shown = { mark, note, link, stays };
    mark.classList.add('asked');
    const last = mark.matches('.cited') ? mark.nextElementSibling : mark.closest('.cite');
    (last ?? mark).after(note);
    note.onpointerenter = () => clearTimeout(timer);
    note.onpointerleave = leave;
    place(shown);
  }
  if (stays) shown?.note.focus({ preventScroll: true });
}

function leave(): void {
  if (shown && !shown.stays && !shown.note.contains(document.activeElement)) later(hide, LEAVES);
}

/** A reader points at a mark, moves the focus to it or chooses it. */
export function asked(mark: Element, event: Event): void {
  if (event.type === 'click') {
    // Words may also be chosen to be copied.
    if (getSelection()?.isCollapsed !== false) show(mark, true);
    return;
  }
  if (event.type === 'focusin') {
    const link = event.target as Element;
    if (link === returned || !link.matches(':focus-visible')) return;
    link.addEventListener('focusout', () => clearTimeout(timer), { once: true });
  } else {
    if ((event as PointerEvent).pointerType === 'touch' || shown?.stays) return;
    // While this was loaded the pointer may have gone.
    if (!mark.matches(':hover')) return;
    const left = () => {
      clearTimeout(timer);
      leave();
    };
    mark.addEventListener('pointerleave', left, { once: true });
  }
  if (shown?.mark === mark) clearTimeout(timer);
  else later(() => show(mark, false), RESTS);
}

const isShown = (target: EventTarget | null): boolean =>
  target instanceof Node && Boolean(shown?.note.contains(target) || shown?.mark.contains(target));

document.addEventListener('keydown', ({ key }) => {
  if (shown && key === 'Escape') close();
});
document.addEventListener('pointerdown', ({ target }) => {
  if (!isShown(target)) hide();
});
document.addEventListener('focusin', ({ target }) => {
  if (target !== returned) returned = undefined;
  if (!isShown(target) && !(shown?.link === target)) hide();
});
