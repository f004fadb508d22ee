/** The essay's mark: the request that is followed, as a trace. */
import { type Mark, markOf, markSpans } from '../../../kit/draw/mark.ts';
import { NAMES, QUEUED } from './hops.ts';
import { walk } from './model.ts';

type Walked = ReturnType<typeof walk.compute>;

export const mark: Mark<typeof walk.defaults, Walked> = {
  of: walk,
  draw: (r) => {
    const waits = r.spans.map((span, i) => {
      const queue = QUEUED.indexOf(i + 1);
      return { row: i, from: span.start, to: span.start + (r.waits[queue] ?? 0), end: span.end };
    });
    const range = [0, r.gpu] as const;
    return markOf(
      markSpans(
        range,
        waits.filter(({ from, to }) => to > from),
        NAMES.length,
        { role: 'wait' },
      ),
      markSpans(
        range,
        waits.map(({ row, to, end }) => ({ row, from: to, to: end })),
        NAMES.length,
        {
          role: 'work',
        },
      ),
    );
  },
};
