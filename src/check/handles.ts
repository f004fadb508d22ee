/** What is wrong with the marks of a drawing that set a control: handles to drag, marks to choose. */
import { isDeclared } from './declared.ts';
import type { Said } from './finding.ts';
import { nearest } from './nearest.ts';

interface ControlLike {
  readonly name?: unknown;
  readonly kind?: unknown;
  readonly options?: unknown;
  readonly min?: unknown;
  readonly max?: unknown;
}

/** A mark in a drawing that sets a control which the figure does not have, or to what it cannot be. */
export function handleFault(
  drawing: string,
  declared: readonly (ControlLike | null)[],
): Said | undefined {
  const controls = declared.filter((control) => control !== null && control !== undefined);
  const names = controls.map(({ name }) => String(name));
  const marks = drawing.matchAll(/ data-(drag|choose)="([^"]*)"(?: data-value="([^"]*)")?/gu);
  for (const [, how, name, value] of marks) {
    const control = controls.find((one) => one.name === name);
    const mark = how === 'drag' ? 'a handle' : 'a mark to choose';
    if (!control) {
      const meant = nearest(name, names);
      const remedy = meant ? `write '${meant}'` : `add a control called ${name}`;
      return [`draws ${mark} for "${name}", which is no control of it`, remedy];
    }
    const { kind } = control;
    const listed: readonly unknown[] = Array.isArray(control.options) ? control.options : [];
    const options = listed.filter(isDeclared);
    if (how === 'drag') {
      if (kind === 'number') continue;
      return [`draws a handle for the ${kind} "${name}"`, 'let it set a control of numbers'];
    }
    const values = kind === 'switch' ? ['true', 'false'] : options.map((one) => String(one.value));
    if (kind === 'number') {
      const { min, max } = control;
      if (Number(value) >= Number(min) && Number(value) <= Number(max)) continue;
      const remedy = `let it be a number from ${min} to ${max}`;
      return [`draws a mark that sets "${name}" to "${value}", which it cannot be`, remedy];
    }
    // What is wrong with the options is told of the control.
    if (values.includes(value) || values.length === 0 || options.length < listed.length) continue;
    const meant = nearest(value, values);
    const remedy = `write ${meant ? `'${meant}'` : values.map((one) => `'${one}'`).join(' or ')}`;
    return [`draws a mark that sets "${name}" to "${value}", which it cannot be`, remedy];
  }
  return undefined;
}
