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
  let drag: Drag | undefined;
  const handleOf = ({ target }: Event) =>
    (target as Element).closest<SVGGraphicsElement>(`[${MARKS.drag}]`);
  if (drawing.querySelector(`[${MARKS.drag}]`)) {
    // Inside a drawing not every browser heeds touch-action.
    const stay = (event: Event) => {
      if (handleOf(event)) event.preventDefault();
    };
    drawing.addEventListener('touchstart', stay, { passive: false });
  }
  drawing.addEventListener('pointerdown', (event) => {
    const handle = handleOf(event);
    if (!handle || event.button !== 0) return;
    drag = dragOf(handle, fields, event);
    // A drawing that is parsed anew takes its handle along; the box stays.
    drawing.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  drawing.addEventListener('pointermove', (event) => {
    if (drag) set(drag.field, String(drag.valueAt(event)));
  });
  drawing.addEventListener('pointercancel', () => {
    if (drag) set(drag.field, drag.before);
    drag = undefined;
  });
  drawing.addEventListener('pointerup', () => {
    drag = undefined;
  });
  drawing.addEventListener('click', ({ target }) => {
    const mark = (target as Element).closest(`[${MARKS.choose}]`);
    const field = fields.find(({ name }) => name === mark?.getAttribute(MARKS.choose));
    if (mark && field) set(field, mark.getAttribute(MARKS.value)!);
  });
}
