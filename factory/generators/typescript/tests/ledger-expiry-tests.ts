import type { Ledger } from '../../../domain/aggregate.ts';
import { shifted } from '../../../domain/duration.ts';
import type { AggregateModel, PostModel } from '../aggregate-model.ts';
import { block, literal } from '../source-text.ts';
import { exact, posting, stepOf } from './ledger-posting.ts';
import { timeOf } from './worlds.ts';

const moved = (time: string, milliseconds: number): string =>
  new Date(Date.parse(time) + milliseconds).toISOString();

const lost = (at: string, amount: number): string =>
  `{ at: ${literal(at)}, kind: 'expire', amount: ${amount} }`;

const atTheEnd = (model: AggregateModel, ledger: Ledger, incoming: PostModel, end: string): string => {
  const { one } = model;
  const amount = exact(ledger, 5 * stepOf(ledger));
  return block(
    `it('loses what was put in when its time is over, not a millisecond before, and once', () => {`,
    `const ${one} = opened();`,
    `${posting(model, incoming, String(amount))};`,
    `const { state } = ${one};`,
    `${one}.advance(${literal(moved(end, -1))});`,
    `expect(${one}.state).toEqual(state);`,
    `${one}.advance(${literal(end)});`,
    `expect(${one}.state).toEqual({ ...state, balance: 0, entries: [...state.entries, ${lost(end, amount)}] });`,
    `${one}.advance(${literal(moved(end, 1))});`,
    `expect(${one}.state.entries).toHaveLength(2);`,
    '});',
  );
};

const oldestFirst = (
  model: AggregateModel,
  ledger: Ledger,
  incoming: PostModel,
  outgoing: PostModel,
): string => {
  const { one } = model;
  const { expiry } = ledger;
  if (!expiry) return '';
  const step = stepOf(ledger);
  const amount = (count: number) => exact(ledger, count * step);
  const [first, second] = [timeOf(1), moved(timeOf(1), 60_000)];
  const [firstEnd, secondEnd] = [first, second].map((time) =>
    shifted(new Date(time), expiry, 1).toISOString(),
  );
  const kept = Math.max(Math.ceil((ledger.floor ?? 0) / step), 0);
  const [one1, two] = [10, 20 + kept];
  return block(
    `it('takes out the oldest first', () => {`,
    `const ${one} = opened();`,
    `${posting(model, incoming, String(amount(one1)))};`,
    `${posting(model, incoming, String(amount(two)), literal(second))};`,
    `${posting(model, outgoing, String(amount(4)), literal(second))};`,
    `${one}.advance(${literal(firstEnd)});`,
    `expect(${one}.state.balance).toBe(${amount(two)});`,
    `${one}.advance(${literal(secondEnd)});`,
    `expect(${one}.state.entries.slice(3)).toEqual([${lost(String(firstEnd), amount(6))}, ${lost(String(secondEnd), amount(two))}]);`,
    '});',
  );
};

const beforePosting = (model: AggregateModel, ledger: Ledger, incoming: PostModel, end: string): string => {
  const { one } = model;
  const amount = exact(ledger, 5 * stepOf(ledger));
  return block(
    `it('loses what is over before anything is posted', () => {`,
    `const ${one} = opened();`,
    `${posting(model, incoming, String(amount))};`,
    `${posting(model, incoming, String(amount), literal(end))};`,
    `expect(${one}.state.balance).toBe(${amount});`,
    `expect(${one}.state.entries.map(({ kind }) => kind)).toEqual([${literal(incoming.useCase.verb)}, 'expire', ${literal(incoming.useCase.verb)}]);`,
    '});',
  );
};

const spent = (
  model: AggregateModel,
  ledger: Ledger,
  incoming: PostModel,
  outgoing: PostModel,
  end: string,
): string => {
  const { one } = model;
  const amount = exact(ledger, Math.max(ledger.floor ?? 0, 0) + 5 * stepOf(ledger));
  return ledger.floor === undefined
    ? ''
    : block(
        `it('takes out nothing that was lost', () => {`,
        `const ${one} = opened();`,
        `${posting(model, incoming, String(amount))};`,
        `expect(() => ${posting(model, outgoing, String(exact(ledger, amount - ledger.floor)), literal(end))}).toThrow(`,
        `expect.objectContaining({ rule: 'floor' }),`,
        ');',
        '});',
      );
};

/** Tests of what is lost with time. */
export const expiryTests = (model: AggregateModel, ledger: Ledger): string[] => {
  const incoming = model.posts.find(({ useCase }) => useCase.direction === 'in');
  const outgoing = model.posts.find(({ useCase }) => useCase.direction === 'out');
  if (!ledger.expiry || !incoming) return [];
  const end = shifted(new Date(timeOf(1)), ledger.expiry, 1).toISOString();
  return [
    atTheEnd(model, ledger, incoming, end),
    beforePosting(model, ledger, incoming, end),
    ...(outgoing
      ? [oldestFirst(model, ledger, incoming, outgoing), spent(model, ledger, incoming, outgoing, end)]
      : []),
  ];
};
