import { shifted } from '../../../domain/duration.ts';
import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Ledger } from '../../../domain/aggregate.ts';
import type { AggregateModel, PostModel } from '../aggregate-model.ts';
import { block, literal, paragraphs } from '../source-text.ts';
import { eventsCode, shownCode } from './expected-events.ts';
import { exact, posting, stepOf } from './ledger-posting.ts';
import { expiryTests } from './ledger-expiry-tests.ts';
import { restored, stateCode } from './method-calls.ts';
import type { Code } from './sample-values.ts';
import { supportImports } from './support-imports.ts';
import { sampleInput, sampleWorld, timeOf } from './worlds.ts';

/** An entry of the state. */
const entryCode = ({ expiry }: Ledger, { useCase }: PostModel, amount: number): Code => {
  const expires =
    useCase.direction === 'in' && expiry ? shifted(new Date(timeOf(1)), expiry, 1).toISOString() : '';
  const others = Object.entries(sampleInput(useCase)).map(([name, value]) => `${name}: ${literal(value)}`);
  const members = [
    'at',
    `kind: ${literal(useCase.verb)}`,
    `amount: ${amount}`,
    expires && `expiresAt: ${literal(expires)}`,
    ...others,
  ];
  return `{ ${members.filter(Boolean).join(', ')} }`;
};

/** Puts in what is taken out afterwards, where something can be put in. */
const prepared = (model: AggregateModel, ledger: Ledger) => {
  const incoming = model.posts.find(({ useCase }) => useCase.direction === 'in');
  const amount = incoming ? exact(ledger, Math.max(ledger.floor ?? 0, 0) + 5 * stepOf(ledger)) : 0;
  return { amount, code: incoming ? `${posting(model, incoming, String(amount))};` : '' };
};

const posted = (model: AggregateModel, ledger: Ledger, post: PostModel): string => {
  const { one } = model;
  const amount = exact(ledger, 3 * stepOf(ledger));
  const { direction } = post.useCase;
  const before = direction === 'out' ? prepared(model, ledger) : { amount: 0, code: '' };
  const balance = exact(ledger, before.amount + (direction === 'in' ? amount : -amount));
  const world = sampleWorld(model);
  return block(
    `it(${literal(`${post.useCase.name} ${direction === 'in' ? 'puts in' : 'takes out'} what it is asked to, and tells it`)}, () => {`,
    `const ${one} = opened();`,
    before.code,
    before.code && `const { entries } = ${one}.state;\n${one}.releaseEvents();`,
    `${posting(model, post, String(amount))};`,
    `expect(${one}.state).toEqual({ ...opened().state, balance: ${balance}, entries: [${before.code && '...entries, '}${entryCode(ledger, post, amount)}] });`,
    `expect(${one}.releaseEvents()).toEqual(${eventsCode(post.events, shownCode(model, `${one}.state`, world))});`,
    '});',
  );
};

const floorTests = (model: AggregateModel, ledger: Ledger, post: PostModel): string[] => {
  const { one } = model;
  const { floor } = ledger;
  if (post.useCase.direction === 'in') return [];
  const before = prepared(model, ledger);
  if (floor === undefined)
    return [
      block(
        `it(${literal(`${post.useCase.name} may take out more than is there`)}, () => {`,
        `const ${one} = opened();`,
        `${posting(model, post, String(stepOf(ledger)))};`,
        `expect(${one}.state.balance).toBe(${-stepOf(ledger)});`,
        '});',
      ),
    ];
  const most = exact(ledger, before.amount - floor);
  const more = exact(ledger, most + stepOf(ledger));
  return [
    block(
      `it(${literal(`${post.useCase.name} leaves ${floor} ${ledger.unit} at least`)}, () => {`,
      `const ${one} = opened();`,
      before.code,
      `const { state } = ${one};`,
      before.code && `${one}.releaseEvents();`,
      `expect(() => ${posting(model, post, String(more))}).toThrow(expect.objectContaining({ rule: 'floor', kind: 'conflict' }));`,
      `expect(${one}.state).toEqual(state);`,
      `expect(${one}.releaseEvents()).toEqual([]);`,
      `${posting(model, post, String(most))};`,
      `expect(${one}.state.balance).toBe(${floor});`,
      '});',
    ),
  ];
};

const amounts = (model: AggregateModel, ledger: Ledger, post: PostModel): string => {
  const { unit, scale } = ledger;
  const wrong = ['0', '-1', String(Number(`1e-${scale + 1}`)), `'1'`, 'null', 'undefined'];
  return block(
    `it.each<unknown>([${wrong.join(', ')}])(${literal(`${post.useCase.name} refuses an amount of %j`)}, (amount) => {`,
    `const ${model.one} = opened();`,
    `expect(() => ${posting(model, post, 'amount as number')}).toThrow(`,
    `expect.objectContaining({ violations: [expect.objectContaining({ field: ${literal(unit)} })] }),`,
    ');',
    `expect(${model.one}.state).toEqual(opened().state);`,
    '});',
  );
};

/** Whatever is posted, the balance is the sum of the entries. */
const law = (model: AggregateModel, ledger: Ledger): string => {
  const incoming = model.posts.find(({ useCase }) => useCase.direction === 'in');
  const outgoing = model.posts.find(({ useCase }) => useCase.direction === 'out');
  if (!incoming || !outgoing) return '';
  const { one } = model;
  const factor = 10 ** ledger.scale;
  const amount = factor === 1 ? '1 + next(20)' : `(1 + next(2_000)) / ${factor}`;
  const units = factor === 1 ? 'amount' : `Math.round(amount * ${factor})`;
  const take = posting(model, outgoing, 'amount');
  return block(
    'it.each([1, 2, 3, 4, 5, 6, 7, 8])(',
    `'has a balance that is the sum of its entries, whatever is posted (seed %i)', (seed) => {`,
    `const ${one} = opened();`,
    'const next = pseudoRandom(seed);',
    'let sum = 0;',
    'for (let count = 0; count < 40; count += 1) {',
    `const amount = ${amount};`,
    'if (next(2) === 0) {',
    `${posting(model, incoming, 'amount')};`,
    `sum += ${units};`,
    ledger.floor === undefined ? '} else {' : `} else if (sum - ${units} >= ${ledger.floor * factor}) {`,
    `${take};`,
    `sum -= ${units};`,
    '}',
    `expect(${one}.state.balance).toBe(sum${factor === 1 ? '' : ` / ${factor}`});`,
    '}',
    '},',
    ');',
  );
};

/** `test/unit/domain/<aggregate>-ledger.test.ts`: what is posted, and what is left. */
export const ledgerTestFile = (model: AggregateModel): GeneratedFile[] => {
  const { ledger, lifecycle } = model.aggregate;
  if (!ledger || model.posts.length === 0) return [];
  const tests = [
    `const at = ${literal(timeOf(1))};`,
    `const opened = () => ${restored(model, stateCode(model, lifecycle?.initial ?? ''))};`,
    ...model.posts.flatMap((post) => [
      posted(model, ledger, post),
      ...floorTests(model, ledger, post),
      amounts(model, ledger, post),
    ]),
    law(model, ledger),
    ...expiryTests(model, ledger),
  ];
  const usesRandom = tests.join('').includes('pseudoRandom(');
  return [
    {
      path: `test/unit/domain/${model.folder}-ledger.test.ts`,
      content: paragraphs(
        `import { expect, it } from 'vitest';`,
        block(
          supportImports(model, tests.join('\n')),
          usesRandom && `import { pseudoRandom } from '../../support/pseudo-random.ts';`,
        ),
        ...tests,
      ),
    },
  ];
};
