/** What waits until a reader asks: where a number comes from, a paragraph to quote, the check of the page. */

/** What has an origin to show. */
const ASKED = '.number, .given, .claim, [data-quote]';
/** The links of ours among the links in a text. */
const OURS = '[href^="#made-"], [data-quote]';

for (const type of ['pointerover', 'focusin', 'click'] as const) {
  document.addEventListener(type, async (event) => {
    const target = event.target as Element;
    const mark = target.closest(ASKED);
    const link = target.closest('a');
    if (!mark || target.closest('.origin') || (link && !link.matches(OURS))) return;
    if (event instanceof MouseEvent && type === 'click') {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
    }
    const origin = await import('./origin.ts').catch(() => undefined);
    if (origin) origin.asked(mark, event);
    // Its entry in the list says the same.
    else if (type === 'click' && link?.hash) location.hash = link.hash;
  });
}

for (const button of document.querySelectorAll<HTMLElement>('.citing button'))
  button.hidden = false;
for (const type of ['pointerover', 'focusin', 'click'] as const) {
  document.addEventListener(type, async ({ target }) => {
    const place = (target as Element).closest<HTMLElement>('.e-content p, .citing button');
    // Loaded before a button is pressed: browsers let a page copy at once, and not later.
    if (place) (await import('./quote.ts')).wanted(place, type);
  });
}

document.querySelector('.check button')?.addEventListener('click', async ({ currentTarget }) => {
  const host = (currentTarget as Element).closest<HTMLElement>('.check')!;
  const loaded = await import('./check.ts').catch(() => undefined);
  if (loaded) loaded.check(host);
  else {
    const says = host.querySelector('.says')!;
    says.textContent = 'The check could not be loaded; it needs a connection.';
  }
});
