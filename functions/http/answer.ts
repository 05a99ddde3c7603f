import type { HttpResponseInit } from '@azure/functions';

/** An HTTP answer whose headers can be added to. */
export type Answer = Omit<HttpResponseInit, 'headers'> & { headers?: Record<string, string> };

/** An answer with more headers. */
export const withHeaders = (answer: Answer, headers: Record<string, string>): Answer => ({
  ...answer,
  headers: { ...answer.headers, ...headers },
});
