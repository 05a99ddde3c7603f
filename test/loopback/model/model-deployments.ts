/** What is deployed: what the service refuses depends on it. */
export type Deployment = {
  /** Takes an effort and `max_completion_tokens`, refuses sampling parameters. */
  reasons: boolean;
  contextTokens: number;
  maxOutputTokens: number;
} & ({ kind?: 'chat' } | { kind: 'embeddings'; dimensions: number });

/** A usual resource: one model that reasons, one that does not, one for vectors. */
export const DEPLOYMENTS: Readonly<Record<string, Deployment>> = {
  'gpt-5-mini': { reasons: true, contextTokens: 400_000, maxOutputTokens: 128_000 },
  'gpt-4.1': { reasons: false, contextTokens: 1_047_576, maxOutputTokens: 32_768 },
  'text-embedding-3-small': {
    kind: 'embeddings',
    reasons: false,
    contextTokens: 8_191,
    maxOutputTokens: 1,
    dimensions: 1_536,
  },
};
