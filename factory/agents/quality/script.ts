import type { ProductPlan } from '../../domain/product-plan.ts';
import { instantCell } from './cells.ts';
import { table, withArticle, type Step } from './gherkin-text.ts';
import type { PlannedThing } from './planned-things.ts';
import type { ResolvedThing } from './resolve-vocabulary.ts';

/** Cells of a table's row, by the words of the attributes. */
export type Chosen = Record<string, string>;

/** What all scenarios of a suite are written from. `next` counts up over the suite, so that no two rows are alike. */
export type Playbook = {
  plan: ProductPlan;
  service: string;
  things: Map<string, ResolvedThing>;
  next: () => number;
};

/** A thing of a scenario, as the scenario's author imagines it at each point. */
export type Actor = {
  name: string;
  resolved: ResolvedThing;
  values: Chosen;
  state: string | undefined;
  /** Moments in which it came into each state. */
  entered: Record<string, number>;
  /** What it was given in each of its parts. */
  parts: Record<string, Chosen[]>;
};

/** A scenario while it is written: its steps so far, and what is then so. */
export type Script = {
  book: Playbook;
  steps: Step[];
  now: number;
  caller: string;
  /** Tables of parts that hold until others are given. */
  parts: Map<string, string>;
  cast: Map<string, Actor>;
  /** Moment of what others are measured from (the start of a class); absent: some weeks ahead. */
  anchor?: number;
};

/** A Monday morning, before any scenario. */
export const BEGIN = Date.UTC(2026, 2, 2, 9);

export const newScript = (book: Playbook): Script => ({
  book,
  steps: [],
  now: 0,
  caller: '',
  parts: new Map(),
  cast: new Map(),
});

export const a = ({ name }: PlannedThing): string => withArticle(name);

export const tableOf = (rows: readonly Chosen[]): string[] => {
  const head = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return table(
    head,
    rows.map((row) => head.map((name) => row[name] ?? '')),
  );
};

const say =
  (keyword: Step['keyword']) =>
  ({ steps }: Script, text: string, rows: readonly Chosen[] = []): void => {
    const cells = tableOf(rows.filter((row) => Object.keys(row).length > 0));
    const hasTable = cells.length > 1;
    // A thing whose parts are all there is to it has no row of its own.
    steps.push({
      keyword,
      text: hasTable ? text : text.replace(/:$/, ''),
      ...(hasTable ? { table: cells } : {}),
    });
  };
export const given = say('Given');
export const when = say('When');
export const observe = say('Then');

/** It is now that moment. */
export const setClock = (script: Script, at: number): void => {
  if (script.now === at) return;
  script.now = at;
  // Nothing happened since the clock was set: only the later moment counts.
  if (script.steps.at(-1)?.text.startsWith('it is "')) script.steps.pop();
  given(script, `it is "${instantCell(at)}"`);
};

/** "it is" and "the caller is" belong to whatever comes next: they take its keyword. */
const isSetting = ({ text }: Step): boolean =>
  /^(?:it is "|the caller is |nobody says|the .+ of each .+ are:$)/.test(text);

const group = (steps: readonly Step[], index: number): Step['keyword'] => {
  const step = steps[index];
  if (!step) return 'Given';
  if (!isSetting(step) || steps.slice(0, index).every(isSetting)) return step.keyword;
  const next = group(steps, index + 1);
  return next === 'Then' ? 'When' : next;
};

/** The same steps, "And" for each that follows one of its kind. */
export const spoken = (steps: readonly Step[]): Step[] => {
  const kinds = steps.map((step, index) => (step.keyword === 'And' ? 'And' : group(steps, index)));
  return steps.map((step, index) => {
    const before = kinds.slice(0, index).findLast((kind) => kind !== 'And');
    return { ...step, keyword: kinds[index] === before ? 'And' : (kinds[index] ?? 'Given') };
  });
};
