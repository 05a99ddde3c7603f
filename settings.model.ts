import { z } from 'zod';

import { address, numberText, secretName } from './settings.values.ts';

const name = z.string().min(1);

const price = numberText(
  z
    .number({ error: 'must be US dollars for a million tokens' })
    .min(0)
    .max(10_000)
    .meta({ unit: 'US dollars' }),
).optional();

/** The settings of the model. */
export const modelSettings = {
  FACTORY_MODEL: z
    .enum(['rules', 'azure-openai', 'openai-compatible'])
    .default('rules')
    .describe('Who thinks: the built-in agents, Azure OpenAI, or any endpoint that speaks as OpenAI does.'),
  MODEL_ENDPOINT: address.optional().describe('Endpoint of the model.'),
  MODEL_DEPLOYMENT: name.optional().describe('Deployment (or model) that is asked.'),
  MODEL_FAMILY: name
    .optional()
    .describe('Model of the deployment, as `gpt-5-mini`, where the deployment has another name.'),
  MODEL_API_VERSION: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}(?:-preview)?$/, { error: 'must be a version, as 2025-04-01-preview' })
    .optional()
    .describe('Version of the API of Azure OpenAI. Else 2025-04-01-preview.'),
  MODEL_EFFORT: z
    .enum(['minimal', 'low', 'medium', 'high'])
    .default('medium')
    .describe('How long a model that reasons thinks; others are not told.'),
  MODEL_MAX_OUTPUT_TOKENS: numberText(
    z
      .number({ error: 'must be a number of tokens' })
      .int()
      .min(1_000)
      .max(1_000_000)
      .meta({ unit: 'tokens' })
      .default(32_000),
  ).describe('Most tokens of an answer, thoughts included; never more than the model gives.'),
  MODEL_INPUT_PRICE: price.describe(
    'What a million tokens that are sent cost by your contract; together with `MODEL_OUTPUT_PRICE`. Else the list price of the model.',
  ),
  MODEL_OUTPUT_PRICE: price.describe('What a million tokens of answers cost by your contract.'),
  MODEL_FALLBACK_DEPLOYMENT: name
    .optional()
    .describe('Deployment that is asked where the first is not available; it costs its list price.'),
  MODEL_FALLBACK_FAMILY: name.optional().describe('Its model, where the deployment has another name.'),
  MODEL_KEY_SECRET: secretName
    .optional()
    .describe('Secret with the key of an endpoint that is not Azure OpenAI.'),
  EMBEDDING_DEPLOYMENT: name
    .optional()
    .describe('Deployment that makes vectors of knowledge; without it, knowledge is found by its words.'),
};

type Settings = z.infer<z.ZodObject<typeof modelSettings>>;

const NEEDED = {
  rules: [],
  'azure-openai': ['MODEL_ENDPOINT', 'MODEL_DEPLOYMENT'],
  'openai-compatible': ['MODEL_ENDPOINT', 'MODEL_DEPLOYMENT', 'MODEL_KEY_SECRET'],
} as const;

/** Settings that mean nothing without another. */
const TOGETHER = [
  ['MODEL_INPUT_PRICE', 'MODEL_OUTPUT_PRICE'],
  ['MODEL_OUTPUT_PRICE', 'MODEL_INPUT_PRICE'],
  ['MODEL_FALLBACK_FAMILY', 'MODEL_FALLBACK_DEPLOYMENT'],
] as const;

/** What is missing for the model that is named, each with the reason. */
export const missingForModel = (settings: Settings): { name: string; message: string }[] =>
  [
    ...NEEDED[settings.FACTORY_MODEL].map((needed) => ({
      name: needed,
      reason: `FACTORY_MODEL=${settings.FACTORY_MODEL}`,
    })),
    ...TOGETHER.flatMap(([given, needed]) =>
      settings[given] === undefined ? [] : [{ name: needed, reason: given }],
    ),
  ]
    .filter(({ name: needed }) => settings[needed] === undefined)
    .map(({ name: needed, reason }) => ({ name: needed, message: `is required with ${reason}` }));
