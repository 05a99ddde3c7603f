import { parse } from 'yaml';

import { jsonOf } from './shape.ts';

/** A JSON or YAML document; `undefined` where it is neither. Aliases are bounded: a few lines could mean gigabytes. */
export const parseDocument = (text: string): unknown => {
  const json = jsonOf(text);
  if (json !== undefined) return json;
  try {
    return parse(text, { maxAliasCount: 100, logLevel: 'silent' }) as unknown;
  } catch {
    return undefined;
  }
};
