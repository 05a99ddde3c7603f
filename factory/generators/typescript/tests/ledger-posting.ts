import type { Ledger } from '../../../domain/aggregate.ts';
import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { AggregateModel, PostModel } from '../aggregate-model.ts';
import { literal } from '../source-text.ts';
import { methodCall } from './method-calls.ts';
import type { Code } from './sample-values.ts';
import { sampleInput } from './worlds.ts';

export const pseudoRandomFile: GeneratedFile = {
  path: 'test/support/pseudo-random.ts',
  content: `/** Whole numbers below a bound that look random, and are the same for the same seed. */
export const pseudoRandom = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
};
`,
};

/** The smallest amount. */
export const stepOf = ({ scale }: Ledger): number => Number((10 ** -scale).toFixed(scale));

export const exact = ({ scale }: Ledger, value: number): number => Number(value.toFixed(scale));

/** A call that posts an amount. */
export const posting = (model: AggregateModel, post: PostModel, amount: Code, at: Code = 'at'): Code => {
  const unit = model.aggregate.ledger?.unit ?? '';
  const others = Object.entries(sampleInput(post.useCase)).map(
    ([name, value]) => `${name}: ${literal(value)}`,
  );
  return methodCall(model, post, model.one, {
    input: `{ ${[`${unit}: ${amount}`, ...others].join(', ')} }`,
    at,
  });
};
