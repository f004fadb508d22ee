/** The few things on a page that need a script: scheme, copying code, the current section. */
const root = document.documentElement;

const select = document.querySelector<HTMLSelectElement>('#scheme');
/** The colour of the browser's own bars follows what the reader chose. */
function colourBars(scheme: string): void {
  document.querySelectorAll<HTMLMetaElement>('[name=theme-color]').forEach((bar, i) => {
    const own = i ? 'dark' : 'light';
    if (scheme === 'system') bar.media = `(prefers-color-scheme: ${own})`;
    else bar.media = scheme === own ? 'all' : 'not all';
  });
}
/** What the reader chose last, on whichever page; without storage, on this one. */
function chosen(): string {
  try {
    return localStorage.getItem('scheme') ?? 'system';
  } catch {
    return root.dataset.scheme || 'system';
  }
}
if (select) {
  const show = () => {
    root.dataset.scheme = select.value;
    colourBars(select.value);
  };
  const follow = () => {
    select.value = chosen();
    show();
  };
  follow();
  // A page that was made ready before it is visited, or comes back, may be older than the choice.
  document.onvisibilitychange = follow;
  select.closest('form')?.removeAttribute('hidden');
  select.onchange = () => {
    show();
    try {
      if (select.value === 'system') localStorage.removeItem('scheme');
      else localStorage.setItem('scheme', select.value);
    } catch {
      // Without storage the choice lasts for this page.
    }
  };
}

for (const box of document.querySelectorAll('.code-box')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.onclick = async () => {
    await navigator.clipboard.writeText(box.querySelector('pre')?.textContent ?? '');
    button.textContent = 'Copied';
  };
  box.append(button);
}

const links = document.querySelectorAll<HTMLAnchorElement>('.trace a');
const watcher = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      for (const link of links) {
        if (link.hash === `#${target.querySelector('h2')?.id}`) link.ariaCurrent = 'true';
        else link.ariaCurrent = null;
      }
    }
  },
  { rootMargin: '-20% 0px -70%' },
);
if (links.length > 0)
  for (const section of document.querySelectorAll('.prose > section')) watcher.observe(section);
