import {
  worstUsage,
  type ModelReply,
  type ModelRequest,
  type ModelUsage,
} from '../../../factory/domain/model.ts';
import { filteredError } from './model-error.ts';
import type { Completion } from './read-stream.ts';
import { hasOptional, withoutNulls } from './strict-schema.ts';

/** A service that does not say what it used may have used all that it could. */
const usageOf = ({ usage }: Completion, request: ModelRequest): ModelUsage => {
  const counts = [usage?.prompt_tokens, usage?.completion_tokens];
  const [inputTokens = 0, outputTokens = 0] = counts;
  return counts.every((count) => Number.isSafeInteger(count) && Number(count) >= 0)
    ? { inputTokens, outputTokens }
    : worstUsage(request);
};

const parsed = (text: string): { value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
};

/** Most characters of an answer that is none which are kept to tell it from others. */
const MAX_SAID = 20_000;

const unusable = (rule: string, message: string, content: string) => ({
  unusable: { rule, message },
  said: content.slice(0, MAX_SAID),
});

const saidOf = ({ content, refusal, finish }: Completion, request: ModelRequest, isStrict: boolean) => {
  if (refusal !== '') return { refusal };
  if (finish === 'length')
    return unusable(
      'truncated',
      `The answer was cut off after ${request.maxOutputTokens} tokens: answer with fewer words.`,
      content,
    );
  const answer = parsed(content);
  if (!answer)
    return unusable('no-json', 'The answer is no JSON: answer with one JSON object only.', content);
  return { answer: isStrict && hasOptional(request.schema) ? withoutNulls(answer.value) : answer.value };
};

/** What a completion says to the agent. Throws `invalid-configuration` where the service's filter took it. */
export const modelReply = (
  name: string,
  completion: Completion,
  request: ModelRequest,
  isStrict: boolean,
): ModelReply => {
  if (completion.finish === 'content_filter') throw filteredError(name, completion.filtered);
  return { ...saidOf(completion, request, isStrict), usage: usageOf(completion, request) };
};
