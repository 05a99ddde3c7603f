import type { PlannedReaction } from '../../../../domain/planned-reaction.ts';
import type { PlannedService, ProductPlan } from '../../../../domain/product-plan.ts';
import type { Statement } from '../../../../domain/statement.ts';
import type { Archetype } from '../../../../knowledge/archetypes/archetype.ts';
import type { PlannedThing } from '../plan-thing.ts';

/** A part of the product, with what stands for it. */
export type SolutionPart = {
  /** As the text names it: "payments". */
  name: string;
  /** Name of its service. */
  slug: string;
  statement: Statement;
  /** The text itself calls it a service. */
  explicit: boolean;
  archetype?: Archetype;
};

/** A reaction before its number and requirement are known. */
export type DraftReaction = {
  on: PlannedReaction['on'];
  does: PlannedReaction['does'];
  statements: Statement[];
  /** Why it follows although the text does not say it. */
  because?: string;
};

export type DraftComputed = {
  subject: string;
  attribute: string;
  statement: string;
  formula: Extract<ProductPlan['rules'][number], { kind: 'computed' }>['formula'];
  because: string;
};

/** Everything that goes beyond single things: services, and what happens between them. */
export type Solution = {
  /** None: the plan is one service, named after the product. */
  services: PlannedService[];
  things: PlannedThing[];
  reactions: DraftReaction[];
  externals: ProductPlan['externals'];
  interfaces: { kind: 'grpc'; because: string; statements: Statement[] }[];
  computed: DraftComputed[];
  assumptions: string[];
  unrealised: { text: string; reason: string }[];
};

/** A copy of the things with one changed. */
export const changeThing = (
  things: readonly PlannedThing[],
  name: string,
  change: (thing: PlannedThing) => PlannedThing,
): PlannedThing[] => things.map((thing) => (thing.subject.name === name ? change(thing) : thing));

export const changeSubject = (
  things: readonly PlannedThing[],
  name: string,
  change: (subject: PlannedThing['subject']) => PlannedThing['subject'],
): PlannedThing[] => changeThing(things, name, (thing) => ({ ...thing, subject: change(thing.subject) }));

export const subjectOf = (things: readonly PlannedThing[], name: string) =>
  things.find(({ subject }) => subject.name === name)?.subject;
