import type { HttpResponseInit } from '@azure/functions';

/** An HTTP answer whose headers can be added to. */
export type Answer = Omit<HttpResponseInit, 'headers'> & { headers?: Record<string, string> };
