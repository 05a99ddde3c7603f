import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { transitionDataSchemas } from '../../../factory/domain/transition-data.ts';
import { projectDefinitionSchema } from '../../../factory/domain/project-definition.ts';
import { openApiDocument } from '../../../functions/openapi/openapi-document.ts';
import { apiReferenceOf, type ApiDocument } from '../../../scripts/reference/api-reference.ts';
import { configurationReferenceOf } from '../../../scripts/reference/configuration-reference.ts';
import { definitionReferenceOf } from '../../../scripts/reference/definition-reference.ts';
import { documents, read, staleDocuments } from '../../../scripts/reference/documents.ts';
import { eventsReferenceOf } from '../../../scripts/reference/events-reference.ts';
import { azureSettingsSchema } from '../../../settings.azure.ts';
import { settingsSchema } from '../../../settings.ts';

const host = (): Record<string, unknown> => JSON.parse(read('host.json'));

describe('documents that are made', () => {
  it('are what `npm run docs` writes', async () => {
    expect(await staleDocuments(read)).toEqual([]);
  });

  it.each(Object.keys(documents))('%s is noticed to be stale', async (path) => {
    const altered = (other: string) => read(other) + (other === path ? '\nSomething of old.\n' : '');
    expect(await staleDocuments(altered)).toContain(path);
  });
});

describe('a reference changes with what it is made from', () => {
  it('the API: an operation and a member more', async () => {
    const api = openApiDocument('') as ApiDocument;
    const changed = structuredClone(api);
    changed.paths['/api/planted'] = {
      get: { operationId: 'planted', summary: 'New.', parameters: [], responses: {} },
    };
    changed.components.schemas['Health'] = { type: 'object', properties: { mood: { type: 'string' } } };
    const text = await apiReferenceOf(changed);
    expect(await apiReferenceOf(api)).toBe(read('docs/reference/api.md'));
    expect(text).toContain('### planted\n\n`GET /api/planted`: New.');
    expect(text).toMatch(/\| `mood` +\| string/);
  });

  it('events: a member and a type', async () => {
    const started = transitionDataSchemas['stage.started'].extend({
      mood: z.string().describe('Of the agent.'),
    });
    const changed = { ...transitionDataSchemas, 'stage.started': started };
    expect(await eventsReferenceOf(transitionDataSchemas)).toBe(read('docs/reference/events.md'));
    expect(await eventsReferenceOf(changed)).toMatch(
      /\| `mood` +\| string \| yes +\| +\| Of the agent\. +\|/,
    );
    const { 'stage.failed': _, ...fewer } = transitionDataSchemas;
    expect(() => eventsReferenceOf(fewer)).toThrow('There is no schema of the data of stage.failed.');
  });

  it('the definition: a member; an example that is refused', async () => {
    const changed = projectDefinitionSchema.extend({ mood: z.string().max(9).default('good') });
    expect(await definitionReferenceOf(projectDefinitionSchema)).toBe(read('docs/reference/definition.md'));
    expect(await definitionReferenceOf(changed)).toMatch(
      /\| `mood` +\| string +\| +\| at most 9 characters +\| `good`/,
    );
    expect(() => definitionReferenceOf(projectDefinitionSchema.omit({ customer: true }))).toThrow('customer');
  });

  it('configuration: a setting; a value of host.json without a description', async () => {
    const changed = settingsSchema.extend({ MOOD: z.enum(['good', 'bad']).meta({ unit: 'smiles' }) });
    expect(await configurationReferenceOf(settingsSchema, azureSettingsSchema, host())).toBe(
      read('docs/reference/configuration.md'),
    );
    expect(await configurationReferenceOf(changed, azureSettingsSchema, host())).toMatch(
      /\| `MOOD` +\| `good`, `bad` +\| smiles/,
    );
    expect(() =>
      configurationReferenceOf(settingsSchema, azureSettingsSchema, { ...host(), mood: 'good' }),
    ).toThrow('does not say what mood of host.json is');
    expect(() => configurationReferenceOf(settingsSchema, azureSettingsSchema, { version: '2.0' })).toThrow(
      'host.json has no functionTimeout',
    );
  });
});
