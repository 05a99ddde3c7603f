import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';

import { createProject } from '../../functions/create-project.ts';
import { openApiDocument } from '../../functions/openapi/openapi-document.ts';
import { readOpenApi } from '../../functions/read-openapi.ts';
import { readProjectDefinitionSchema, readRunResultSchema } from '../../functions/read-schema.ts';
import { showProject } from '../../functions/show-project.ts';
import { call } from './support/call.ts';
import { aProject, fakeDeps, projectId } from './support/fake-ports.ts';

type Document = {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; parameters: { name: string; in: string }[] }>>;
};

const document = openApiDocument('1.2.3') as Document;
const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);
ajv.addVocabulary(['openapi', 'info', 'servers', 'paths', 'components']);
ajv.addSchema(document, 'api');
const component = (name: string) => ajv.getSchema(`api#/components/schemas/${name}`) as ValidateFunction;

describe('the OpenAPI document', () => {
  it('is served as it is', async () => {
    const { deps } = fakeDeps();
    expect((await call(readOpenApi(deps))).jsonBody).toEqual(document);
    expect(document.openapi).toBe('3.1.0');
  });

  it('describes every operation once', () => {
    const described = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { operationId }]) => `${operationId}: ${method} ${path}`),
    );
    expect(described).toEqual([
      'createProject: post /api/projects',
      'listProjects: get /api/projects',
      'showProject: get /api/projects/{projectId}',
      'listEvents: get /api/projects/{projectId}/events',
      'listActions: get /api/projects/{projectId}/actions',
      'listArtifacts: get /api/projects/{projectId}/artifacts',
      'readArtifact: get /api/projects/{projectId}/artifacts/{path}',
      'listRepositories: get /api/projects/{projectId}/repositories',
      'showUndo: get /api/projects/{projectId}/undo',
      'listReviews: get /api/reviews',
      'listProjectReviews: get /api/projects/{projectId}/reviews',
      'showReview: get /api/reviews/{reviewId}',
      'decideReview: post /api/reviews/{reviewId}/decision',
      'cancelProject: post /api/projects/{projectId}/cancel',
      'retryProject: post /api/projects/{projectId}/retry',
      'listDeadLetters: get /api/messages/dead-letter',
      'resubmitDeadLetter: post /api/messages/dead-letter/{messageId}/resubmit',
      'discardDeadLetter: post /api/messages/dead-letter/{messageId}/discard',
      'takeAzureDevOpsHook: post /api/hooks/azure-devops',
      'checkHealth: get /api/health',
      'readOpenApi: get /api/openapi.json',
      'readAsyncApi: get /api/asyncapi.json',
      'readProjectDefinitionSchema: get /api/schemas/project-definition',
      'readRunResultSchema: get /api/schemas/run-result',
    ]);
  });

  it('names the parameters that requests are parsed by', () => {
    const named = document.paths['/api/projects/{projectId}/events']!['get']!.parameters;
    expect(named.map((parameter) => `${parameter.in} ${parameter.name}`)).toEqual([
      'path projectId',
      'query after',
      'query limit',
      'query waitSeconds',
      'header Last-Event-ID',
    ]);
  });

  it('refers to nothing that is missing', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    expect(refs.length).toBeGreaterThan(10);
    expect(refs.filter(([, name]) => !component(name!))).toEqual([]);
  });

  it.each([
    [{ text: 'Log zorbles.' }, true],
    [{ text: 'Log zorbles.', customer: 'Contoso', azureDevOps: { project: 'p' } }, true],
    [{ text: '' }, false],
    [{ text: 'x'.repeat(20_001) }, false],
    [{ text: 'Log zorbles.', stack: 'cobol' }, false],
    [{ text: 'Log zorbles.', extra: 1 }, false],
    [{ text: 'Log zorbles.', azureDevOps: { organization: 'Not A Slug' } }, false],
    [{}, false],
  ])('judges a body as the API does: %#', async (body, valid) => {
    expect(component('ProjectDefinition')(body)).toBe(valid);
    const { status } = await call(
      createProject(fakeDeps().deps, async () => undefined),
      { json: body },
    );
    expect(status).toBe(valid ? 202 : 400);
  });

  it('describes what is answered', async () => {
    const { deps, projects } = fakeDeps();
    const accepted = await call(
      createProject(deps, async () => undefined),
      { json: { text: 'Log zorbles.' } },
    );
    expect(component('ProjectAccepted')(accepted.jsonBody)).toBe(true);
    const refused = await call(
      createProject(deps, async () => undefined),
      { json: {} },
    );
    expect(component('Problem')(refused.jsonBody)).toBe(true);
    projects.push(aProject(9));
    const shown = await call(showProject(deps), { params: { projectId: projectId(9) } });
    expect(component('RunResult')(shown.jsonBody)).toBe(true);
    expect(component('RunResult')({ ...shown.jsonBody, extra: 1 })).toBe(false);
  });
});

describe('the public schemas', () => {
  it('are JSON Schemas of their own', async () => {
    const definition = await call(readProjectDefinitionSchema());
    const validate = new Ajv2020({ strict: true }).compile(definition.jsonBody);
    expect(definition.headers).toMatchObject({ 'content-type': 'application/schema+json' });
    expect([validate({ text: 'Log zorbles.' }), validate({ txt: 'Log zorbles.' })]).toEqual([true, false]);
    expect((await call(readRunResultSchema())).jsonBody).toMatchObject({
      title: 'Run result',
      type: 'object',
    });
  });
});
