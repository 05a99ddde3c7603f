import type { Blueprint } from '../../../domain/blueprint.ts';
import type { PlannedReaction } from '../../../domain/planned-reaction.ts';
import type { PlannedRule } from '../../../domain/planned-rule.ts';
import type { Reaction } from '../../../domain/reaction.ts';

const KINDS = {
  limit: 'limit',
  unique: 'unique',
  window: 'guard',
  block: 'block',
  'no-overlap': 'no-overlap',
} as const;

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

/** Whether a rule of the plan is upheld somewhere in the blueprint: as a rule, a formula, a ledger, a state or at a use case. */
export const upholds = (blueprint: Pick<Blueprint, 'services'>, planned: PlannedRule): boolean => {
  const aggregates = blueprint.services.flatMap((service) => service.aggregates);
  const useCases = blueprint.services.flatMap((service) => service.useCases);
  const rules = aggregates.flatMap((aggregate) => aggregate.rules);
  const named = rules.filter(({ requirementIds }) => requirementIds.includes(planned.requirementId));
  switch (planned.kind) {
    case 'limit':
    case 'unique':
    case 'window':
    case 'block':
    case 'no-overlap':
      return named.some(({ kind }) => kind === KINDS[planned.kind]);
    case 'compare':
      return named.length > 0 || (typeof planned.with === 'number' && isBounded(blueprint));
    case 'computed':
    case 'due':
      return aggregates.some(({ fields, children }) =>
        [...fields, ...children.flatMap((child) => child.fields)].some(({ derived }) => derived),
      );
    case 'floor':
      return aggregates.some(({ ledger }) => ledger?.floor === planned.minimum);
    case 'expiry':
      return aggregates.some(({ ledger }) => ledger?.expiry !== undefined);
    case 'timeout':
      return aggregates.some(({ lifecycle }) => (lifecycle?.timeouts.length ?? 0) > 0);
    case 'frozen':
      return aggregates.some(({ lifecycle }) => lifecycle?.states.some(({ frozen }) => frozen));
    case 'permission':
      return useCases.some(({ roles }) => roles.length > 0);
    case 'own':
      return useCases.some(({ owner }) => owner !== undefined);
  }
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
