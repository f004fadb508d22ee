/** Draws of a figure's experiment, one after the other: their tally, and a dot for each. */
import { DRAW, MOMENT, type Settings } from '../kit/figure.ts';
import { MARKS } from '../kit/marks.ts';
import { type Drawn, drawDots, rangeText, tallyText } from '../kit/tally.ts';

/** All settings but the draw and the moment: a tally is that of one of them. */
const keyOf = ({ [DRAW]: _, [MOMENT]: __, ...rest }: Settings): string => JSON.stringify(rest);

/**
 * Lets the randomness of a figure be drawn again.
 * @param ask draws what the fields say
 */
export function again(frame: Element, printed: Settings, ask: () => void) {
  const box = frame.querySelector('.again')!;
  const find = <E extends Element>(selector: string) => box.querySelector<E>(selector)!;
  const field = find<HTMLInputElement>(`[name="${DRAW}"]`);
  const [tally, dots, range] = [find('.tally'), find('.dots'), find('.range')];
  const what = range.getAttribute(MARKS.what)!;
  const first: Drawn = JSON.parse(box.getAttribute(MARKS.drawn)!);
  let draws = new Map<number, Drawn>();
  let under = '';
  let current: Drawn | undefined;
  let owed = 0;
  let drawing = false;

  const take = (settings: Settings, drawn: Drawn) => {
    drawing = false;
    if (drawn === current) return;
    current = drawn;
    const key = keyOf(settings);
    if (key !== under) draws = new Map();
    under = key;
    draws.set(Number(settings[DRAW]), drawn);
    const all = [...draws.values()];
    tally.textContent = tallyText(all);
    range.textContent = rangeText(what, all);
    dots.innerHTML = drawDots(all, drawn);
    if (owed > 0) draw();
  };
  const draw = () => {
    owed -= 1;
    drawing = true;
    field.value = String(Math.max(Number(field.value), ...draws.keys()) + 1);
    ask();
  };
  const empty = () => {
    owed = 0;
    under = '';
    current = undefined;
    take(printed, first);
  };
  find('button').addEventListener('click', () => {
    owed += 1;
    if (!drawing) draw();
  });
  empty();
  return {
    /** Counts what a draw came to; one of other settings begins a tally of its own. */
    take,
    /** Leaves the printed draw alone in the tally. */
    empty,
    /** A draw came to nothing, and with it those that were asked for behind it. */
    fail: () => {
      owed = 0;
      drawing = false;
    },
  };
}
