/** The worker of the check: runs each experiment of a page once and says what the page should print. */
import essays from 'virtual:numbers';
import { shortCallText } from '../kit/call.ts';
import { picture } from '../kit/draw/svg.ts';
import { type AnyExperiment, type Holdings, holdingsIn } from '../kit/holdings.ts';
import { formatQuantity } from '../kit/number.ts';
import { viewOf } from '../kit/view.ts';

/** What a page prints, by the names of its parts. */
export interface Page {
  readonly essay: string;
  readonly numbers: readonly string[];
  readonly claims: readonly string[];
  /** By their ids. */
  readonly figures: readonly string[];
}

/** What one run comes to. */
export interface Outcome {
  /** With its unit, and without. */
  readonly numbers: Readonly<Record<string, { readonly text: string; readonly bare: string }>>;
  /** Whether each holds. */
  readonly claims: Readonly<Record<string, boolean>>;
  readonly figures: Readonly<Record<string, { readonly wide: string; readonly narrow: string }>>;
}

/** What the worker says: first the runs to come, then each as it starts and ends, at last that it is done. */
export type Said =
  | { readonly kind: 'runs'; readonly names: readonly string[] }
  | { readonly kind: 'starts'; readonly call: string }
  | { readonly kind: 'ends'; readonly call: string; readonly outcome: Outcome }
  | { readonly kind: 'fails'; readonly error: string }
  | { readonly kind: 'done' };

const say = (said: Said): void => self.postMessage(said);

/** The parts of a page that are read off one experiment; what the model does not have is left out. */
function partsOf(page: Page, held: Holdings, of: AnyExperiment) {
  const figures = [...held.figures.values()];
  const both = <T extends { experiment: unknown }>(
    names: readonly string[],
    all: ReadonlyMap<string, T>,
  ) =>
    names.flatMap((name): [string, T][] => {
      const one = all.get(name);
      return one?.experiment === of ? [[name, one]] : [];
    });
  return {
    numbers: both(page.numbers, held.numbers),
    claims: both(page.claims, held.claims),
    figures: figures.filter((figure) => figure.of === of && page.figures.includes(figure.id)),
  };
}

type Parts = ReturnType<typeof partsOf>;

function outcomeOf({ numbers, claims, figures }: Parts, of: AnyExperiment): Outcome {
  const params = of.defaults;
  // As at build, where results are kept as text.
  const result = JSON.parse(JSON.stringify(of.compute(params)));
  return {
    numbers: Object.fromEntries(
      numbers.map(([name, number]) => {
        const value = number.read(result, params);
        const [text, bare] = [false, true].map((one) => formatQuantity(value, number, one));
        return [name, { text, bare }];
      }),
    ),
    claims: Object.fromEntries(claims.map(([name, claim]) => [name, claim.holds(result, params)])),
    figures: Object.fromEntries(
      figures.map((figure) => {
        const { wide, narrow } = viewOf(figure, result, params);
        return [figure.id, { wide: picture(wide), narrow: picture(narrow) }];
      }),
    ),
  };
}

async function check(page: Page): Promise<void> {
  const held = holdingsIn((await essays[page.essay]()).default);
  const wanted = [...held.experiments].flatMap(([name, of]) => {
    const parts = partsOf(page, held, of);
    const some = Object.values(parts).some(({ length }) => length > 0);
    return some ? [{ call: shortCallText(name, of.defaults, of.assumes), of, parts }] : [];
  });
  say({ kind: 'runs', names: wanted.map(({ call }) => call) });
  for (const { call, of, parts } of wanted) {
    say({ kind: 'starts', call });
    say({ kind: 'ends', call, outcome: outcomeOf(parts, of) });
  }
  say({ kind: 'done' });
}

self.onmessage = ({ data }: MessageEvent<Page>) =>
  check(data).catch((error) => say({ kind: 'fails', error: String(error) }));
