import { expect, it } from 'vitest';

import { contractFiles } from '../../../../factory/generators/contracts/contract-files.ts';
import { checkAsyncapi } from '../../../../factory/verification/checks/asyncapi.ts';
import { resultOf } from '../../../../factory/verification/inspection.ts';
import { editedJson, type Edit } from '../fixtures/edited-json.ts';
import { auditBlueprint } from '../../generators/fixtures/audit-blueprint.ts';
import { everythingBlueprint } from '../../generators/fixtures/everything-blueprint.ts';
import { samplesBlueprint } from '../../generators/fixtures/samples-blueprint.ts';

const service = auditBlueprint.services[0]!;
const files = contractFiles(service);

const edited = (edit: Edit, path = 'api/asyncapi.json') =>
  files.map((file) => (file.path === path ? { path, content: editedJson(file.content, edit) } : file));

it.each([auditBlueprint, samplesBlueprint, everythingBlueprint])(
  'accepts the events of $title',
  (blueprint) => {
    const [own] = blueprint.services;
    expect(checkAsyncapi(contractFiles(own!), own!).findings).toEqual([]);
  },
);

it.each<[string, Edit]>([
  ['schema', { at: ['bogus'], to: 1 }],
  ['schema', { at: ['info'] }],
  ['schema', { at: ['asyncapi'], to: '4.0.0' }],
  ['reference', { at: ['components'], to: {} }],
  ['reference', { at: ['info', 'x-more'], to: { $ref: './events/absent.v1.schema.json' } }],
])('catches %s', (rule, edit) => {
  expect(checkAsyncapi(edited(edit), service).findings.map((finding) => finding.rule)).toContain(
    `asyncapi/${rule}`,
  );
});

it('catches an event that is not published, or has no valid schema', () => {
  const event = { ...service.events[0]!, name: 'EventFlown' };
  const rules = checkAsyncapi(files, { ...service, events: [event] }).findings.map(({ rule }) => rule);
  expect(rules).toEqual(['asyncapi/event-schema', 'asyncapi/missing-event']);
  const path = 'api/events/event-recorded.v1.schema.json';
  const broken = edited({ at: ['typ'], to: 'object' }, path);
  expect(checkAsyncapi(broken, service).findings).toMatchObject([
    { rule: 'asyncapi/event-schema', file: path },
  ]);
  const unread = edited({ at: ['properties'], to: 'none' }, path);
  expect(checkAsyncapi(unread, service).findings).toContainEqual(
    expect.objectContaining({ rule: 'asyncapi/event-schema', file: path }),
  );
});

it('fails where the document is missing', () => {
  expect(resultOf('asyncapi', 0, checkAsyncapi([], service))).toMatchObject({
    status: 'failed',
    inspected: 0,
  });
});
