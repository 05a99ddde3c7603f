import type { Blueprint } from '../../../domain/blueprint.ts';
import type { PlannedReaction } from '../../../domain/planned-reaction.ts';
import type { PlannedRule } from '../../../domain/planned-rule.ts';
import type { Reaction } from '../../../domain/reaction.ts';
import type { Rule } from '../../../domain/rule.ts';

const RULE_KINDS: Partial<Record<PlannedRule['kind'], Rule['kind'][]>> = {
  limit: ['limit'],
  unique: ['unique'],
  window: ['guard'],
  block: ['block'],
  'no-overlap': ['no-overlap'],
  compare: ['invariant', 'guard'],
  while: ['guard'],
};

const isBounded = ({ services }: Pick<Blueprint, 'services'>): boolean =>
  services.some(({ aggregates }) =>
    aggregates.some(({ fields, children }) =>
      [...fields, ...children.flatMap((child) => child.fields)].some(
        ({ type }) =>
          (type.kind === 'integer' || type.kind === 'decimal') &&
          (type.minimum !== undefined || type.maximum !== undefined),
      ),
    ),
  );

type Designed = Pick<Blueprint, 'services'>;
type Kind = PlannedRule['kind'];

const aggregatesOf = ({ services }: Designed) => services.flatMap(({ aggregates }) => aggregates);
const useCasesOf = ({ services }: Designed) => services.flatMap(({ useCases }) => useCases);

const isDerived = (designed: Designed): boolean =>
  aggregatesOf(designed).some(({ fields, children }) =>
    [...fields, ...children.flatMap((child) => child.fields)].some(({ derived }) => derived !== undefined),
  );

/** How a rule that is none of an aggregate's is upheld. */
const ELSEWHERE: Partial<Record<Kind, (designed: Designed) => boolean>> = {
  compare: isBounded,
  computed: isDerived,
  due: isDerived,
  floor: (designed) => aggregatesOf(designed).some(({ ledger }) => ledger?.floor !== undefined),
  expiry: (designed) => aggregatesOf(designed).some(({ ledger }) => ledger?.expiry !== undefined),
  timeout: (designed) =>
    aggregatesOf(designed).some(({ lifecycle }) => (lifecycle?.timeouts.length ?? 0) > 0),
  frozen: (designed) =>
    aggregatesOf(designed).some(({ lifecycle }) => lifecycle?.states.some(({ frozen }) => frozen)),
  permission: (designed) => useCasesOf(designed).some(({ roles }) => roles.length > 0),
  own: (designed) => useCasesOf(designed).some(({ owner }) => owner !== undefined),
};

/** Whether a rule of the plan is upheld somewhere in the blueprint: as a rule, a formula, a ledger, a state or at a use case. */
export const upholds = (designed: Designed, planned: PlannedRule): boolean => {
  const expected = RULE_KINDS[planned.kind] ?? [];
  const isRule = aggregatesOf(designed)
    .flatMap(({ rules }) => rules)
    .some(
      ({ kind, requirementIds }) => expected.includes(kind) && requirementIds.includes(planned.requirementId),
    );
  return isRule || (ELSEWHERE[planned.kind]?.(designed) ?? false);
};

const DOES: Record<PlannedReaction['does']['kind'], Reaction['does']['kind']> = {
  start: 'create',
  move: 'transition',
  reserve: 'reserve',
  release: 'release',
  ask: 'ask',
};

/** Whether a reaction of the plan happens somewhere in the blueprint. */
export const reacts = (
  { services }: Pick<Blueprint, 'services'>,
  { requirementId, does }: PlannedReaction,
): boolean =>
  services.some(({ reactions }) =>
    reactions.some(
      (reaction) => reaction.requirementIds.includes(requirementId) && reaction.does.kind === DOES[does.kind],
    ),
  );
