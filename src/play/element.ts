/**
 * The custom element that lets a reader change a figure's settings. The printed figure stands until
 * a setting is changed; then the same model and the same `draw` run again, in a worker, and the page
 * only takes in the drawing.
 */
import { MARKS } from '../kit/marks.ts';
import { changesOf, fieldsOf, printRanges, setFields, settingsOf, undoScrolls } from './fields.ts';
import { runner } from './runner.ts';
import { viewIn } from './view.ts';

/** Words and address follow when a setting has stood this long, ms. */
const SETTLED = 200;

/** The figure that holds an element of settings, and its id. */
function frameOf(host: HTMLElement): { frame: Element; figure: string } {
  const frame = host.closest(`[${MARKS.figure}]`)!;
  return { frame, figure: frame.getAttribute(MARKS.figure)! };
}

/** Wakes one figure: its controls work from here on. */
function wake(host: HTMLElement): void {
  const { frame, figure } = frameOf(host);
  const essay = host.getAttribute(MARKS.essay)!;
  const anchor = `#fig-${figure}`;
  const form = host.querySelector('form')!;
  const fields = fieldsOf(form);
  const view = viewIn(frame);
  let timer = 0;

  const settle = (failed = false) => {
    view.settle(failed);
    const changes = changesOf(fields);
    const hash = changes.size ? `${anchor}?${changes}` : '';
    const ours = location.hash.startsWith(`${anchor}?`);
    if (hash !== location.hash && (hash || ours)) {
      history.replaceState(null, '', hash || location.pathname + location.search);
    }
  };
  const runs = runner(essay, figure, ({ view: drawn, error }) => {
    if (drawn) view.paint(drawn);
    else console.error(error);
    clearTimeout(timer);
    timer = window.setTimeout(settle, SETTLED, !drawn);
  });
  const change = () => {
    printRanges(fields);
    runs.ask(settingsOf(fields));
  };
  const reset = () => {
    runs.stop();
    printRanges(fields);
    view.paint();
    clearTimeout(timer);
    settle();
  };
  const fromAddress = () => {
    const [target, query] = location.hash.split('?');
    if (target !== anchor || query === undefined) return;
    setFields(fields, new URLSearchParams(query));
    change();
  };

  // The event comes before the fields have their first values again.
  form.addEventListener('reset', () => setTimeout(reset));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', change);
  undoScrolls(form);
  addEventListener('hashchange', fromAddress);
  form.querySelector('fieldset')!.disabled = false;
  host.setAttribute(MARKS.ready, '');
  fromAddress();
}

// A worker has no document, and nothing to wake.
if (typeof document !== 'undefined') {
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        wake(target as HTMLElement);
      }
    },
    { rootMargin: '600px' },
  );
  customElements.define(
    'model-figure',
    class extends HTMLElement {
      connectedCallback() {
        watcher.observe(this);
        // A setting in the address is no element's id, so the browser does not go there by itself.
        const { frame, figure } = frameOf(this);
        if (location.hash.startsWith(`#fig-${figure}?`)) frame.scrollIntoView();
      }
    },
  );
}
