/** The few things on a page that need a script: scheme, copying code, the current section. */
const root = document.documentElement;

const select = document.querySelector<HTMLSelectElement>('[id="page.scheme"]');
if (select) {
  const show = (scheme: string) => {
    root.dataset.scheme = select.value = scheme;
    // The colour of the browser's own bars follows.
    document.querySelectorAll<HTMLMetaElement>('[name=theme-color]').forEach((bar, i) => {
      const own = i ? 'dark' : 'light';
      if (scheme === 'system') bar.media = `(prefers-color-scheme: ${own})`;
      else bar.media = scheme === own ? 'all' : 'not all';
    });
  };
  const showChosen = () => {
    try {
      show(localStorage.getItem('scheme') ?? 'system');
    } catch {
      // Without storage there is no choice on another page.
    }
  };
  // A page that was made ready before it is visited, or comes back, may be older than the choice; its
  // head, too, where it is visited before all of it has come.
  showChosen();
  document.onvisibilitychange = showChosen;
  select.closest('form')?.removeAttribute('hidden');
  select.onchange = () => {
    show(select.value);
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
