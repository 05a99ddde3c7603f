import { z } from 'zod';

import type { Spend } from '../domain/budget.ts';
import type { ModelProvider, ModelReply, Usage } from '../domain/model.ts';
import { strategySchema, type Strategy } from '../domain/strategy.ts';
import type { Judgement } from './judge-answer.ts';

/** An answer that could not be used, kept so that the next differs: what was wrong, its hash and its canonical text. */
export const failedTrySchema = z.strictObject({
  strategy: strategySchema,
  findings: z.array(z.strictObject({ rule: z.string(), message: z.string() })),
  sha256: z.string(),
  answer: z.string(),
});
export type FailedTry = z.infer<typeof failedTrySchema>;

/** What the audit trail says about how an answer came about. `prompt` is the version of what the model was told. */
export type Thought = {
  provider: string;
  strategy: Strategy;
  prompt?: string;
  usage?: Usage;
  diff?: string;
};

/** A model that may be asked: the one that was meant, or the one in its place. */
export type Asked = Omit<ModelProvider, 'fallback'>;

/** One call that is to be paid. */
export type PaidCall = {
  strategy: Strategy;
  provider: Asked;
  worst: Spend;
  call(): Promise<ModelReply>;
  spent(reply: ModelReply): Spend;
};

/** A model to ask, what was tried before, and who pays. */
export type Thinking = {
  provider: ModelProvider;
  /** All answers that could not be used, oldest first. */
  failed: readonly FailedTry[];
  /** Strategies that were used since a person was asked. */
  used: readonly Strategy[];
  /** What people told this agent. */
  guidance: readonly string[];
  /**
   * Sets the worst case aside, calls, and settles with what the call used. Throws what the call throws, and before calling where
   * the budget forbids it.
   */
  pay(call: PaidCall): Promise<ModelReply>;
  /** The answer that this very try had under a strategy before it broke off, paid already; `provider` is its name. */
  kept?(strategy: Strategy): Promise<{ provider: string; reply: ModelReply } | undefined>;
  /** Told as soon as something is known, so that it is recorded whatever happens after. */
  note(thought: Thought): void;
};

/** The strategies that led to no usable answer; without `failedTry` none of them gave anything new. */
export type Tried = { used: Strategy[]; failedTry?: FailedTry };

export type ThoughtOut<Output> =
  | Exclude<Judgement<Output>, { verdict: 'wrong' }>
  | (Extract<Judgement<Output>, { verdict: 'wrong' }> & { tried?: Tried });
