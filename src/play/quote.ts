/** What a reader takes along to quote: the words, where they come from, and the address of their place. */

/** How many words lead to a paragraph. */
const LEADING = 8;

/** What stands in a paragraph and is no part of its words. */
const BESIDE =
  '.note, .note-ref, .cite, .origin, .pilcrow, .here, .visually-hidden, .claim > a:last-child';

/** The essay as one names it, with the address of a place in it. */
function sourceAt(fragment: string): string {
  const cited = document.querySelector('.citing p')!;
  const { href } = cited.querySelector('a')!;
  const named = cited.textContent.slice(0, -href.length).trim();
  return `${named} ${href}#${fragment}`;
}

const words = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Copies a quotation and says so on its button. */
async function copy(text: string, button: HTMLElement, said: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  button.textContent = said;
}

/** A button that copies what the note of a number shows. */
export function numberCopier(id: string, printed: string, what: string, call: string) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'copy';
  const made = [what, call].filter(Boolean).join('; ');
  const text = `${printed}${made && ` (${made})`}. ${sourceAt(id)}`;
  button.onclick = () => copy(words(text), button, 'copied');
  return button;
}

/**
 * The fragment of a paragraph: its section, for browsers that know no more, and its first words (text
 * fragments, https://wicg.github.io/scroll-to-text-fragment/).
 */
function fragmentOf(paragraph: Element): string {
  const copied = paragraph.cloneNode(true) as Element;
  // A text that leads somewhere goes on without a break: it ends where something stands beside it.
  for (const one of copied.querySelectorAll(BESIDE)) one.replaceWith('\0');
  const whole = words(copied.textContent.split('\0').find((text) => words(text) !== '') ?? '');
  const first = whole.split(' ').slice(0, LEADING).join(' ');
  const section = paragraph.closest('section')?.querySelector('h2')?.id ?? '';
  const text = encodeURIComponent(first).replace(/-/g, '%2D');
  return `${section}:~:text=${text}`;
}

function textOf(paragraph: Element): string {
  const copied = paragraph.cloneNode(true) as Element;
  for (const one of copied.querySelectorAll(BESIDE)) one.remove();
  return words(copied.textContent);
}

const pilcrow = document.createElement('button');
pilcrow.type = 'button';
pilcrow.className = 'pilcrow';

/** Offers to copy a paragraph, at its side. */
function offer(paragraph: HTMLElement): void {
  if (pilcrow.parentElement === paragraph || paragraph.closest('figure, .origin')) return;
  pilcrow.textContent = '¶';
  pilcrow.ariaLabel = 'Copy this paragraph with its source';
  pilcrow.onclick = async () => {
    await copy(`“${textOf(paragraph)}” ${sourceAt(fragmentOf(paragraph))}`, pilcrow, '✓');
    pilcrow.ariaLabel = 'Copied';
  };
  paragraph.prepend(pilcrow);
}

/** @throws where there is no such file */
async function fetched(address: string): Promise<string> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.text();
}

/** Copies what the link before a button leads to; the first one copies the text above. */
async function copyCited(button: HTMLElement): Promise<void> {
  const link = button.previousElementSibling as HTMLAnchorElement | null;
  const above = button.parentElement?.previousElementSibling?.textContent ?? '';
  const type = 'text/plain';
  const text = link ? fetched(link.href) : Promise.resolve(above);
  const blob = text.then((words) => new Blob([words], { type }));
  // Some browsers write what has to be waited for only in this way.
  await navigator.clipboard.write([new ClipboardItem({ [type]: blob })]);
  button.textContent = 'Copied';
}

/** A reader comes to a paragraph or to a button of the citation, or chooses it. */
export function wanted(place: HTMLElement, type: string): void {
  if (place.matches('p')) {
    if (type !== 'focusin') offer(place);
  } else if (type === 'click') copyCited(place);
}
