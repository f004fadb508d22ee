/**
 * The custom element that lets a reader change a figure's settings. The printed figure stands until
 * a setting is changed; then the same model and the same `draw` run again, in a worker, and the page
 * only takes in the drawing. What moves is drawn in the page.
 */
import { MOMENT, type Settings } from '../kit/figure.ts';
import { MARKS } from '../kit/marks.ts';
import {
  changesOf,
  fieldsOf,
  printedOf,
  printRanges,
  setFields,
  settingsOf,
  takeSettings,
  undoScrolls,
} from './fields.ts';
import { runner, type Scene } from './runner.ts';
import { type Failure, parsing, UNLOADED, viewIn } from './view.ts';

/** Words and address follow when a setting has stood this long, ms. */
const SETTLED = 200;

/** Figures that share their settings: what was set last, and those that are awake. */
interface Group {
  settings?: Settings;
  readonly members: Set<(settings: Settings) => void>;
}
const groups = new Map<string, Group>();

function groupOf(name: string | null): Group {
  const group = groups.get(name ?? '') ?? { members: new Set() };
  if (name) groups.set(name, group);
  return group;
}

/** The figure that holds an element of settings, and its id. */
function frameOf(host: HTMLElement): { frame: Element; figure: string } {
  const frame = host.closest(`[${MARKS.figure}]`)!;
  return { frame, figure: frame.getAttribute(MARKS.figure)! };
}

/** What a scene was computed with: all settings but the moment. */
const keyOf = ({ [MOMENT]: _, ...rest }: Settings): string => JSON.stringify(rest);

/** Says why the settings of a figure cannot be changed. */
function asleep(host: Element, error: unknown): void {
  console.error(error);
  host.setAttribute(MARKS.ready, '');
  host.querySelector('.outcome')!.textContent = UNLOADED;
}

/** Wakes one figure: its controls work from here on. What it does not need is not loaded. */
async function wake(host: HTMLElement): Promise<void> {
  const { frame, figure } = frameOf(host);
  const essay = host.getAttribute(MARKS.essay)!;
  const anchor = `#fig-${figure}`;
  const form = host.querySelector('form')!;
  const fields = fieldsOf(form);
  const drawing = frame.querySelector<HTMLElement>('.drawing')!;
  const group = groupOf(host.getAttribute(MARKS.shares));
  const position = form.querySelector(`[name="${MOMENT}"]`);
  const track = form.querySelector('.traces');
  const moves = position && (await Promise.all([import('./moving.ts'), import('./player.ts')]));
  const draws = form.querySelector('.again') && (await import('./again.ts'));
  const taken = drawing.querySelector(`[${MARKS.drag}], [${MARKS.choose}]`);
  if (taken) (await import('./handles.ts')).handles(drawing, fields);
  const view = viewIn(frame, moves?.[0].moving ?? parsing);
  let scene: Scene | undefined;
  /** What was asked for last, until it is there. */
  let asked = '';
  /** Whether the reader set something here, and not in a figure that shares it. */
  let leads = false;
  let timer = 0;

  const settle = (failure?: Failure) => {
    view.settle(failure);
    const changes = changesOf(fields);
    const hash = changes.size ? `${anchor}?${changes}` : '';
    const ours = location.hash.startsWith(`${anchor}?`);
    if (hash !== location.hash && (ours || (hash && leads))) {
      history.replaceState(null, '', hash || location.pathname + location.search);
    }
  };
  const soon = (failure?: Failure) => {
    clearTimeout(timer);
    timer = window.setTimeout(settle, SETTLED, failure);
  };
  const show = (of: Scene) => {
    view.paint(of.at(time?.moment()));
    if (of.drawn) tally?.take(of.settings, of.drawn);
    soon();
  };
  const runs = runner(essay, figure, (came) => {
    if ('error' in came) {
      console.error(came.error);
      tally?.fail();
      // Time stands where nothing came, and what is asked for once more is a new question.
      time?.stop();
      asked = '';
      soon(came);
      return;
    }
    scene = came;
    if (keyOf(came.settings) === asked) asked = '';
    if (track) track.innerHTML = came.track;
    show(came);
    // While it plays nothing settles, and the words would be those of the setting before.
    if (position) view.settle();
  });
  const stop = () => {
    runs.stop();
    asked = '';
  };
  /** Shows what the fields say; false where that has to be computed first. */
  const update = (): boolean => {
    printRanges(fields);
    const settings = settingsOf(fields);
    const key = keyOf(settings);
    if (position && scene && key === keyOf(scene.settings)) {
      stop();
      show(scene);
      return true;
    }
    // While it plays, each frame asks.
    if (position && key === asked) return false;
    asked = key;
    runs.ask(settings);
    return false;
  };
  const change = (): boolean => {
    leads = true;
    const done = update();
    share();
    return done;
  };
  const share = () => {
    group.settings = settingsOf(fields);
    for (const member of group.members) if (member !== follow) member(group.settings);
  };
  const asPrinted = () => {
    time?.stop();
    stop();
    printRanges(fields);
    view.paint();
    tally?.empty();
    clearTimeout(timer);
    settle();
  };
  const follow = (settings: Settings) => {
    leads = false;
    takeSettings(fields, settings);
    if (changesOf(fields).size > 0) update();
    else asPrinted();
  };
  const reset = () => {
    asPrinted();
    share();
  };
  const fromAddress = () => {
    const [target, query] = location.hash.split('?');
    if (target !== anchor || query === undefined) return;
    setFields(fields, new URLSearchParams(query));
    change();
  };
  const time = moves?.[1].player(frame, change);
  const tally = draws?.again(frame, printedOf(fields), change);

  // The event comes before the fields have their first values again.
  form.addEventListener('reset', () => setTimeout(reset));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', change);
  undoScrolls(form);
  addEventListener('hashchange', fromAddress);
  form.querySelector('fieldset')!.disabled = false;
  host.setAttribute(MARKS.ready, '');
  group.members.add(follow);
  if (group.settings) follow(group.settings);
  fromAddress();
}

// A worker has no document, and nothing to wake.
if (typeof document !== 'undefined') {
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        wake(target as HTMLElement).catch((error) => asleep(target, error));
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
