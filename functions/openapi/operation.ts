import type { z } from 'zod';

import type { AccessRole } from '../../factory/domain/role.ts';
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
  /**
   * Roles of which a caller needs one; `open`: to whoever asks, for it tells nothing of a tenant; `hook`: to another system
   * with a secret of its own, which the operation itself asks for.
   */
  access: 'open' | 'hook' | readonly AccessRole[];
  query: z.ZodObject;
  headers: z.ZodObject;
  /** Component that the JSON body must satisfy. */
  body?: ComponentName;
  responses: Record<number, ResponseBody>;
};
