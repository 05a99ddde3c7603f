import { expect, it } from 'vitest';

import { unstarted, type Project } from '../../../../factory/domain/project.ts';
import type { WorkItem } from '../../../../factory/domain/work-item.ts';
import { summaryDocument } from '../../../../factory/generators/documents/summary-document.ts';
import { auditPlan } from './audit-plan.ts';

const project: Project = {
  ...unstarted(),
  id: 'p-00000000-0000-7000-8000-000000000001',
  correlationId: 'c',
  idempotencyKey: 'k',
  definition: {
    text: auditPlan.definition,
    customer: 'ConnectSoft',
    azureDevOps: { organization: 'connectsoft', project: 'factory' },
    stack: 'typescript',
  },
  status: 'completed',
  createdAt: '2026-01-15T09:30:00.000Z',
  endedAt: '2026-01-15T09:32:05.000Z',
  stages: {
    vision: {
      status: 'completed',
      startedAt: '2026-01-15T09:30:00.000Z',
      endedAt: '2026-01-15T09:30:00.400Z',
    },
    quality: {
      status: 'completed',
      startedAt: '2026-01-15T09:30:01.000Z',
      endedAt: '2026-01-15T09:32:05.000Z',
    },
    finalization: { status: 'running', startedAt: '2026-01-15T09:32:05.000Z' },
  },
  services: [
    {
      name: 'audit-trail',
      stack: 'typescript',
      repository: '/workspace/git/audit-trail.git',
      commit: '0123456789abcdef0123456789abcdef01234567',
      quality: {
        checks: [
          { name: 'unit', status: 'passed', durationMs: 1_200, detail: '42 tests | all passed' },
          { name: 'bicep', status: 'not-run', durationMs: 0, detail: 'The Bicep CLI is not installed.' },
        ],
        coverage: 93.5,
        tests: { passed: 42, failed: 0 },
      },
      endpoint: '',
      running: false,
    },
  ],
  processes: [],
  servedStories: {},
  requirements: {
    total: 3,
    served: 2,
    unrealised: [{ id: 'U1', text: 'with blockchain', reason: 'It names no behaviour.' }],
  },
  workItems: { epics: 1, features: 1, stories: 0, tasks: 0 },
  repositories: [],
};

const item = (id: number, key: string, fields: Partial<WorkItem>): WorkItem => ({
  id,
  key,
  type: 'Feature',
  title: key,
  description: '',
  priority: 2,
  tags: [],
  state: 'Closed',
  commits: [],
  ...fields,
});

const summaryOf = (changed: Partial<Project>, workItems: WorkItem[] = []) =>
  summaryDocument({ project: { ...project, ...changed }, plan: auditPlan, workItems });

it('tells durations, check results, commits and what is not realised', () => {
  const { path, content } = summaryOf({});
  expect(path).toBe('summary.md');
  for (const line of [
    'The project is completed.',
    '2 of 3 served: each by an acceptance test that passed.',
    '| U1 | with blockchain | It names no behaviour. |',
    '| Vision & Planning | completed | 0.4 s |',
    '| QA & Validation | completed | 2 min 4 s |',
    '| Finalization | running | still running |',
    '| Deployment | not started | – |',
    '- Commit: `0123456789abcdef0123456789abcdef01234567`',
    '- Tests: 42 passed, 0 failed; 93.5 % of the lines covered',
    '| unit | passed | 42 tests \\| all passed | 1.2 s |',
    '| bicep | not run | The Bicep CLI is not installed. | 0.0 s |',
    '- Not deployed',
  ])
    expect(content.split('\n')).toContain(line);
});

it('lists work items below their parents, with the commits that are linked to them', () => {
  const { content } = summaryOf({}, [
    item(1, 'E1', { type: 'Epic', title: 'Audit #trail' }),
    item(2, 'F1', { parentKey: 'E1', commits: [{ repository: 'audit-trail', commit: '0123456789abcdef' }] }),
    item(3, 'X1', { parentKey: 'gone', state: 'New' }),
  ]);
  expect(content).toContain(`## Work items

- Epic \\#1 Audit \\#trail (Closed)
  - Feature \\#2 F1 (Closed; audit-trail \`0123456789ab\`)
- Feature \\#3 X1 (New)
`);
});

it('says where and why a project failed', () => {
  const failure = { kind: 'quality-gate' as const, message: 'check unit failed', stage: 'quality' as const };
  expect(summaryOf({ status: 'failed', failure }).content).toContain(
    'The project failed in QA & Validation (quality-gate): check unit failed.',
  );
});
