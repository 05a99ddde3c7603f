import { camelCase } from '../../../../domain/naming.ts';
import type { PlannedRule } from '../../../../domain/planned-rule.ts';
import type { PlannedAttribute } from '../../../../domain/product-plan.ts';
import type { Statement } from '../../../../domain/statement.ts';
import type { StatedBehaviour, StatedBehaviourOf } from '../../../../domain/stated-behaviour.ts';
import type { PlannedLedger, PlannedLifecycle, PlannedPart } from '../../../../domain/subject.ts';
import type { Tagger } from '../../reading/tag-words.ts';
import { natureOf } from '../attribute-nature.ts';
import { sameThing, type Thing } from '../things.ts';

type WithoutIds<Rule> = Rule extends PlannedRule
  ? Omit<Rule, 'id' | 'requirementId' | 'statementIds' | 'subject'>
  : never;

/** A rule of a thing before the plan numbers it. */
export type RuleDraft = { rule: WithoutIds<PlannedRule>; statements: Statement[] };

/** A move and who does it, where the text says it. */
export type Move = PlannedLifecycle['moves'][number] & { actor?: string; statements: Statement[] };

/** What is being decided about the behaviour of one thing. */
export type Sketch = {
  thing: Thing;
  name: string;
  plural: string;
  /** All that is known of it, in order; what behaviour needs is added. */
  attributes: PlannedAttribute[];
  parts: PlannedPart[];
  lifecycle?: { initial: string; states: string[]; moves: Move[]; statements: Statement[] };
  ledger?: PlannedLedger & { statements: Statement[]; actors: Map<string, string> };
  rules: RuleDraft[];
  /** Infinitive for putting one in, where behaviour says it: "book". */
  recordVerb?: string;
  /** Attribute that names who did it: "member". */
  doer?: string;
  /** The record of a doing is neither changed nor removed. */
  doing: boolean;
  /** References to what takes up several of them: a class in which places are booked. */
  containers?: Set<string>;

  unrealised: { statement: Statement; reason: string }[];
  assumptions: string[];
};

export type Sketches = { all: Sketch[]; tagger: Tagger };

export type StatementOf<Kind extends StatedBehaviour['kind']> = Statement & {
  behaviour: StatedBehaviourOf<Kind>;
};

const isOf =
  <Kind extends StatedBehaviour['kind']>(kind: Kind) =>
  (statement: Statement): statement is StatementOf<Kind> =>
    statement.behaviour?.kind === kind;

/** Statements of a thing with behaviour of one kind. */
export const behaviours = <Kind extends StatedBehaviour['kind']>(
  { thing }: Pick<Sketch, 'thing'>,
  kind: Kind,
): StatementOf<Kind>[] => thing.statements.filter(isOf(kind));

export const attributeOf = (name: string, fields: Partial<PlannedAttribute> = {}): PlannedAttribute => ({
  name,
  nature: natureOf(name),
  choices: [],
  required: true,
  unique: false,
  computed: false,
  origin: 'stated',
  ...fields,
});

const sameName = (one: string, other: string): boolean => camelCase(one) === camelCase(other);

/** The attribute that a name means: itself, or the only one that ends or begins with it. */
export const findAttribute = (
  attributes: readonly PlannedAttribute[],
  name: string,
): PlannedAttribute | undefined => {
  const exact = attributes.find((each) => sameName(each.name, name));
  if (exact) return exact;
  const close = attributes.filter(
    (each) =>
      each.name.endsWith(` ${name}`) || name.endsWith(` ${each.name}`) || each.name.startsWith(`${name} `),
  );
  return close.length === 1 ? close[0] : undefined;
};

/** The thing of the plan that a name means. */
export const sketchOf = ({ all }: Sketches, name: string): Sketch | undefined =>
  all.find((sketch) => sameName(sketch.name, name)) ?? all.find((sketch) => sameThing(sketch.name, name));

/** Adds an attribute unless the thing has it; what behaviour says of its nature wins over a guess from its name. */
export const ensure = (
  sketch: Sketch,
  name: string,
  fields: Partial<PlannedAttribute> = {},
): PlannedAttribute => {
  const known = findAttribute(sketch.attributes, name);
  if (known) {
    if (known.nature === 'text' || fields.computed) Object.assign(known, { ...fields, origin: known.origin });
    return known;
  }
  const added = attributeOf(name, fields);
  sketch.attributes.push(added);
  return added;
};

/** An attribute that names one of the things of the plan, or in words who or what it is. */
export const ensureReference = (sketches: Sketches, sketch: Sketch, name: string): PlannedAttribute => {
  const other = sketchOf(sketches, name);
  if (!other || other === sketch) return ensure(sketch, name);
  return ensure(sketch, name, { nature: 'reference', refers: other.name });
};

export const refuse = (sketch: Sketch, statement: Statement, reason: string): void => {
  sketch.unrealised.push({ statement, reason });
};
