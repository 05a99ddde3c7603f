import { joinedName, wordName } from './identifiers.ts';
import type { PlannedReaction } from '../../domain/planned-reaction.ts';
import type { PlannedRule } from '../../domain/planned-rule.ts';
import type { ProductPlan, Story } from '../../domain/product-plan.ts';
import type { NamedThing } from './named-thing.ts';
import { useCaseNamed } from './use-case-named.ts';

/** Keys of use cases that are not called by a verb of the plan. */
export type PlainKind = 'create' | 'get' | 'update' | 'remove' | 'search' | 'export';

const BY_INTENT: Partial<Record<Story['intent'], PlainKind>> = {
  record: 'create',
  maintain: 'create',
  'forbid-change': 'create',
  retain: 'create',
  view: 'get',
  change: 'update',
  remove: 'remove',
  find: 'search',
  export: 'export',
  connect: 'get',
};

const movesTo = (thing: NamedThing, states: readonly string[]): string[] =>
  thing.moves.filter(({ to }) => states.map(wordName).includes(to)).map(({ useCase }) => useCase);

/** Names of the use cases (or their kind) that uphold a rule. */
const ofRule = (thing: NamedThing, rule: PlannedRule): string[] => {
  const named = (verbs: readonly string[]) => verbs.flatMap((verb) => useCaseNamed(thing, verb) ?? []);
  switch (rule.kind) {
    case 'window':
    case 'block':
    case 'permission':
    case 'own':
    case 'while':
      return named(rule.verbs);
    case 'compare':
      return rule.verbs.length > 0 ? named(rule.verbs) : ['create'];
    case 'floor':
      return thing.posts.filter(({ direction }) => direction === 'out').map(({ useCase }) => useCase);
    case 'expiry':
      return thing.posts.filter(({ direction }) => direction === 'in').map(({ useCase }) => useCase);
    case 'timeout':
      return movesTo(thing, [rule.to]);
    case 'frozen':
      return ['update', 'remove', 'create'];
    case 'due':
      return ['get'];
    default:
      return ['create'];
  }
};

const ofReaction = (thing: NamedThing, { does }: PlannedReaction): string[] => {
  if (does.subject !== thing.subject.name) return [];
  switch (does.kind) {
    case 'start':
      return ['create'];
    case 'move':
      return movesTo(thing, [does.to]);
    case 'ask':
      return movesTo(thing, [does.accepted, does.refused]);
    default:
      return [];
  }
};

const ofCheck = (
  plan: ProductPlan,
  thing: NamedThing,
  check: Story['criteria'][number]['check'],
): string[] => {
  switch (check.kind) {
    case 'moved':
    case 'move-refused':
    case 'posted':
      return [useCaseNamed(thing, check.verb) ?? []].flat();
    case 'rule':
      return plan.rules.filter(({ id }) => id === check.rule).flatMap((rule) => ofRule(thing, rule));
    case 'reacted':
      return plan.reactions
        .filter(({ id }) => id === check.reaction)
        .flatMap((reaction) => ofReaction(thing, reaction));
    default:
      return [];
  }
};

/** Which stories a use case of a thing serves: by what they want done, and by the checks of their criteria. */
export const storiesServedBy = (
  plan: ProductPlan,
  thing: NamedThing,
  kind: PlainKind | undefined,
  useCase: string,
): Story[] =>
  thing.stories.filter(({ intent, want, criteria }) => {
    if (kind !== undefined && BY_INTENT[intent] === kind) return true;
    const checked = criteria.flatMap(({ check }) => ofCheck(plan, thing, check));
    if (checked.includes(useCase) || (kind !== undefined && checked.includes(kind))) return true;
    const led = intent === 'move' || intent === 'post';
    return (
      led && checked.length === 0 && useCaseNamed(thing, joinedName(want.split(' ')[0] ?? '')) === useCase
    );
  });
