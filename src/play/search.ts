/** What waits until a reader searches: the index and all that shows its results. */
const form = document.querySelector<HTMLFormElement>('search form')!;
const field = form.querySelector('input')!;

const begin = async () => (await import('./found.ts')).search(form, field);

field.value = new URLSearchParams(location.search).get('q') ?? '';
field.addEventListener('focus', begin, { once: true });
if (field.value) begin();
