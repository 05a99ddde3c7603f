import { expect, it } from 'vitest';

import { designBlueprint } from '../../../../factory/agents/architecture/design-blueprint.ts';
import type { Service } from '../../../../factory/domain/blueprint.ts';
import { planOf } from '../support/run.ts';
import { failuresOf } from './model/run-suite.ts';

const AUCTION =
  'Auctions have a title and a start price and are open or closed. Bidders bid on auctions. Bids have an amount. The amount of a bid must be higher than the start price of the auction. Nobody can bid on a closed auction.';
const plan = await planOf(AUCTION);
const service = (): Service => structuredClone(designBlueprint(plan, 'typescript').services[0]!);

const without = (kind: 'invariant' | 'guard'): Service => {
  const changed = service();
  const before = changed.aggregates.flatMap(({ rules }) => rules).length;
  for (const aggregate of changed.aggregates)
    aggregate.rules = aggregate.rules.filter((rule) => rule.kind !== kind);
  expect(changed.aggregates.flatMap(({ rules }) => rules)).toHaveLength(before - 1);
  return changed;
};

it('keeps what hangs on the thing that is referred to', async () => {
  expect(await failuresOf(plan, service())).toEqual({});
});

it.each([
  ['a value of the other', 'invariant', 'compare'],
  ['the state of the other', 'guard', 'while'],
] as const)(
  'a service that does not look at %s fails the criterion of the rule',
  async (_, kind, planned) => {
    const rule = plan.rules.find((each) => each.kind === planned)!;
    const failed = Object.keys(await failuresOf(plan, without(kind)));
    expect(failed).toEqual([`@${rule.requirementId}.S1.C1`]);
  },
);
