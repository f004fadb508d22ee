/** Marks of a drawing that are dragged or chosen: they set the control that they name. */
import { MARKS } from '../kit/marks.ts';
import { type Field, setValue } from './fields.ts';

/** Where along its line a pointer is, and which value stands there. */
interface Drag {
  readonly field: HTMLInputElement;
  readonly valueAt: (event: PointerEvent) => number;
  readonly before: string;
}

function set(field: Field, value: string): void {
  const before = field.value;
  const was = (field as HTMLInputElement).checked;
  setValue(field, value);
  if (field.value === before && (field as HTMLInputElement).checked === was) return;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function dragOf(handle: SVGGraphicsElement, fields: readonly Field[], event: PointerEvent): Drag {
  const control = handle.getAttribute(MARKS.drag);
  const field = fields.find(({ name }) => name === control) as HTMLInputElement;
  const [axis, ...numbers] = handle.getAttribute(MARKS.along)!.split(' ');
  const [x0, v0, x1, v1] = numbers.map(Number);
  const onto = (handle.parentNode as SVGGraphicsElement).getScreenCTM()!.inverse();
  const placeOf = ({ clientX, clientY }: PointerEvent) =>
    new DOMPoint(clientX, clientY).matrixTransform(onto)[axis as 'x' | 'y'];
  const perUnit = (v1 - v0) / (x1 - x0);
  // Who takes the handle at its edge does not move it by that.
  const off = x0 + (Number(field.value) - v0) / perUnit - placeOf(event);
  return {
    field,
    before: field.value,
    valueAt: (event) => v0 + (placeOf(event) + off - x0) * perUnit,
  };
}

/** Wakes the marks of a figure's drawing. */
export function handles(drawing: HTMLElement, fields: readonly Field[]): void {
  let drags: readonly Drag[] = [];
  // The innermost first: a handle for two lines is one in another.
  const handlesOf = ({ target }: Event) => {
    const found: SVGGraphicsElement[] = [];
    for (let at: Element | null = target as Element; at; at = at.parentElement) {
      if (at.hasAttribute(MARKS.drag)) found.push(at as SVGGraphicsElement);
    }
    return found;
  };
  if (drawing.querySelector(`[${MARKS.drag}]`)) {
    // Inside a drawing not every browser heeds touch-action.
    const stay = (event: Event) => {
      if (handlesOf(event)[0]) event.preventDefault();
    };
    drawing.addEventListener('touchstart', stay, { passive: false });
  }
  drawing.addEventListener('pointerdown', (event) => {
    const found = handlesOf(event);
    if (!found[0] || event.button !== 0) return;
    drags = found.map((handle) => dragOf(handle, fields, event));
    // A drawing that is parsed anew takes its handle along; the box stays.
    drawing.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  drawing.addEventListener('pointermove', (event) => {
    for (const { field, valueAt } of drags) set(field, String(valueAt(event)));
  });
  drawing.addEventListener('pointercancel', () => {
    for (const { field, before } of drags) set(field, before);
    drags = [];
  });
  drawing.addEventListener('pointerup', () => {
    drags = [];
  });
  drawing.addEventListener('click', ({ target }) => {
    const mark = (target as Element).closest(`[${MARKS.choose}]`);
    const field = fields.find(({ name }) => name === mark?.getAttribute(MARKS.choose));
    if (mark && field) set(field, mark.getAttribute(MARKS.value)!);
  });
}
