/** The bar of a figure that moves: its button, its position, and the clock between them. */

import { MOMENT } from '../kit/figure.ts';
import { MARKS } from '../kit/marks.ts';
import { later, nextOf } from '../kit/moments.ts';

/** From one drawing to the next while it plays, ms. */
const FRAME = 1000 / 30;

/** A position's place in time; while it plays, between two steps of the range. */
export interface Player {
  readonly moment: () => number;
  /** Ends playing where it stands. */
  readonly stop: () => void;
}

/**
 * Lets a figure be played. Nothing starts by itself; it ends at the last moment, and where the figure
 * is out of sight. With reduced motion the button goes to the next tick.
 *
 * @param show is called after the position was moved; false while what it shows is not there yet
 */
export function player(frame: Element, show: () => boolean): Player {
  const position = frame.querySelector<HTMLInputElement>(`[name="${MOMENT}"]`)!;
  const button = frame.querySelector<HTMLButtonElement>('.play')!;
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const [from, to] = [Number(position.min), Number(position.max)];
  const rate = Number(position.getAttribute(MARKS.rate));
  const ticks = position.getAttribute(MARKS.ticks)!.split(' ').map(Number);
  let exact = Number(position.value);
  let [playing, held, shown, request, last] = [false, false, true, 0, 0];

  const moment = () => {
    // Others move the position too, and then it is right.
    if (Math.round(exact) !== Number(position.value)) exact = Number(position.value);
    return exact;
  };
  const go = (next: number) => {
    exact = next;
    position.value = String(Math.round(next));
    shown = show();
  };
  const label = () => {
    button.ariaLabel = playing ? 'Pause' : calm.matches ? 'Next moment' : 'Play';
  };
  const tick = (now: number) => {
    request = requestAnimationFrame(tick);
    const gone = now - last;
    if (gone < FRAME - 4) return;
    last = now;
    if (held) return;
    // Time stands while a result is awaited, and a page that was away does not leap.
    go(shown ? later(moment(), Math.min(gone, 2 * FRAME), { to, rate }) : moment());
    if (exact === to) play(false);
  };
  const play = (on: boolean) => {
    if (on === playing) return;
    playing = on;
    button.toggleAttribute(MARKS.plays, on);
    label();
    cancelAnimationFrame(request);
    if (on) {
      // The first drawing is the next one: a figure may be printed in another form than it is played in.
      if (moment() === to) exact = from;
      position.value = String(Math.round(exact));
      last = performance.now();
      request = requestAnimationFrame(tick);
    } else go(Math.round(moment()));
  };
  button.addEventListener('click', () => {
    if (calm.matches && !playing) go(nextOf(moment(), ticks));
    else play(!playing);
  });
  position.addEventListener('pointerdown', () => {
    held = true;
  });
  for (const type of ['pointerup', 'pointercancel', 'lostpointercapture']) {
    position.addEventListener(type, () => {
      held = false;
    });
  }
  calm.addEventListener('change', label);
  label();
  new IntersectionObserver((entries) => {
    if (!entries.at(-1)!.isIntersecting) play(false);
  }).observe(frame);
  return { moment, stop: () => play(false) };
}
