import type { PlannedAttribute } from '../../domain/product-plan.ts';
import type { PlannedRuleOf } from '../../domain/planned-rule.ts';
import { cellFor, dayOf, DAY } from './cells.ts';
import { cellBeside, fulfils, type Known } from './comparisons.ts';
import type { PlannedPart, PlannedThing } from './planned-things.ts';
import type { Json } from './published-contract.ts';
import { rulesOf } from './rules-of.ts';
import { sampleValue } from './sample-value.ts';
import { BEGIN, type Chosen, type Playbook, type Script } from './script.ts';

/** Enough for whatever is counted against it. */
const PLENTY = 100;
const WEEKS = 30 * DAY;
const HOUR = 3_600_000;

/** The row with every comparison of the plan fulfilled that it broke. */
const corrected = (
  rules: readonly PlannedRuleOf<'compare'>[],
  attributes: readonly PlannedAttribute[],
  schemas: Record<string, Json>,
  row: Chosen,
  known: Known,
): Chosen =>
  rules.reduce((current, rule) => {
    const attribute = attributes.find(({ name }) => name === rule.attribute);
    const cell = current[rule.attribute];
    if (!attribute || attribute.computed || cell === undefined) return current;
    if (fulfils(rule, attribute, current, known)) return current;
    const { name } = attribute;
    return { ...current, [name]: cellBeside(rule, attribute, schemas[name] ?? {}, current, 'good', known) };
  }, row);

/** The attribute is what some rule counts up to, or what is reserved. */
const isCapacity = ({ plan }: Playbook, thing: PlannedThing, name: string): boolean => {
  if (thing.stock === name) return true;
  return plan.rules.some((rule) => {
    if (rule.kind !== 'limit' || typeof rule.maximum === 'number' || rule.maximum.attribute !== name)
      return false;
    const { through } = rule.maximum;
    if (through === undefined) return rule.subject === thing.name;
    const holder = plan.subjects.find((subject) => subject.name === rule.subject);
    return holder?.attributes.find((attribute) => attribute.name === through)?.refers === thing.name;
  });
};

/** The attribute is summed by some limit: the least of it leaves room for others. */
const isSummed = ({ plan }: Playbook, thing: PlannedThing, name: string): boolean =>
  rulesOf(plan, thing, 'limit').some(({ amount }) => amount === name);

/** The attribute is a moment that others are measured from. */
const isAnchor = ({ plan }: Playbook, thing: PlannedThing, name: string): boolean =>
  plan.rules.some((rule) => {
    if (rule.kind === 'due') return rule.subject === thing.name && rule.since === name;
    if (rule.kind !== 'window' || 'state' in rule.anchor || rule.anchor.attribute !== name) return false;
    const { through } = rule.anchor;
    if (through === undefined) return rule.subject === thing.name;
    const holder = plan.subjects.find((subject) => subject.name === rule.subject);
    return holder?.attributes.find((attribute) => attribute.name === through)?.refers === thing.name;
  });

/** Moments that no other row of the suite comes near, for periods that must not overlap. */
const periodEdge = ({ plan }: Playbook, thing: PlannedThing, name: string, n: number): number | undefined => {
  const [rule] = rulesOf(plan, thing, 'no-overlap').filter(({ start, end }) => [start, end].includes(name));
  if (!rule) return undefined;
  const begin = dayOf(BEGIN) + WEEKS + 10 * n * DAY + 9 * HOUR;
  return name === rule.start ? begin : begin + DAY;
};

const cellOf = (
  script: Script,
  thing: PlannedThing,
  attribute: PlannedAttribute,
  schema: Json,
  n: number,
): string => {
  const { book, anchor = (script.now || BEGIN) + WEEKS } = script;
  const { name, nature } = attribute;
  if (isCapacity(book, thing, name)) return String(PLENTY + (n % PLENTY));
  if (isSummed(book, thing, name)) return '1';
  const isMoment = nature === 'date' || nature === 'instant';
  const edge = isMoment ? periodEdge(book, thing, name, n) : undefined;
  if (edge !== undefined) return cellFor(nature, edge);
  if (isMoment && isAnchor(book, thing, name)) return cellFor(nature, anchor);
  return sampleValue(attribute, schema, n);
};

/** How cells come about that nobody fixed. */
export type Making = {
  /** Answers the name of what a reference names. */
  reference: (attribute: PlannedAttribute) => string;
  /** A word that every free text holds. */
  mark?: string | undefined;
  /** Cells where no rule wants others. */
  usual?: Chosen;
};

/** The next row of a thing's attributes that keeps the rules of the plan. `fixed` cells stay as they are. */
export const sampleRow = (
  script: Script,
  { thing, schemas }: { thing: PlannedThing; schemas: Record<string, Json> },
  attributes: readonly PlannedAttribute[],
  fixed: Chosen,
  { reference, mark, usual = {} }: Making,
  part?: PlannedPart,
): Chosen => {
  const n = script.book.next();
  const cells = attributes.map((attribute): [string, string] => {
    const { name, nature, unique } = attribute;
    if (fixed[name] !== undefined) return [name, fixed[name]];
    if (nature === 'reference') return [name, reference(attribute)];
    const cell = usual[name] ?? cellOf(script, thing, attribute, schemas[name] ?? {}, n);
    return [name, mark !== undefined && nature === 'text' && !unique ? `${cell} ${mark}` : cell];
  });
  const rules = rulesOf(script.book.plan, thing, 'compare').filter(
    (rule) => !(rule.attribute in fixed) && [part?.name, part?.plural].includes(rule.part),
  );
  return corrected(rules, attributes, schemas, Object.fromEntries(cells), {
    now: script.now || BEGIN,
    cast: script.cast,
  });
};
