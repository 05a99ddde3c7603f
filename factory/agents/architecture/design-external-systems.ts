import type { Aggregate } from '../../domain/blueprint.ts';
import { isGiven } from '../../domain/field.ts';
import type { ProductPlan } from '../../domain/product-plan.ts';
import type { ExternalSystem, Reaction } from '../../domain/reaction.ts';
import { joinedName, typeName } from './identifiers.ts';
import type { NamedThing } from './named-thing.ts';
import { capital } from './wording.ts';

/** How long one try may take, and how often it is tried again before the event is delivered later. */
const TIMEOUT_MS = 5_000;
const RETRIES = 2;

const described = (plan: ProductPlan, system: string): string => {
  const purpose = plan.externals.find(({ name }) => typeName(name) === system)?.purpose;
  const sentence = capital(purpose ?? `${system} decides outside.`);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
};

/** The systems that a service asks. Each gets all that callers gave of what it is asked about. */
export const designExternalSystems = (
  plan: ProductPlan,
  reactions: readonly Reaction[],
  things: readonly NamedThing[],
  aggregateOf: (thing: NamedThing) => Aggregate,
): ExternalSystem[] =>
  reactions.flatMap(({ does }, index): ExternalSystem[] => {
    if (does.kind !== 'ask') return [];
    const first = reactions.findIndex((each) => each.does.kind === 'ask' && each.does.system === does.system);
    const thing = things.find(({ moves }) => moves.some(({ useCase }) => useCase === does.accepted));
    if (first !== index || !thing) return [];
    const fields = aggregateOf(thing).fields.filter((field) => isGiven(field) && field.type.kind !== 'json');
    return [
      {
        name: does.system,
        description: described(plan, does.system),
        operation: joinedName('request', thing.type),
        fields: fields.map(({ name }) => name),
        timeoutMs: TIMEOUT_MS,
        retries: RETRIES,
        onUnavailable: 'retry',
      },
    ];
  });
