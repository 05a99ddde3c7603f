import type { Aggregate, UseCase } from '../../domain/blueprint.ts';
import type { Rule } from '../../domain/rule.ts';

const enters = (useCase: UseCase, states: readonly string[]): boolean =>
  useCase.kind === 'transition' && states.includes(useCase.to);

const writes = ({ kind }: UseCase): boolean => kind === 'create' || kind === 'update';

/** Whether a use case can be refused because of a rule. */
const canBreak = (useCase: UseCase, rule: Rule): boolean => {
  switch (rule.kind) {
    case 'invariant':
      return writes(useCase) || useCase.kind === 'transition';
    case 'guard':
    case 'block':
      return rule.useCases.includes(useCase.name);
    case 'limit':
    case 'unique':
    case 'no-overlap':
      return writes(useCase) || enters(useCase, rule.states);
  }
};

export type BrokenRule = { name: string; statement: string };

const floorOf = ({ ledger }: Aggregate, useCase: UseCase): BrokenRule[] =>
  ledger?.floor !== undefined && useCase.kind === 'post' && useCase.direction === 'out'
    ? [{ name: 'floor', statement: `The balance never goes below ${ledger.floor} ${ledger.unit}.` }]
    : [];

/** Rules that a use case can break: `unprocessable` ones are answered with 422, the others with 409. */
export const brokenRules = (
  aggregate: Aggregate,
  useCase: UseCase,
): { unprocessable: BrokenRule[]; conflicting: BrokenRule[] } => {
  const met = aggregate.rules.filter((rule) => canBreak(useCase, rule));
  return {
    unprocessable: met.filter(({ kind }) => kind === 'invariant'),
    conflicting: [...met.filter(({ kind }) => kind !== 'invariant'), ...floorOf(aggregate, useCase)],
  };
};
