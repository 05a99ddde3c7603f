import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { format, resolveConfig } from 'prettier';

import { withReference } from '../../cli/reference.ts';
import { runResultDocument } from '../../functions/openapi/public-schemas.ts';
import { apiReference } from './api-reference.ts';
import { configurationReference } from './configuration-reference.ts';
import { definitionReference } from './definition-reference.ts';
import { eventsReference } from './events-reference.ts';

export const root = resolve(import.meta.dirname, '../..');

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const RUN_RESULT = 'docs/run-result.schema.json';
const runResult = async (): Promise<string> =>
  format(JSON.stringify(runResultDocument()), { ...(await resolveConfig(RUN_RESULT)), parser: 'json' });

/** Every document that is made, wholly or between its marks, from what the code says. */
export const documents: Readonly<Record<string, () => Promise<string>>> = {
  'docs/cli.md': () => withReference(read('docs/cli.md')),
  'docs/reference/api.md': apiReference,
  'docs/reference/configuration.md': configurationReference,
  'docs/reference/definition.md': definitionReference,
  'docs/reference/events.md': eventsReference,
  [RUN_RESULT]: runResult,
};

/** Paths of the documents that say something else than the code. */
export const staleDocuments = async (current: (path: string) => string): Promise<string[]> => {
  const made = await Promise.all(
    Object.entries(documents).map(async ([path, make]) => ((await make()) === current(path) ? [] : [path])),
  );
  return made.flat();
};
