/** Controls and moments of a figure that nothing in it looks at, as far as the text of its functions says. */
import type { Said } from './finding.ts';
import { takes } from './reads.ts';

/** A figure as the check finds it: any part may be missing or odd. */
type Declared = Readonly<Record<string, unknown>>;

/** The functions of a figure that are given a result, the parameters and the moment. */
const SAYING = ['caption', 'alt', 'outcome', 'table', 'draw'] as const;

const partsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** Whether anything looks at a parameter: the experiment as it runs, or the figure. */
function isTaken(figure: Declared, name: string): boolean {
  const { moments, again } = figure;
  const said = [
    ...SAYING.map((part) => figure[part]),
    partsOf(moments).track,
    partsOf(again).read,
    partsOf(again).outcome,
  ];
  return (
    takes(partsOf(figure.of).compute, 0, name) ||
    said.some((one) => typeof one === 'function' && takes(one, 1, name))
  );
}

/** What is wrong with a control that sets what nothing looks at; an outcome that is not yet there may. */
export function idleControl(figure: Declared, name: string, gates: boolean): Said | undefined {
  if (typeof figure.outcome !== 'function') return undefined;
  // A switch may be there for what it hides, and a setting for the figures that share it.
  if (gates || figure.shares !== undefined || isTaken(figure, name)) return undefined;
  return [
    `has a control "${name}" that changes nothing: neither the run nor the figure takes ${name}`,
    `take it where the experiment runs, ({ ${name} }) => …, or remove the control`,
  ];
}

/** What is wrong with moments that nothing is drawn or said at; an outcome that is not yet there may be. */
export function idleMoments(figure: Declared): Said | undefined {
  const { moments, outcome } = figure;
  if (typeof outcome !== 'function' || typeof partsOf(moments).track === 'function')
    return undefined;
  const taken = SAYING.some((part) => {
    const one = figure[part];
    return typeof one === 'function' && takes(one, part === 'draw' ? 3 : 2);
  });
  if (taken) return undefined;
  const remedy = 'write draw: (result, params, width, moment) => …, or remove moments';
  return ['has moments that change nothing: it takes no moment', remedy];
}
