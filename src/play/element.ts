/**
 * The custom element that lets a reader change a figure's settings. The printed figure stands until
 * a setting is changed; then the same model and the same `draw` run again, in a worker, and the page
 * only takes in the drawing. The worker is this very file, loaded a second time without a document.
 */
import essays from 'virtual:playable';
import { picture } from '../kit/draw/svg.ts';
import { MARKS } from '../kit/marks.ts';
import { type Settings, settingText } from '../kit/settings.ts';
import { type View, viewOf } from '../kit/view.ts';

/** What a setting changes in the page: a figure's view, its drawings framed. */
type Shown = Omit<View, 'wide' | 'narrow'> & { readonly wide: string; readonly narrow: string };

/** A figure to draw; without settings, only its module is loaded. */
interface Run {
  readonly id: number;
  readonly essay: string;
  readonly figure: string;
  readonly settings?: Settings;
}
interface Answer {
  readonly id: number;
  readonly view?: Shown;
  readonly error?: string;
}

async function answer({ id, essay, figure: name, settings }: Run): Promise<Answer> {
  try {
    const figure = Object.values(await essays[essay]!()).find((one) => one.id === name);
    if (!figure) throw new Error(`${essay} has no figure ${name}`);
    if (!settings) return { id };
    const params = { ...figure.of.defaults, ...settings };
    const result = figure.of.compute(params);
    const view = viewOf(figure, result, params);
    return { id, view: { ...view, wide: picture(view.wide), narrow: picture(view.narrow) } };
  } catch (error) {
    return { id, error: String(error) };
  }
}

/** A run that takes longer than this gives way to a newer setting, ms. */
const PATIENCE = 250;
/** Words and address follow when a setting has stood this long, ms. */
const SETTLED = 200;

/** Runs one setting at a time; of those that come meanwhile only the newest is kept. */
function runner(essay: string, figure: string, done: (answer: Answer) => void) {
  let worker: Worker | undefined;
  let inPage = false;
  let id = 0;
  let running: Run | undefined;
  let next: Settings | undefined;
  let since = 0;

  const finish = (given: Answer) => {
    if (given.id !== running?.id) return;
    running = undefined;
    done(given);
    if (next) start(next);
  };
  const send = (run: Run) => {
    if (inPage) {
      answer(run).then(finish);
      return;
    }
    if (!worker) {
      worker = new Worker(import.meta.url, { type: 'module' });
      worker.onmessage = ({ data }) => finish(data);
      // Where a worker cannot start, the page does its work.
      worker.onerror = () => {
        inPage = true;
        if (running) send(running);
      };
    }
    worker.postMessage(run);
  };
  const start = (settings: Settings) => {
    next = undefined;
    since = performance.now();
    running = { id: ++id, essay, figure, settings };
    send(running);
  };
  const stop = () => {
    if (running) {
      worker?.terminate();
      worker = undefined;
    }
    running = next = undefined;
  };
  send({ id, essay, figure });
  return {
    stop,
    ask: (settings: Settings) => {
      if (running && performance.now() - since > PATIENCE) stop();
      if (running) next = settings;
      else start(settings);
    },
  };
}

type Field = HTMLInputElement | HTMLSelectElement;

const settingOf = (field: Field): string | number | boolean =>
  field instanceof HTMLSelectElement
    ? field.value
    : field.type === 'checkbox'
      ? field.checked
      : Number(field.value);

const printedValue = (field: Field): string =>
  field instanceof HTMLSelectElement
    ? ([...field.options].find((option) => option.defaultSelected) ?? field.options[0]!).value
    : field.type === 'checkbox'
      ? String(field.defaultChecked)
      : field.defaultValue;

function setValue(field: Field, value: string): void {
  if (field instanceof HTMLSelectElement) {
    const known = [...field.options].some((option) => option.value === value);
    field.value = known ? value : printedValue(field);
  } else if (field.type === 'checkbox') field.checked = value === 'true';
  else field.value = value;
}

/** The figure whose settings a host holds, and its id. */
function figureAround(host: Element): { frame: Element; name: string } {
  const frame = host.closest(`[${MARKS.figure}]`)!;
  return { frame, name: frame.getAttribute(MARKS.figure)! };
}

/** Wakes one figure: its controls work from here on. */
function wake(host: Element): void {
  const essay = host.getAttribute(MARKS.essay)!;
  const { frame, name } = figureAround(host);
  const anchor = `fig-${name}`;
  const find = (selector: string) => frame.querySelector<HTMLElement>(selector)!;
  const form = host.querySelector('form')!;
  const fields = [...form.querySelectorAll<Field>('input, select')];
  const drawing = find('.drawing');
  const [wide, narrow] = [find('.wide'), find('.narrow')];
  const [caption, outcome] = [find('.caption'), find('.outcome')];
  const printed: Shown = {
    wide: wide.innerHTML,
    narrow: narrow.innerHTML,
    alt: drawing.getAttribute('aria-label')!,
    caption: caption.textContent!,
    outcome: outcome.textContent!,
  };
  const inBox = { wide: printed, narrow: printed };
  const visible = new Set<Element>();
  let view = printed;
  let failed = false;
  let timer = 0;

  const paint = () => {
    for (const [half, box] of [
      ['wide', wide],
      ['narrow', narrow],
    ] as const) {
      if (inBox[half] === view || !visible.has(box)) continue;
      inBox[half] = view;
      box.innerHTML = view[half];
    }
  };
  const settle = () => {
    drawing.setAttribute('aria-label', view.alt);
    caption.textContent = view.caption;
    outcome.textContent = failed ? 'This setting could not be computed.' : view.outcome;
    const changed = new URLSearchParams();
    for (const field of fields) {
      const value = String(settingOf(field));
      if (value !== printedValue(field)) changed.set(field.name, value);
    }
    const hash = changed.size ? `#${anchor}?${changed}` : '';
    const ours = location.hash.startsWith(`#${anchor}?`);
    if (hash !== location.hash && (hash || ours)) {
      history.replaceState(null, '', hash || location.pathname + location.search);
    }
  };
  const runs = runner(essay, name, (given) => {
    failed = !given.view;
    if (given.view) view = given.view;
    else console.error(given.error);
    paint();
    clearTimeout(timer);
    timer = window.setTimeout(settle, SETTLED);
  });
  const label = () => {
    for (const field of fields) {
      if (field.type !== 'range') continue;
      const { step, value } = field as HTMLInputElement;
      const unit = field.getAttribute(MARKS.unit) ?? undefined;
      const text = settingText({ step: Number(step), unit }, Number(value));
      field.nextElementSibling!.textContent = text;
    }
  };
  const change = () => {
    label();
    runs.ask(Object.fromEntries(fields.map((field) => [field.name, settingOf(field)])));
  };
  const reset = () => {
    runs.stop();
    view = printed;
    failed = false;
    label();
    paint();
    clearTimeout(timer);
    settle();
  };
  const fromAddress = () => {
    const [target, query] = location.hash.slice(1).split('?');
    if (target !== anchor || query === undefined) return;
    const asked = new URLSearchParams(query);
    for (const field of fields) setValue(field, asked.get(field.name) ?? printedValue(field));
    change();
  };

  // The event comes before the fields have their first values again.
  form.addEventListener('reset', () => setTimeout(reset));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', change);
  addEventListener('hashchange', fromAddress);
  const sizes = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      if (contentRect.height > 0) visible.add(target);
      else visible.delete(target);
    }
    paint();
  });
  sizes.observe(wide);
  sizes.observe(narrow);
  form.querySelector('fieldset')!.disabled = false;
  host.setAttribute(MARKS.ready, '');
  fromAddress();
}

if (typeof document === 'undefined') {
  self.onmessage = async ({ data }) => self.postMessage(await answer(data));
} else {
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        wake(target);
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
        const { frame, name } = figureAround(this);
        if (location.hash.startsWith(`#fig-${name}?`)) frame.scrollIntoView();
      }
    },
  );
}
