/** The form of a figure: what its fields are set to, and what the printed figure has. */
import type { Settings } from '../kit/figure.ts';
import { MARKS } from '../kit/marks.ts';
import { formatNumber } from '../kit/number.ts';

export type Field = HTMLInputElement | HTMLSelectElement;

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

/** Sets a field to the text of a value; a choice that has none like it, as printed. */
export function setValue(field: Field, value: string): void {
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

/** What they are set to in the printed figure. */
export const printedOf = (fields: readonly Field[]): Settings =>
  Object.fromEntries(
    fields.map((field) => {
      const text = printedValue(field);
      if (field instanceof HTMLSelectElement) return [field.name, text];
      return [field.name, field.type === 'checkbox' ? text === 'true' : Number(text)];
    }),
  );

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

/** Sets those fields that have the name of a setting. */
export function takeSettings(fields: readonly Field[], settings: Settings): void {
  for (const field of fields) {
    const value = settings[field.name];
    if (value !== undefined) setValue(field, String(value));
  }
}

/** Prints beside each range what it is set to. */
export function printRanges(fields: readonly Field[]): void {
  for (const field of fields) {
    if (field.type !== 'range') continue;
    const { step, value } = field as HTMLInputElement;
    const unit = field.getAttribute(MARKS.unit) ?? undefined;
    const text = formatNumber(Number(value), { step: Number(step), unit });
    if (field.getAttribute('aria-valuetext') === text) continue;
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
