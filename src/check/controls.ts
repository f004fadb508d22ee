/** What is wrong with a control of a figure as it is written down. */
import type { Control } from '../kit/figure.ts';
import { isText, oddKey } from './declared.ts';
import type { Said } from './finding.ts';
import { nearest } from './nearest.ts';

/** How to write a word that is none of a few. */
export function oneOfThese(word: unknown, words: readonly string[]): string {
  const meant = typeof word === 'string' ? nearest(word, words) : undefined;
  return meant ? `write '${meant}'` : `write one of ${words.map((one) => `'${one}'`).join(', ')}`;
}

const KEYS: Readonly<Record<string, readonly string[]>> = {
  number: ['kind', 'name', 'label', 'min', 'max', 'step', 'unit', 'gated'],
  choice: ['kind', 'name', 'label', 'options'],
  switch: ['kind', 'name', 'label', 'gates'],
};
const KINDS = Object.keys(KEYS);

type Like<T> = { readonly [part in keyof T]?: unknown };

/** A control as the check finds it: any part may be missing or odd. */
export type ControlLike = Like<Extract<Control<unknown>, { kind: 'number' }>> & {
  readonly options?: unknown;
  readonly gates?: unknown;
};

/** Whether a number can be reached from another in steps, as far as arithmetic tells. */
const isSteps = (distance: number, step: number): boolean =>
  Math.abs(distance / step - Math.round(distance / step)) < 1e-6;

/** What is wrong with the range of a control of numbers that is printed with a value. */
function rangeFault(
  { min, max, step }: ControlLike,
  shown: string,
  value: unknown,
): Said | undefined {
  for (const [part, given] of Object.entries({ min, max, step })) {
    if (typeof given !== 'string' || !Number.isFinite(Number(given))) continue;
    return [`has a control ${shown} with ${part} in quotes`, `write ${part}: ${given}`];
  }
  const [low, high, by] = [min, max, step].map(Number);
  if (!(low < high && by > 0 && by <= high - low)) {
    const said = `from ${min} to ${max} in steps of ${step}`;
    return [
      `has a control ${shown} ${said}`,
      'let min be below max, and step lie between 0 and their difference',
    ];
  }
  if (!(typeof value === 'number' && value >= low && value <= high)) {
    return [
      `has a control ${shown} from ${min} to ${max}, and is printed with ${JSON.stringify(value)}`,
      'let min and max hold the parameter',
    ];
  }
  if (isSteps(value - low, by)) return undefined;
  return [
    `has a control ${shown} from ${min} in steps of ${step}, which miss ${value}, with which it is printed`,
    'take a smaller step, or another min',
  ];
}

/** An option of a choice as the check finds it. */
type Option = { readonly value?: unknown; readonly label?: unknown } | null;

/** What is wrong with the options of a choice, each of which has a label. */
function optionsFault(all: readonly Option[], shown: string): Said | undefined {
  if (all.length === 1) {
    return [`has a choice ${shown} of one option`, 'add another, or remove the control'];
  }
  for (const [part, remedy] of [
    ['value', 'keep one of the two, or write its own value'],
    ['label', 'give each option its own label'],
  ] as const) {
    const said = all.map((one) => one?.[part]);
    const twice = said.find((one, i) => said.indexOf(one) !== i);
    if (twice === undefined) continue;
    return [`has a choice ${shown} with the ${part} ${JSON.stringify(twice)} twice`, remedy];
  }
  return undefined;
}

/**
 * What is wrong with a control, said of it.
 *
 * @param defaults the experiment's parameters
 * @param gated whether the figure has a switch that gates
 */
export function controlFault(
  control: ControlLike,
  defaults: Readonly<Record<string, unknown>>,
  gated: boolean,
): Said | undefined {
  const { kind, name, label, options } = control;
  const names = Object.keys(defaults);
  const known = typeof name === 'string' && names.includes(name);
  const shown = JSON.stringify(name) ?? 'without a name';
  if (kind === undefined) {
    return [
      'has a control without a kind',
      `add kind: ${KINDS.map((one) => `'${one}'`).join(' or ')}`,
    ];
  }
  if (!KINDS.includes(String(kind))) {
    return [`has a control of the kind ${JSON.stringify(kind)}`, oneOfThese(kind, KINDS)];
  }
  if (!known) {
    const remedy =
      names.length > 0 ? oneOfThese(name, names) : 'write experiment({ … }, …), parameters first';
    return [`has a control ${shown}, which is no parameter`, remedy];
  }
  const odd = oddKey(control, KEYS[String(kind)] ?? [], `no control of the kind ${kind} knows`);
  if (odd) return odd;
  if (!isText(label)) return [`has a control ${shown} without a label`, "add label: '…'"];
  if (control.gated === true && !gated) {
    const remedy = 'write gates: true on the switch that hides it, or remove gated';
    return [`has a control ${shown} that is gated, and no switch gates`, remedy];
  }
  const value = defaults[name];
  if (kind === 'switch') {
    return typeof value === 'boolean'
      ? undefined
      : [
          `has a switch ${shown} for ${JSON.stringify(value)}`,
          'let the parameter be true or false',
        ];
  }
  if (kind === 'choice') {
    const all: Option[] = Array.isArray(options) ? options : [];
    const values = all.map((one) => one?.value);
    if (!values.includes(value)) {
      return [
        `has a choice ${shown} without ${JSON.stringify(value)}, with which it is printed`,
        `add { value: ${JSON.stringify(value)}, label: '…' } to its options`,
      ];
    }
    const silent = all.find((one) => !isText(one?.label));
    if (silent === undefined) return optionsFault(all, shown);
    if (silent?.value === undefined) {
      const message = `has a choice ${shown} with the option ${JSON.stringify(silent)}, which is none`;
      return [message, "write { value: '…', label: '…' }"];
    }
    const message = `has a choice ${shown} whose ${JSON.stringify(silent.value)} has no label`;
    return [message, `write { value: ${JSON.stringify(silent.value)}, label: '…' }`];
  }
  return rangeFault(control, shown, value);
}
