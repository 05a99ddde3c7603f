import type { ModelPrice } from '../../../factory/domain/model.ts';

/** What a family of models takes and gives. */
export type Capabilities = {
  /** Takes an effort and `max_completion_tokens`; refuses a temperature. */
  reasons: boolean;
  /** Fulfils a JSON Schema by itself; otherwise only some JSON is asked for, and the schema is told. */
  structured: boolean;
  /** Most tokens of prompt and answer together. */
  contextTokens: number;
  /** Most tokens of an answer, thoughts included. */
  maxOutputTokens: number;
  /** List price; a contract's own price is an option of the provider. */
  price: ModelPrice;
};

const family = (
  reasons: boolean,
  contextTokens: number,
  maxOutputTokens: number,
  inputUsd: number,
  outputUsd: number,
): Capabilities => ({
  reasons,
  structured: true,
  contextTokens,
  maxOutputTokens,
  price: { inputUsd, outputUsd },
});

/** By the name of the model, as the service calls it, without its version. */
export const FAMILIES = {
  'gpt-5.1': family(true, 400_000, 128_000, 1.25, 10),
  'gpt-5': family(true, 400_000, 128_000, 1.25, 10),
  'gpt-5-mini': family(true, 400_000, 128_000, 0.25, 2),
  'gpt-5-nano': family(true, 400_000, 128_000, 0.05, 0.4),
  o3: family(true, 200_000, 100_000, 2, 8),
  'o3-mini': family(true, 200_000, 100_000, 1.1, 4.4),
  'o4-mini': family(true, 200_000, 100_000, 1.1, 4.4),
  'gpt-4.1': family(false, 1_047_576, 32_768, 2, 8),
  'gpt-4.1-mini': family(false, 1_047_576, 32_768, 0.4, 1.6),
  'gpt-4.1-nano': family(false, 1_047_576, 32_768, 0.1, 0.4),
  'gpt-4o': family(false, 128_000, 16_384, 2.5, 10),
  'gpt-4o-mini': family(false, 128_000, 16_384, 0.15, 0.6),
} as const satisfies Record<string, Capabilities>;

export type ModelFamily = keyof typeof FAMILIES;

/** The family of a model's name, a date at its end left out (`gpt-4o-2024-11-20`); `undefined` for one that nobody described. */
export const familyOf = (model: string): ModelFamily | undefined => {
  const name = model.toLowerCase().replace(/-\d{4}-\d{2}-\d{2}$/, '');
  return Object.hasOwn(FAMILIES, name) ? (name as ModelFamily) : undefined;
};
