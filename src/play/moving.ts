/**
 * Keeps a drawing of the page in step with its text: what differs from what stands there is set,
 * attribute by attribute, and nothing else is touched. Drawings are written by src/kit/draw/svg.ts, so
 * no attribute holds a `>` and texts escape four characters.
 */
const PIECE = /<[^>]*>|[^<]+/g;
const ATTRIBUTE = / ([\w-]+)="([^"]*)"/g;
const SIGNS: Readonly<Record<string, string>> = { nbsp: '\u00a0', lt: '<', gt: '>', amp: '&' };

const plain = (text: string): string =>
  text.replace(/&(nbsp|lt|gt|amp);/g, (_, name) => SIGNS[name]);
const nameOf = (tag: string): string => tag.slice(0, tag.search(/[ >]/));

/** Brings a node from its old text to a new one; false where that is another element or another shape. */
function change(node: Node | null, old: string, now: string): boolean {
  if (!node || old.startsWith('<') !== now.startsWith('<')) return false;
  if (node instanceof Text) {
    node.data = plain(now);
    return true;
  }
  const [before, after] = [old, now].map((tag) => [...tag.matchAll(ATTRIBUTE)]);
  const alike =
    nameOf(old) === nameOf(now) &&
    before.length === after.length &&
    before.every(([, key], i) => key === after[i][1]);
  if (!alike) return false;
  after.forEach(([, key, value], i) => {
    if (value !== before[i][2]) (node as Element).setAttribute(key, value);
  });
  return true;
}

/** Shows texts in a box, one after the other; one of another shape than the last is parsed anew. */
export function moving(box: Element): (next: string) => void {
  let text = box.innerHTML;
  let pieces: string[] = [];
  let nodes: (Node | null)[] = [];
  const read = () => {
    pieces = text.match(PIECE) ?? [];
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    nodes = pieces.map((piece) => (piece.startsWith('</') ? null : walker.nextNode()));
  };
  return (next) => {
    if (next === text) return;
    if (pieces.length === 0) read();
    const fresh = next.match(PIECE) ?? [];
    const same =
      fresh.length === pieces.length &&
      fresh.every((now, i) => now === pieces[i] || change(nodes[i], pieces[i], now));
    text = next;
    if (same) pieces = fresh;
    else {
      box.innerHTML = next;
      read();
    }
  };
}
