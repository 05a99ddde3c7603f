import { z } from 'zod';

const notJson = Symbol('not JSON');

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return notJson;
  }
};

/** A setting that holds JSON: what it says, to be piped into the schema of that. */
export const jsonText = z
  .string()
  .transform(parsed)
  .refine((value) => value !== notJson, { error: 'must be JSON' });
