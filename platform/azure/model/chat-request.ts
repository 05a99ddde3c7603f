import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';

import type { ModelRequest } from '../../../factory/domain/model.ts';
import type { Capabilities } from './capabilities.ts';
import type { JsonSchema, StrictLimits } from './schema-size.ts';
import { strictSchema } from './strict-schema.ts';

export type Effort = 'minimal' | 'low' | 'medium' | 'high';

export type RequestOptions = {
  /** The deployment, or the model of a compatible endpoint. */
  deployment: string;
  capabilities: Capabilities;
  limits: StrictLimits;
  effort: Effort;
};

/** The name of a schema in the grammar of the service. */
const schemaName = (agent: string): string => agent.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 64);

type Format = ChatCompletionCreateParamsStreaming['response_format'];

const formatOf = (
  { agent, schema }: ModelRequest,
  { capabilities, limits }: RequestOptions,
): { format: Format; isStrict: boolean } => {
  if (!capabilities.structured) return { format: { type: 'json_object' }, isStrict: false };
  const strict = strictSchema(schema, limits);
  const told = (strict ?? schema) as Record<string, JsonSchema>;
  return {
    format: {
      type: 'json_schema',
      json_schema: { name: schemaName(agent), schema: told, strict: strict !== undefined },
    },
    isStrict: strict !== undefined,
  };
};

const parametersOf = ({ maxOutputTokens }: ModelRequest, { capabilities, effort }: RequestOptions) => {
  const max = Math.min(maxOutputTokens, capabilities.maxOutputTokens);
  return capabilities.reasons
    ? { max_completion_tokens: max, reasoning_effort: effort }
    : { max_tokens: max, temperature: 0, seed: 0 };
};

/** The request: what never changes comes first, so that a service can keep it. `isStrict`: the answer may hold nulls for what is absent. */
export const chatRequest = (
  request: ModelRequest,
  options: RequestOptions,
): { body: ChatCompletionCreateParamsStreaming; isStrict: boolean } => {
  const { format, isStrict } = formatOf(request, options);
  const { reasons, structured } = options.capabilities;
  const schema = structured ? '' : `\n\nThe JSON Schema of the answer:\n${JSON.stringify(request.schema)}`;
  return {
    isStrict,
    body: {
      model: options.deployment,
      messages: [
        { role: reasons ? 'developer' : 'system', content: request.instructions + schema },
        { role: 'user', content: request.prompt },
      ],
      ...(format ? { response_format: format } : {}),
      ...parametersOf(request, options),
      n: 1,
      stream: true,
      stream_options: { include_usage: true },
    },
  };
};
