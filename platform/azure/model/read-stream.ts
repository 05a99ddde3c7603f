// Also adds what only Azure sends to the types of the SDK.
import type { ContentFilterResultsForChoiceOutput } from '@azure/openai/types';
import type { ChatCompletionChunk } from 'openai/resources/index';

import { PortError } from '../../port-error.ts';

/** What came, put together. */
export type Completion = {
  content: string;
  refusal: string;
  /** Absent where the stream ended before it was said. */
  finish: string | undefined;
  usage: ChatCompletionChunk['usage'];
  /** Categories of the service's filter that took the answer: `violence`. */
  filtered: string[];
};

/** Most characters that are read: more is no answer of any agent. */
const MAX_CHARACTERS = 4_000_000;

const filteredIn = (results: ContentFilterResultsForChoiceOutput | undefined): string[] =>
  Object.entries(results ?? {})
    .filter(([, result]: [string, unknown]) => {
      const isResult = typeof result === 'object' && result !== null && 'filtered' in result;
      return isResult && result.filtered === true;
    })
    .map(([category]) => category);

const added = (sum: Completion, { choices, usage }: ChatCompletionChunk): Completion => {
  const [choice] = choices;
  return {
    content: sum.content + (choice?.delta.content ?? ''),
    refusal: sum.refusal + (choice?.delta.refusal ?? ''),
    finish: choice?.finish_reason ?? sum.finish,
    usage: usage ?? sum.usage,
    filtered: [...sum.filtered, ...filteredIn(choice?.content_filter_results)],
  };
};

/** Ends a call where nothing came for too long. `beat` is called with everything that comes. */
export const stallGuard = (name: string, stallMs: number) => {
  const controller = new AbortController();
  const stop = (): void =>
    controller.abort(
      new PortError('transient', `${name} said nothing for ${Math.round(stallMs / 1_000)} s and was left.`),
    );
  let timer = setTimeout(stop, stallMs);
  return {
    signal: controller.signal,
    beat: (): void => {
      clearTimeout(timer);
      timer = setTimeout(stop, stallMs);
    },
    end: (): void => clearTimeout(timer),
  };
};

/**
 * Reads an answer to its end. The SDK ends a stream in silence when it is aborted, so the signal is looked at afterwards; a
 * stream that ends before its reason was said broke off, which is transient.
 */
export const readStream = async (
  name: string,
  stream: AsyncIterable<ChatCompletionChunk>,
  signal: AbortSignal,
  beat: () => void,
): Promise<Completion> => {
  let sum: Completion = { content: '', refusal: '', finish: undefined, usage: undefined, filtered: [] };
  for await (const chunk of stream) {
    beat();
    sum = added(sum, chunk);
    if (sum.content.length + sum.refusal.length > MAX_CHARACTERS)
      throw new PortError('transient', `${name} answered more than ${MAX_CHARACTERS} characters.`);
  }
  signal.throwIfAborted();
  if (sum.finish === undefined)
    throw new PortError('transient', `${name} broke off in the middle of its answer.`);
  return sum;
};
