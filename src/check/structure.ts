import { type Fault, nearest, placeAt } from './finding.ts';
import { attributeOf, childrenOf, isElement, type Node, nodesOf, startOf } from './tree.ts';

const at = (source: string, node: Node, field: string, message: string, remedy: string): Fault => ({
  ...placeAt(source, startOf(node)),
  field,
  message,
  remedy,
});

/** Headings start at the second level, for the title is the first, and skip none on the way down. */
export function headingFaults(root: Node, source: string): Fault[] {
  const faults: Fault[] = [];
  let above = 1;
  for (const node of nodesOf(root)) {
    if (node.type !== 'heading') continue;
    if (node.depth === 1) {
      const message = 'a first-level heading inside the essay';
      faults.push(at(source, node, 'heading', message, 'write ##; the title is the first level'));
    } else if (node.depth > above + 1) {
      const message = `level ${node.depth} follows level ${above}`;
      faults.push(at(source, node, 'heading', message, `write ${'#'.repeat(above + 1)}`));
    }
    above = Math.max(2, node.depth);
  }
  return faults;
}

const PICTURES = new Set(['img', 'Image', 'Picture']);

/** Pictures that say nothing to those who do not see them. */
export function imageFaults(root: Node, source: string): Fault[] {
  const faults: Fault[] = [];
  for (const node of nodesOf(root)) {
    if ((node.type === 'image' || node.type === 'imageReference') && !node.alt?.trim()) {
      const remedy = 'say what it shows: ![what it shows](file.png)';
      faults.push(at(source, node, 'image', 'an image without alternative text', remedy));
    } else if (isElement(node) && PICTURES.has(node.name ?? '')) {
      const alt = attributeOf(node, 'alt');
      if (alt !== undefined && alt !== true) continue;
      const remedy = 'add alt="what it shows", or alt="" if it only decorates';
      faults.push(at(source, node, 'image', `<${node.name}> without alternative text`, remedy));
    }
  }
  return faults;
}

/** Notes that nothing refers to, references without a note, and notes of more than paragraphs. */
export function noteFaults(root: Node, source: string): Fault[] {
  const faults: Fault[] = [];
  const nodes = [...nodesOf(root)];
  const used = new Set(
    nodes.flatMap((node) => (node.type === 'footnoteReference' ? [node.identifier] : [])),
  );
  const defined = new Set(
    nodes.flatMap((node) => (node.type === 'footnoteDefinition' ? [node.identifier] : [])),
  );
  for (const node of nodes) {
    if (node.type === 'footnoteDefinition') {
      const name = `[^${node.label ?? node.identifier}]`;
      if (!used.has(node.identifier)) {
        const remedy = `put ${name} into the text where it belongs, or remove the note`;
        faults.push(at(source, node, 'footnote', `no text refers to the note ${name}`, remedy));
      }
      const odd = childrenOf(node).find((child) => child.type !== 'paragraph');
      if (odd) {
        const message = `the note ${name} holds more than paragraphs`;
        faults.push(at(source, odd, 'footnote', message, 'keep notes to plain paragraphs'));
      }
    } else if (node.type === 'text') {
      for (const { index, 0: mark } of node.value.matchAll(/\[\^[^\]\s]+\]/gu)) {
        if (defined.has(mark.slice(2, -1).toLowerCase())) continue;
        faults.push({
          ...placeAt(source, startOf(node) + index),
          field: 'footnote',
          message: `${mark} has no note`,
          remedy: `add a line that starts with ${mark}:`,
        });
      }
    }
  }
  return faults;
}

/** Where links between essays may lead. */
export interface Addresses {
  /** Slugs of the essays that are shown, and their earlier slugs. */
  readonly known: ReadonlySet<string>;
  /** Slugs of drafts and of essays whose day has not come. */
  readonly hidden: ReadonlySet<string>;
  /** The site's address, for links that are written in full. */
  readonly site: string;
}

function essayLinkFault(url: string, slug: string, to: Addresses): string[] {
  const home = new URL(to.site.replace(/\/*$/u, '/'));
  let target: URL;
  try {
    target = new URL(url, new URL(`essays/${slug}/`, home));
  } catch {
    return [`the address ${url} cannot be read`, 'write https://… or /essays/<slug>/'];
  }
  if (target.origin !== home.origin) return [];
  const path = /(?:^|\/)essays\/([^/]+)(\/?)([^/]*)/u.exec(target.pathname);
  const [, linked = '', slash, file] = path ?? [];
  if (!path) return [];
  if (!to.known.has(linked)) {
    if (to.hidden.has(linked)) {
      if (to.hidden.has(slug)) return [];
      return [`the essay "${linked}" is not published yet`, 'link to it once it is'];
    }
    const meant = nearest(linked, to.known);
    return [
      `there is no essay "${linked}"`,
      meant ? `write /essays/${meant}/` : 'write the slug of an essay in src/content/essays',
    ];
  }
  if (!slash && !file && !linked.includes('.')) {
    return [`the address ${url} lacks its last slash`, `write /essays/${linked}/`];
  }
  return [];
}

/** Links to essays that do not exist or are not published. `slug` is the essay that links. */
export function linkFaults(root: Node, source: string, slug: string, to: Addresses): Fault[] {
  const faults: Fault[] = [];
  for (const node of nodesOf(root)) {
    let url = node.type === 'link' || node.type === 'definition' ? node.url : undefined;
    if (isElement(node) && node.name === 'a') {
      const href = attributeOf(node, 'href');
      if (href !== undefined && href !== true && 'text' in href) url = href.text;
    }
    if (url === undefined || url.startsWith('#') || url.startsWith('mailto:')) continue;
    const [message, remedy] = essayLinkFault(url, slug, to);
    if (message && remedy) faults.push(at(source, node, 'link', message, remedy));
  }
  return faults;
}
