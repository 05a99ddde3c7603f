/** What the model does with a request that the service took. */
export type Reply = (
  | { json: unknown }
  /** As it is, JSON or not. */
  | { text: string }
  | { refusal: string }
  /** Cut off at the most tokens that were asked for. */
  | { truncated: string }
  /** The service's filter takes the prompt, or what the model began to say. */
  | { filtered: 'prompt' | 'answer' }
  /** The service answers so instead. */
  | { status: number; code?: string; headers?: Record<string, string> }
  /** Never answers, or goes silent after a part of the text. */
  | { stalls: 'before' | 'within' }
  /** The connection breaks, or the stream ends with an error event. */
  | { breaks: 'before' | 'within' | 'with-error' }
) & {
  /** What it says it used; `absent`: nothing is said of it. Otherwise what it counts. */
  usage?: 'absent' | { prompt_tokens: number; completion_tokens: number };
};
