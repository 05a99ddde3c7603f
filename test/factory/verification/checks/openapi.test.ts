import { expect, it } from 'vitest';

import { contractFiles } from '../../../../factory/generators/contracts/contract-files.ts';
import { checkOpenapi } from '../../../../factory/verification/checks/openapi.ts';
import { resultOf } from '../../../../factory/verification/inspection.ts';
import { editedJson, type Edit } from '../fixtures/edited-json.ts';
import { auditBlueprint } from '../../generators/fixtures/audit-blueprint.ts';
import { everythingBlueprint } from '../../generators/fixtures/everything-blueprint.ts';
import { samplesBlueprint } from '../../generators/fixtures/samples-blueprint.ts';

const service = auditBlueprint.services[0]!;
const path = 'api/openapi.json';

const [contract] = contractFiles(service);
const edited = (edit: Edit) => [{ path, content: editedJson(contract!.content, edit) }];

const events = ['paths', '/events'];
const input = ['components', 'schemas', 'EventInput'];
const { paths } = JSON.parse(contract!.content) as {
  paths: Record<string, { get: { responses: Record<string, unknown> } }>;
};

it.each([auditBlueprint, samplesBlueprint, everythingBlueprint])(
  'accepts the contract of $title',
  (blueprint) => {
    const [own] = blueprint.services;
    expect(checkOpenapi(contractFiles(own!), own!).findings).toEqual([]);
  },
);

it.each<[string, Edit]>([
  ['schema', { at: ['info', 'bogus'], to: 1 }],
  ['schema', { at: ['info', 'title'] }],
  ['schema', { at: [...events, 'get', 'responses', '200', 'content'], to: 'none' }],
  ['operation-id', { at: [...events, 'get', 'operationId'] }],
  ['unique-operation-id', { at: [...events, 'get', 'operationId'], to: 'recordEvent' }],
  ['summary', { at: [...events, 'get', 'summary'] }],
  ['tag', { at: [...events, 'get', 'tags'] }],
  ['success-response', { at: [...events, 'post', 'responses', '201'] }],
  [
    'refusal-response',
    { at: [...events, 'get', 'responses'], to: { 200: paths['/events']?.get.responses['200'] } },
  ],
  ['path-parameter', { at: ['paths', '/events/{eventId}', 'get', 'parameters'], to: [] }],
  ['ambiguous-path', { at: ['paths', '/events/{id}'], to: paths['/events/{eventId}'] }],
  ['reference', { at: input }],
  ['schema-object', { at: [...input, 'requird'], to: ['actor'] }],
  ['schema-object', { at: [...input, 'properties', 'actor', 'minLength'], to: '1' }],
  ['example', { at: [...input, 'properties', 'actor', 'maxLength'], to: 1 }],
  ['media-schema', { at: [...events, 'get', 'responses', '200', 'content', 'application/json'], to: {} }],
  ['missing-operation', { at: ['paths', '/events/export'] }],
  [
    'unplanned-operation',
    {
      at: ['paths', '/events/{eventId}', 'delete'],
      to: { ...paths['/events/{eventId}']?.get, operationId: 'removeEvent' },
    },
  ],
])('catches %s', (rule, edit) => {
  expect(checkOpenapi(edited(edit), service).findings.map((finding) => finding.rule)).toContain(
    `openapi/${rule}`,
  );
});

it('fails where the document is missing, no JSON or empty', () => {
  for (const files of [
    [],
    [{ path, content: '{' }],
    [{ path, content: '[]' }],
    [{ path, content: '{"openapi":"3.1.0"}' }],
  ]) {
    expect(resultOf('openapi', 0, checkOpenapi(files, service))).toMatchObject({
      status: 'failed',
      inspected: 0,
    });
  }
});
