import type { TokenCredential } from '@azure/identity';

import { PortError } from '../../port-error.ts';
import type { ModelProvider } from '../../ports.ts';
import type { NamedSecret } from '../key-vault/secrets.ts';
import { FAMILIES, type ModelFamily } from './capabilities.ts';
import type { ChatOptions } from './chat-model.ts';
import type { Effort } from './chat-request.ts';
import { createAzureModel, createCompatibleModel, withFallback } from './create-model.ts';
import { createAzureEmbeddings, createCompatibleEmbeddings } from './embeddings.ts';

/** What the settings say of the model. */
export type ModelSettings = {
  kind: 'rules' | 'azure-openai' | 'openai-compatible';
  endpoint: string | undefined;
  deployment: string | undefined;
  /** Where the deployment's name does not say which model it is. */
  family: string | undefined;
  /** Of Azure OpenAI. */
  apiVersion: string | undefined;
  effort: Effort;
  /** Most tokens of an answer. */
  maxOutputTokens: number;
  /** The contract's price of the first deployment, where both are known. */
  price: { inputUsd: number | undefined; outputUsd: number | undefined };
  fallbackDeployment: string | undefined;
  /** As `family`. */
  fallbackFamily: string | undefined;
  embeddingDeployment: string | undefined;
  /** For Azure OpenAI. */
  credential: TokenCredential;
  /** For any other endpoint. */
  key: NamedSecret;
};

const isFamily = (name: string): name is ModelFamily => Object.hasOwn(FAMILIES, name);

const familyNamed = (name: string | undefined): { family?: ModelFamily } => {
  if (name === undefined) return {};
  if (isFamily(name)) return { family: name };
  throw new PortError(
    'invalid-configuration',
    `${name} is no family of models that the factory knows: ${Object.keys(FAMILIES).join(', ')}.`,
  );
};

const priceOf = ({ price: { inputUsd, outputUsd } }: ModelSettings): Pick<ChatOptions, 'price'> =>
  inputUsd === undefined || outputUsd === undefined ? {} : { price: { inputUsd, outputUsd } };

const versionOf = ({ apiVersion }: ModelSettings): { apiVersion?: string } =>
  apiVersion === undefined ? {} : { apiVersion };

/** Asks again with the newest key, where the endpoint refuses the one that is known. */
const rotating = (model: ModelProvider, key: NamedSecret): ModelProvider => ({
  ...model,
  complete: (request) => key.whileItHolds(() => model.complete(request)),
});

/** The model that the settings name, with the one that is asked in its place; `undefined` where the agents' rules answer. */
export const configuredModel = (settings: ModelSettings): ModelProvider | undefined => {
  const { kind, endpoint, deployment, fallbackDeployment, credential, key, effort, maxOutputTokens } =
    settings;
  if (kind === 'rules' || endpoint === undefined || deployment === undefined) return undefined;
  const modelOf = (name: string, own: Pick<ChatOptions, 'family' | 'price'>): ModelProvider => {
    const options = { deployment: name, effort, maxOutputTokens, ...own };
    return kind === 'azure-openai'
      ? createAzureModel({ endpoint, credential, ...versionOf(settings), ...options })
      : rotating(createCompatibleModel({ baseUrl: endpoint, apiKey: key.read, ...options }), key);
  };
  const first = modelOf(deployment, { ...familyNamed(settings.family), ...priceOf(settings) });
  return fallbackDeployment === undefined
    ? first
    : withFallback(first, modelOf(fallbackDeployment, familyNamed(settings.fallbackFamily)));
};

/** Vectors of knowledge by the deployment that the settings name. */
export const configuredEmbeddings = (
  settings: ModelSettings,
): ((texts: readonly string[]) => Promise<number[][]>) | undefined => {
  const { kind, endpoint, embeddingDeployment: deployment, credential, key } = settings;
  if (kind === 'rules' || endpoint === undefined || deployment === undefined) return undefined;
  if (kind === 'azure-openai') {
    const { embed } = createAzureEmbeddings({ endpoint, credential, deployment, ...versionOf(settings) });
    return (texts) => embed(texts);
  }
  const { embed } = createCompatibleEmbeddings({ baseUrl: endpoint, apiKey: key.read, deployment });
  return (texts) => key.whileItHolds(() => embed(texts));
};
