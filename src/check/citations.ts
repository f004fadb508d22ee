/** Sources that are cited and not listed, listed and not cited, or cited without saying which. */
import type { FrontMatter } from '../essay/matter.ts';
import { type Fault, placeAt } from './finding.ts';
import { faultAt } from './frontmatter.ts';
import { nearest } from './nearest.ts';
import { attributeOf, childrenOf, isElement, type Node, nodesOf, startOf } from './tree.ts';

/** The keys under `references`, in order. */
export function listedKeys(matter: FrontMatter): string[] {
  const { references } = matter.data;
  if (!Array.isArray(references)) return [];
  return references.map((source: unknown) =>
    typeof source === 'object' && source !== null && 'key' in source ? String(source.key) : '',
  );
}

/**
 * Keys cited but not listed, listed but not cited, and citations without a key. `unread` is text
 * that could not be read and may well cite.
 */
export function citationFaults(
  root: Node,
  source: string,
  matter: FrontMatter,
  unread: string,
): Fault[] {
  const listed = listedKeys(matter);
  const cited = new Set<string>();
  const faults: Fault[] = [];
  let unsaid = false;
  const { references } = matter.data;
  const unkeyed = (references && !Array.isArray(references)) || listed.includes('');
  for (const node of nodesOf(root)) {
    const small = isElement(node) && node.name === 'cite' ? attributeOf(node, 'of') : undefined;
    // That it lacks its capital is told as such.
    if (typeof small === 'object' && 'text' in small) cited.add(small.text);
    if (!isElement(node) || node.name !== 'Cite') continue;
    const place = placeAt(source, startOf(node));
    const of = attributeOf(node, 'of');
    if (of === undefined || of === true || 'expression' in of) {
      const message =
        of === undefined ? '<Cite> names no source' : '<Cite> takes its key in quotes';
      // Which one it cites is not known, so that of none is it said that nothing does.
      unsaid = true;
      const key = listed.find((one) => one !== '');
      const end = childrenOf(node).length > 0 ? '>' : ' />';
      const first = key === undefined ? 'list the source under references and ' : '';
      const remedy = `${first}write <Cite of="${key ?? 'its-key'}"${end}`;
      faults.push({ ...place, field: 'citation', message, remedy });
      continue;
    }
    cited.add(of.text);
    if (listed.includes(of.text)) continue;
    const several = of.text.split(/[,;\s]+/u).filter((key) => key !== '');
    if (several.length > 1 && several.every((key) => listed.includes(key))) {
      for (const key of several) cited.add(key);
      const message = `<Cite of="${of.text}"> names ${several.length} sources, and takes one`;
      const remedy = `write ${several.map((key) => `<Cite of="${key}" />`).join('')}`;
      faults.push({ ...place, field: 'citation', message, remedy });
      continue;
    }
    const meant = nearest(of.text, listed);
    if (meant) cited.add(meant);
    // Which source has no key, or that none can be read, is told where they are listed.
    else if (unkeyed) continue;
    faults.push({
      ...place,
      field: 'citation',
      message: `"${of.text}" is cited but not listed in references`,
      remedy: meant ? `write "${meant}", or list it` : 'list it under references, or mend the key',
    });
  }
  listed.forEach((key, i) => {
    if (unsaid || cited.has(key) || key === '' || unread.includes(key)) return;
    const remedy = `cite it where the text draws on it: <Cite of="${key}" />, or remove it from the list`;
    faults.push(
      faultAt(matter, ['references', i, 'key'], `"${key}" is listed but not cited`, remedy),
    );
  });
  return faults;
}
