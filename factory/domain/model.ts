import { z } from 'zod';

import type { Spend } from './budget.ts';
import type { Strategy } from './strategy.ts';

/** Tokens as the provider counted them, in and out. */
export type ModelUsage = { inputTokens: number; outputTokens: number };

/** US dollars per million tokens. */
export type ModelPrice = { inputUsd: number; outputUsd: number };

export type ModelRequest = {
  /** Name of the agent that asks. */
  agent: string;
  /** What never changes between calls of an agent, so that a service can keep it: the role, the rules, what data is. */
  instructions: string;
  /** What this call is about: fenced material, findings and strategy. */
  prompt: string;
  /** JSON Schema that the answer must fulfil. */
  schema: unknown;
  /** What was wrong with the answer before, and how this one is to differ: for an adapter that sets parameters by it. */
  findings: readonly { rule: string; message: string }[];
  strategy: Strategy;
  maxOutputTokens: number;
  /** Ends the call; the promise is then rejected. */
  signal: AbortSignal;
};

/** Why a reply is no answer at all: it was cut off, or is no JSON. `said` tells it from others. */
export type UnusableReply = { unusable: { rule: string; message: string }; said: string };

/** An object, which need not fulfil the schema, the words with which the model declined, or what is none of both. */
export type ModelReply = ({ answer: unknown } | { refusal: string } | UnusableReply) & {
  usage: ModelUsage;
  /** Credentials that stood in the answer and were taken out of it, with the way to each. */
  withheld?: { path: string[]; what: string }[];
};

/** A language model that answers a prompt with an object. Without one the agents' rules answer. */
export type ModelProvider = {
  /** The deployment, as the audit trail names it. */
  name: string;
  price: ModelPrice;
  /** Most tokens of an answer. */
  maxOutputTokens: number;
  /** How long an answer may take, in milliseconds. */
  timeoutMs: number;
  /**
   * Throws `PortError`: kind `transient` with `retryAfterMs` only where the service refused before it charged anything (429);
   * without it, the call may have been charged.
   */
  complete(request: ModelRequest): Promise<ModelReply>;
  /** Asked where this one fails transiently; paid by itself. It has no other. */
  fallback?: Omit<ModelProvider, 'fallback'>;
};

const count = z.number().int().nonnegative();

/** What the calls of one action used, for the audit trail. */
export const usageSchema = z.strictObject({
  calls: count.describe('Answers of the model.'),
  inputTokens: count.describe('Tokens in.'),
  outputTokens: count.describe('Tokens out.'),
  costUsd: z.number().nonnegative().describe('US dollars.'),
});
export type Usage = z.infer<typeof usageSchema>;

const MILLION = 1_000_000;

export const costOf = (
  { inputTokens, outputTokens }: ModelUsage,
  { inputUsd, outputUsd }: ModelPrice,
): number => (inputTokens * inputUsd + outputTokens * outputUsd) / MILLION;

export const spendOf = (usage: ModelUsage, price: ModelPrice): Spend => ({
  tokens: usage.inputTokens + usage.outputTokens,
  costUsd: costOf(usage, price),
});

/** Tokens that a service adds around a prompt: roles, names, separators. */
const ENVELOPE_TOKENS = 1_000;

/** The most that a call can use: a token is at least one byte of what is sent. */
export const worstUsage = ({
  instructions,
  prompt,
  schema,
  maxOutputTokens,
}: Omit<ModelRequest, 'signal'>): ModelUsage => ({
  inputTokens:
    new TextEncoder().encode(instructions + prompt + (JSON.stringify(schema) ?? '')).length + ENVELOPE_TOKENS,
  outputTokens: maxOutputTokens,
});

export const addUsage = (total: Usage | undefined, usage: ModelUsage, price: ModelPrice): Usage => ({
  calls: (total?.calls ?? 0) + 1,
  inputTokens: (total?.inputTokens ?? 0) + usage.inputTokens,
  outputTokens: (total?.outputTokens ?? 0) + usage.outputTokens,
  costUsd: Math.round(((total?.costUsd ?? 0) + costOf(usage, price)) * MILLION) / MILLION,
});
