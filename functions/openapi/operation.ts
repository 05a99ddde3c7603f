import type { z } from 'zod';

import type { ComponentName } from './components.ts';

/** The body of an answer: a component, or anything of a media type. */
export type ResponseBody = {
  description: string;
  content?: Record<string, ComponentName | 'text' | 'object'>;
};

/** An operation of the API: requests are parsed by the same schemas that its OpenAPI document is written from. */
export type Operation = {
  method: 'GET' | 'POST';
  /** OpenAPI template. A last segment `{path}` stands for all that follows. */
  path: string;
  summary: string;
  query: z.ZodObject;
  headers: z.ZodObject;
  /** Component that the JSON body must satisfy. */
  body?: ComponentName;
  responses: Record<number, ResponseBody>;
};
