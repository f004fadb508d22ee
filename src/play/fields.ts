/** The form of a figure: what its fields are set to, and what the printed figure has. */

import type { Settings } from '../kit/figure.ts';
import { MARKS } from '../kit/marks.ts';
import { formatNumber } from '../kit/number.ts';

type Field = HTMLInputElement | HTMLSelectElement;

const settingOf = (field: Field): string | number | boolean =>
  field instanceof HTMLSelectElement
    ? field.value
    : field.type === 'checkbox'
      ? field.checked
      : Number(field.value);

const printedValue = (field: Field): string =>
  field instanceof HTMLSelectElement
    ? ([...field.options].find((option) => option.defaultSelected) ?? field.options[0]).value
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

/** The fields of a form, in its order. */
export const fieldsOf = (form: HTMLFormElement): readonly Field[] => [
  ...form.querySelectorAll<Field>('input, select'),
];

/** What fields are set to. */
export const settingsOf = (fields: readonly Field[]): Settings =>
  Object.fromEntries(fields.map((field) => [field.name, settingOf(field)]));

/** What of it is not as printed, for the address. */
export function changesOf(fields: readonly Field[]): URLSearchParams {
  const changes = new URLSearchParams();
  for (const field of fields) {
    const value = String(settingOf(field));
    if (value !== printedValue(field)) changes.set(field.name, value);
  }
  return changes;
}

/** Sets the fields that an address names, and the others as printed. */
export function setFields(fields: readonly Field[], asked: URLSearchParams): void {
  for (const field of fields) setValue(field, asked.get(field.name) ?? printedValue(field));
}

/** Prints beside each range what it is set to. */
export function printRanges(fields: readonly Field[]): void {
  for (const field of fields) {
    if (field.type !== 'range') continue;
    const { step, value } = field as HTMLInputElement;
    const unit = field.getAttribute(MARKS.unit) ?? undefined;
    const text = formatNumber(Number(value), { step: Number(step), unit });
    field.nextElementSibling!.textContent = text;
    field.setAttribute('aria-valuetext', text);
  }
}

/**
 * A thumb that scrolls the page by way of a slider has set it where it began; the browser says so by
 * cancelling the pointer, and the slider goes back to what it was.
 */
export function undoScrolls(form: HTMLFormElement): void {
  let before = '';
  form.addEventListener(
    'pointerdown',
    ({ target }) => {
      before = (target as HTMLInputElement).value;
    },
    true,
  );
  form.addEventListener('pointercancel', ({ target }) => {
    const field = target as HTMLInputElement;
    if (field.type !== 'range' || field.value === before) return;
    field.value = before;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
