/**
 * A binary heap over a plain array: the event queue of the models.
 * `compare(a, b) < 0` means that `a` leaves first; break ties in `compare` or runs are not
 * reproducible across changes.
 */
export type Compare<T> = (a: T, b: T) => number;

/** Adds `item`, keeping the array a heap; O(log n). */
export function heapPush<T>(heap: T[], item: T, compare: Compare<T>): void {
  let i = heap.push(item) - 1;
  while (i > 0) {
    const parent = (i - 1) >> 1;
    if (compare(heap[i], heap[parent]) >= 0) break;
    [heap[i], heap[parent]] = [heap[parent], heap[i]];
    i = parent;
  }
}

/** Removes and returns the first item, or undefined when the heap is empty; O(log n). */
export function heapPop<T>(heap: T[], compare: Compare<T>): T | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (heap.length === 0 || last === undefined) return first;
  heap[0] = last;
  let i = 0;
  for (;;) {
    let least = i;
    const left = 2 * i + 1;
    const right = left + 1;
    if (left < heap.length && compare(heap[left], heap[least]) < 0) least = left;
    if (right < heap.length && compare(heap[right], heap[least]) < 0) least = right;
    if (least === i) return first;
    [heap[i], heap[least]] = [heap[least], heap[i]];
    i = least;
  }
}
