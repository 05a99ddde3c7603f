import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { format, resolveConfig } from 'prettier';

import { withReference, withSection } from '../../cli/reference.ts';
import { runResultDocument } from '../../functions/openapi/public-schemas.ts';
import { accessReference } from './access-reference.ts';
import { apiReference } from './api-reference.ts';
import { configurationReference } from './configuration-reference.ts';
import { definitionReference } from './definition-reference.ts';
import { eventsReference } from './events-reference.ts';
import { messagesReference } from './messages-reference.ts';
import { pathsOfText } from './generated-repository.ts';
import { fenced } from './markdown.ts';
import { repositoryTree } from './repository-tree.ts';

export const root = resolve(import.meta.dirname, '../..');

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const RUN_RESULT = 'docs/run-result.schema.json';
const runResult = async (): Promise<string> =>
  format(JSON.stringify(runResultDocument()), { ...(await resolveConfig(RUN_RESULT)), parser: 'json' });

/** The definition whose repository the README shows. */
export const EXAMPLE = 'Create a new Audit Trail microservice for logging user actions';
const readme = async (): Promise<string> =>
  withSection(read('README.md'), 'tree', fenced('text', repositoryTree(await pathsOfText(EXAMPLE))));

/** Every document that is made, wholly or between its marks, from what the code says. */
export const documents: Readonly<Record<string, () => Promise<string>>> = {
  'README.md': readme,
  'docs/cli.md': () => withReference(read('docs/cli.md')),
  'docs/reference/access.md': accessReference,
  'docs/reference/api.md': apiReference,
  'docs/reference/configuration.md': configurationReference,
  'docs/reference/definition.md': definitionReference,
  'docs/reference/events.md': eventsReference,
  'docs/reference/messages.md': messagesReference,
  [RUN_RESULT]: runResult,
};

/** Paths of the documents that say something else than the code. */
export const staleDocuments = async (current: (path: string) => string): Promise<string[]> => {
  const made = await Promise.all(
    Object.entries(documents).map(async ([path, make]) => ((await make()) === current(path) ? [] : [path])),
  );
  return made.flat();
};
