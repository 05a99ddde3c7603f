import { architectureAgent } from '../../../factory/agents/architecture/architecture-agent.ts';
import type { Agent, FoundKnowledge } from '../../../factory/agents/define-agent.ts';
import { devopsAgent } from '../../../factory/agents/devops/devops-agent.ts';
import { engineeringAgent } from '../../../factory/agents/engineering/engineering-agent.ts';
import { visionAgent } from '../../../factory/agents/vision/vision-agent.ts';
import type { ChatRequest } from './chat-request.ts';
import { readFences } from './read-fences.ts';
import type { Script } from './start-model-server.ts';

type Texts = Record<string, string>;

const json = (text: string | undefined): unknown => JSON.parse(text ?? 'null');

type Reader = { agent: Agent<never, unknown>; inputOf: (texts: Texts) => unknown };

const optionsOf = ({ options }: Texts): object => json(options) as object;

const reader = <Input>(agent: Agent<Input, unknown>, inputOf: (texts: Texts) => unknown): Reader => ({
  agent: agent as unknown as Agent<never, unknown>,
  inputOf,
});

const readers: readonly Reader[] = [
  reader(visionAgent as Agent<Parameters<typeof visionAgent.rules>[0], unknown>, (texts) => ({
    ...optionsOf(texts),
    text: texts['definition'],
    ...(texts['business-context'] === undefined ? {} : { businessContext: texts['business-context'] }),
  })),
  reader(architectureAgent as Agent<Parameters<typeof architectureAgent.rules>[0], unknown>, (texts) => ({
    ...optionsOf(texts),
    plan: json(texts['plan']),
  })),
  reader(engineeringAgent as Agent<Parameters<typeof engineeringAgent.rules>[0], unknown>, (texts) =>
    json(texts['service']),
  ),
  reader(devopsAgent as Agent<Parameters<typeof devopsAgent.rules>[0], unknown>, (texts) =>
    json(texts['service']),
  ),
];

/** Which agent asks, by the name of the schema that the answer must fulfil. */
export const agentOf = ({ response_format }: ChatRequest): string =>
  response_format?.type === 'json_schema' ? response_format.json_schema.name : '';

type Schema = { [keyword: string]: unknown };

const membersOf = (schema: Schema): [string, Schema][] =>
  Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);

/** Whether a value has the fixed words of an alternative. */
const fits = (value: unknown, schema: Schema): boolean => {
  const kind = Array.isArray(value) ? 'array' : typeof value;
  if (kind !== 'object')
    return schema['type'] === kind || (kind === 'number' && schema['type'] === 'integer');
  return (
    schema['type'] === 'object' &&
    membersOf(schema).every(([name, member]) => {
      const words = member['enum'] as unknown[] | undefined;
      return words?.length !== 1 || words[0] === (value as Schema)[name];
    })
  );
};

/** An answer as strict mode has it: `null` for what is absent. */
const filled = (value: unknown, given: Schema, root: Schema): unknown => {
  if (value === undefined) return null;
  const resolved = (schema: Schema): Schema => {
    const name = String(schema['$ref'] ?? '').replace('#/$defs/', '');
    return name === '' ? schema : ((root['$defs'] as Record<string, Schema>)[name] ?? {});
  };
  const schema = resolved(given);
  const alternatives = ((schema['anyOf'] ?? []) as Schema[]).map(resolved);
  if (alternatives.length > 0) {
    const nested = alternatives.find((each) => each['anyOf']);
    const own = alternatives.find((each) => fits(value, each)) ?? nested;
    return own ? filled(value, own, root) : value;
  }
  if (Array.isArray(value)) return value.map((item) => filled(item, (schema['items'] ?? {}) as Schema, root));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    membersOf(schema).map(([name, member]) => [name, filled((value as Schema)[name], member, root)]),
  );
};

/** The answer of an agent's rules to what stands in the fences of a prompt. */
export const rulesAnswer = async (request: ChatRequest): Promise<unknown> => {
  const found = readers.find(({ agent }) => agent.name === agentOf(request));
  if (!found) throw new Error(`Nobody knows agent ${agentOf(request)}.`);
  const { agent, inputOf } = found;
  const user = request.messages.find(({ role }) => role === 'user')?.content ?? '';
  const { data } = readFences(user);
  const texts: Texts = Object.fromEntries(data.map(({ name, text }) => [name, text]));
  const knowledge = (json(texts['knowledge']) ?? []) as FoundKnowledge[];
  const answer = await agent.rules(agent.input.parse(inputOf(texts)), knowledge);
  const format = request.response_format;
  return format?.type === 'json_schema' && format.json_schema.strict
    ? filled(answer, format.json_schema.schema, format.json_schema.schema)
    : answer;
};

/** A model that answers every agent as its rules would, from nothing but the prompt. */
export const rulesModel = (): Script => async (request) => ({ json: await rulesAnswer(request) });
