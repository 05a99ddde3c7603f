import { projectDefinitionSchema } from '../../factory/domain/project-definition.ts';
import { runResultSchema } from '../../factory/domain/run-result.ts';
import { jsonSchemaDocument } from './json-schema-of.ts';

/** What a customer sends. */
export const projectDefinitionDocument = () =>
  jsonSchemaDocument('Project definition', projectDefinitionSchema, 'input');

/** What `factory run --json` prints and `GET /api/projects/{projectId}` answers; `docs/run-result.schema.json` is the same. */
export const runResultDocument = () => jsonSchemaDocument('Run result', runResultSchema, 'output');
