import { expect, it } from 'vitest';

import { traceFile } from '../../../../factory/agents/quality/trace-file.ts';
import { requirementTraceSchema } from '../../../../factory/domain/requirement-trace.ts';
import { auditBlueprint } from '../../generators/fixtures/audit-blueprint.ts';
import { auditPlan } from './fixtures/audit-plan.ts';

const files = [
  { path: 'src/application/event/record-event.ts', content: 'export class RecordEvent {}' },
  { path: 'test/integration/events.test.ts', content: "it('recordEvent answers 201')" },
];

it('ties a use case to its operation, its events, its code and its tests', () => {
  const { path, content } = traceFile(auditPlan, auditBlueprint, files);
  const trace = requirementTraceSchema.parse(JSON.parse(content));
  expect(path).toBe('factory/trace.json');
  expect(trace.useCases[0]).toEqual({
    name: 'recordEvent',
    operation: 'POST /events',
    events: ['EventRecorded'],
    code: [{ path: 'src/application/event/record-event.ts', contains: 'RecordEvent' }],
    tests: [{ path: 'test/integration/events.test.ts', contains: 'recordEvent' }],
  });
});

it('ties a requirement to its stories, their use cases and their scenarios', () => {
  const trace = requirementTraceSchema.parse(JSON.parse(traceFile(auditPlan, auditBlueprint, files).content));
  const path = 'test/acceptance/r3-s1-export-events.feature';
  expect(trace.requirements[2]).toEqual({
    id: 'R3',
    text: 'Events are exported.',
    stories: [
      {
        id: 'R3.S1',
        title: 'Export events',
        useCases: ['exportEvents'],
        acceptance: [
          { path, contains: '@R3.S1' },
          { path, contains: '@R3.S1.C1' },
          { path, contains: '@R3.S1.C2' },
        ],
      },
    ],
  });
});
