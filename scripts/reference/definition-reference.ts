import type { z } from 'zod';

import { projectDefinitionSchema } from '../../factory/domain/project-definition.ts';
import { jsonSchemaOf } from '../../functions/openapi/json-schema-of.ts';
import { document, fenced, madeFrom } from './markdown.ts';
import { inputTable } from './schema-table.ts';

const smallest = { text: 'Create a new Audit Trail microservice for logging user actions' };
const whole = {
  ...smallest,
  businessContext: 'Auditors of a hospital ask who looked at which record.',
  customer: 'Contoso',
  azureDevOps: { organization: 'contoso', project: 'records' },
  packageFeed: 'https://packages.contoso.example/npm/',
  stack: 'typescript',
};

/** The reference of a definition's schema; the examples are held against it. */
export const definitionReferenceOf = (schema: z.ZodType): Promise<string> =>
  document('docs/reference/definition.md', [
    '# Reference: the project definition',
    madeFrom('`factory/domain/project-definition.ts`'),
    'The body of `POST /api/projects`, and `definition` of a message on queue `factory-requests`. `GET /api/schemas/project-definition` is the same for machines. The command line gives `text` only. A member that is not listed is refused.',
    inputTable(jsonSchemaOf(schema, 'input')),
    'Texts are trimmed at both ends before they are measured. What a text can say is in [the README](../../README.md#what-a-definition-can-say).',
    '## The least',
    fenced('json', JSON.stringify(smallest, undefined, 2)),
    '## With everything',
    fenced('json', JSON.stringify(schema.parse(whole), undefined, 2)),
  ]);

/** docs/reference/definition.md */
export const definitionReference = (): Promise<string> => definitionReferenceOf(projectDefinitionSchema);
