/** What waits until a reader searches: the index and all that shows its results. */
const form = document.querySelector<HTMLFormElement>('search form')!;
const field = form.querySelector('input')!;
let begun = false;

async function begin(): Promise<void> {
  if (begun) return;
  begun = true;
  try {
    const { search } = await import('./found.ts');
    await search(form, field);
  } catch {
    begun = false;
    const says = form.querySelector('[role=status]')!;
    says.textContent = 'The search could not be loaded; it needs a connection.';
  }
}

field.value = new URLSearchParams(location.search).get('q') ?? '';
field.addEventListener('focus', begin);
form.addEventListener('submit', (event) => event.preventDefault());
if (field.value) begin();
