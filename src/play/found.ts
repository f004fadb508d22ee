/** A search and what it finds: sections of essays, each with the words around those that were sought. */

/** A section in which something was found. */
interface Section {
  readonly title: string;
  readonly url: string;
  /** HTML, the words in `<mark>`. */
  readonly excerpt: string;
  readonly locations: readonly number[];
}

interface Found {
  readonly meta: { readonly title: string };
  readonly sub_results: readonly Section[];
}

/** What is used of Pagefind (https://pagefind.app/docs/api/). */
interface Index {
  init(): Promise<void>;
  /** Undefined where another search came after it within the time, ms. */
  debouncedSearch(
    query: string,
    options: object,
    wait: number,
  ): Promise<{ results: readonly { data(): Promise<Found> }[] } | undefined>;
}

/** How long a reader pauses before it is searched, ms. */
const PAUSE = 120;
/** The most essays shown, and the most sections of each. */
const ESSAYS = 8;
const SECTIONS = 3;

/** The sections of an essay that say most of what is sought, as they are read. */
function sectionsOf({ sub_results }: Found): Section[] {
  const best = [...sub_results].sort((a, b) => b.locations.length - a.locations.length);
  const kept = new Set(best.slice(0, SECTIONS));
  return sub_results.filter((one) => kept.has(one));
}

function itemOf({ title, url, excerpt }: Section, essay: string): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = url;
  link.textContent = title;
  const from = document.createElement('small');
  from.textContent = title === essay ? '' : essay;
  const words = document.createElement('p');
  // Pagefind escapes what it cuts out.
  words.innerHTML = excerpt;
  item.append(link, ' ', from, words);
  return item;
}

const several = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

/**
 * Searches whenever the field changes.
 *
 * @throws where the index cannot be loaded
 */
export async function search(form: HTMLFormElement, field: HTMLInputElement): Promise<void> {
  const index: Index = await import(/* @vite-ignore */ form.dataset.index!);
  await index.init();
  const [says, list] = [form.querySelector('[role=status]')!, form.querySelector('ol')!];
  const links = () => [...list.querySelectorAll('a')];

  function move(by: number): void {
    const places = [field, ...links()];
    const at = places.indexOf(document.activeElement as HTMLInputElement);
    places[Math.max(0, Math.min(places.length - 1, at + by))].focus();
  }

  form.addEventListener('submit', () => links()[0]?.focus());
  form.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Escape') {
      field.value = '';
      field.focus();
      seek();
    } else return;
    event.preventDefault();
  });

  async function seek(): Promise<void> {
    const sought = field.value.trim();
    const address = new URL(location.href);
    if (sought) address.searchParams.set('q', sought);
    else address.searchParams.delete('q');
    const answer = sought ? await index.debouncedSearch(sought, {}, PAUSE) : { results: [] };
    if (!answer) return;
    // Not at each key: browsers refuse an address that changes too often.
    history.replaceState(history.state, '', address);
    const found = await Promise.all(answer.results.slice(0, ESSAYS).map((each) => each.data()));
    // Meanwhile something else may be sought.
    if (field.value.trim() !== sought) return;
    const items = found.flatMap((each) =>
      sectionsOf(each).map((section) => itemOf(section, each.meta.title)),
    );
    list.replaceChildren(...items);
    const counted = `${several(items.length, 'section')} in ${several(found.length, 'essay')}`;
    says.textContent = sought && (found.length > 0 ? counted : `Nothing about “${sought}”.`);
  }

  field.addEventListener('input', seek);
  seek();
}
