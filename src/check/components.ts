/** Components of an essay's own: whether they compile, use what there is, and hold what does not vanish. */
import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { parse } from '@astrojs/compiler-rs';
import { readModule } from '../essay/modules.ts';
import type { TextBeside } from './beside.ts';
import { attributeFault } from './elements.ts';
import { type Finding, placeAt, type Words } from './finding.ts';
import { VOID } from './html.ts';
import type { From } from './links.ts';
import { markupFaults } from './markup.ts';
import { mergeFault, mergeIn } from './merges.ts';
import type { Places } from './places.ts';
import { boundNames, elementOf, unboundIn, walk } from './scopes.ts';
import { nameFaults } from './sources.ts';
import { isSyntax, type Syntax } from './syntax.ts';
import { wayTo } from './written.ts';

/** What Astro gives every component. */
const GIVEN = new Set(['Astro', 'Fragment']);

interface ComponentFault extends Words {
  readonly field: string;
  readonly offset: number;
}

const MATTER = /^\s*---\r?\n(?:[\s\S]*?\r?\n)?---/u;

/** The code between the dashes, all else blank, so that it stands where it stood. */
function codeOf(source: string): string {
  const matter = MATTER.exec(source)?.[0] ?? '';
  const blank = (text: string) => text.replace(/[^\n]/gu, ' ');
  return matter.replaceAll('---', '   ') + blank(source.slice(matter.length));
}

const TAG =
  /<!--[\s\S]*?-->|<(\/?)([A-Za-z][\w.-]*)?(?:[^<>"'{}]|"[^"]*"|'[^']*'|\{[^{}]*\}|=>)*?(\/?)>/gu;

/** The innermost tag that is open where the text ends. */
function openTag(source: string): { name: string; offset: number } | undefined {
  const open: { name: string; offset: number }[] = [];
  const from = MATTER.exec(source)?.[0].length ?? 0;
  for (const { 1: closes, 2: name = '', 3: alone, 0: whole, index } of source.matchAll(TAG)) {
    if (index < from || alone || VOID.has(name) || whole.startsWith('<!')) continue;
    if (!closes) open.push({ name, offset: index });
    else if (open.at(-1)?.name === name) open.pop();
  }
  return open.at(-1);
}

type Diagnostic = ReturnType<typeof parse>['diagnostics'][number];

/** What the compiler does not understand, in an author's words. */
function syntaxFault(source: string, { text, labels }: Diagnostic): ComponentFault {
  const [at, opened] = labels;
  // The compiler counts bytes.
  const offsetOf = (start = 0) => Buffer.from(source).subarray(0, start).toString('utf8').length;
  const offset = offsetOf(at?.start);
  const say = (message: string, remedy: string, where = offset): ComponentFault => ({
    field: 'component',
    message,
    remedy,
    offset: where,
  });
  if (text === 'Unterminated regular expression') {
    const brace = source.lastIndexOf('{', offset);
    if (brace >= 0) return say('`{` begins code, and no `}` ends it', 'write }', brace);
  }
  const tag = /closing tag for '(.+?)'/u.exec(text)?.[1];
  if (tag && opened) {
    const where = source.lastIndexOf('<', offsetOf(opened.start));
    return say(`<${tag}> is not closed`, `write </${tag}>`, where);
  }
  const stray = /^Closing tag '(.+?)' has no/u.exec(text)?.[1];
  if (stray) return say(`${stray} ends nothing`, 'remove it', source.lastIndexOf('<', offset));
  const found = /^\S{1,20}/u.exec(source.slice(offset))?.[0];
  if (!found) {
    const open = openTag(source);
    if (open) return say(`<${open.name}> is not closed`, `write </${open.name}>`, open.offset);
  }
  const message =
    text === 'Unexpected token'
      ? `${found ?? 'the end of the file'} stands where something else should`
      : `${text.charAt(0).toLowerCase()}${text.slice(1).split('\n')[0]}`;
  const end = found ? offset : source.trimEnd().length;
  return say(message, 'mend the line, or what stands before it', end);
}

/** Styles and scripts that no page gets, for an essay's text is rendered by itself. */
function vanishing(node: Syntax): ComponentFault | undefined {
  const { openingElement: opening } = node;
  const name = elementOf(node);
  const given = isSyntax(opening) && [opening.attributes].flat().length > 0;
  if (given || !/^(?:style|script)$/u.test(name)) return undefined;
  const remedy = name === 'style' ? 'write it into style.css' : 'remove it';
  return { field: name, message: `<${name}> vanishes here`, remedy, offset: node.start };
}

/** Whether an attribute is surely not there, as in `style={undefined}`. */
function isNothing(value: unknown): boolean {
  if (!isSyntax(value) || !isSyntax(value.expression)) return false;
  const { type, name, value: literal } = value.expression;
  return name === 'undefined' || (type === 'Literal' && (literal === null || literal === false));
}

/** Attributes of HTML that no page of the site takes; what a component is given is its own affair. */
function attributeFaults(node: Syntax): ComponentFault[] {
  const { openingElement: opening } = node;
  const tag = elementOf(node);
  if (!isSyntax(opening) || !/^\p{Ll}/u.test(tag)) return [];
  return [opening.attributes].flat().flatMap((attribute): ComponentFault[] => {
    if (!isSyntax(attribute) || !isSyntax(attribute.name) || isNothing(attribute.value)) return [];
    const said = attributeFault(String(attribute.name.name), tag);
    if (!said) return [];
    const [message, remedy] = said;
    return [{ field: 'element', message, remedy, offset: attribute.start }];
  });
}

function faultsOf({ file, source }: TextBeside, from: From, places: Places): ComponentFault[] {
  if (/^\s*---\r?\n/u.test(source) && !MATTER.test(source)) {
    const message = 'the code that begins with --- has no end';
    return [{ field: 'component', message, remedy: 'write --- below it', offset: 0 }];
  }
  const { ast, diagnostics } = parse(source);
  const broken = diagnostics.find(({ severity }) => severity === 'error');
  const [mark] = mergeIn(source) ?? [];
  const merge = mark !== undefined && broken && mergeFault(source);
  if (merge) return [{ ...merge, offset: mark }];
  if (broken) return [syntaxFault(source, broken)];
  const code = readModule(codeOf(source));
  const absent = code.requests.flatMap(({ from, offset }): ComponentFault[] => {
    const target = posix.join(posix.dirname(file), from.replace(/\?.*$/u, ''));
    if (!/^\.\.?\//u.test(from) || existsSync(target) || existsSync(`${target}.ts`)) return [];
    const remedy = 'add the file, or drop the import';
    return [{ field: 'import', message: `there is no ${from}`, remedy, offset }];
  });
  // What a query asks of a file is Vite's to give.
  const imports = code.imports.filter(({ from }) => !from.includes('?'));
  const names = nameFaults(file, { ...code, imports }).map((said) => ({
    field: 'import',
    ...said,
  }));
  const matter: unknown[] = [ast.frontmatter?.program?.body ?? []].flat();
  const program = { type: 'Program', start: 0, body: [...matter, ...[ast.body].flat()] };
  const known = boundNames(program);
  const unbound = unboundIn(program, GIVEN).map(({ name, offset }): ComponentFault => {
    const message = `${name} is not defined`;
    return { field: 'name', message, remedy: wayTo(file, name, known), offset };
  });
  const lost: ComponentFault[] = [];
  walk(program, (node) => {
    const said = vanishing(node);
    lost.push(...(said ? [said] : attributeFaults(node)));
    return true;
  });
  return [...absent, ...names, ...unbound, ...lost, ...markupFaults(program, from, places)];
}

/** Faults of the components beside an essay. */
export const componentFindings = (
  beside: readonly TextBeside[],
  from: From,
  places: Places,
): Finding[] =>
  beside
    .filter(({ file }) => file.endsWith('.astro'))
    .flatMap((component) =>
      faultsOf(component, from, places).map(({ offset, field, message, remedy }) => ({
        file: component.file,
        ...placeAt(component.source, offset),
        field,
        message,
        remedy,
      })),
    );
