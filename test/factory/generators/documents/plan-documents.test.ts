import { expect, it } from 'vitest';

import { planDocuments } from '../../../../factory/generators/documents/plan-documents.ts';
import { auditPlan } from './audit-plan.ts';

const content = (path: string, plan = auditPlan) =>
  planDocuments(plan).find((file) => file.path === path)?.content;

it('writes every story with role, wish, benefit and its criteria', () => {
  expect(content('plan/backlog.md')).toBe(`# Backlog of Audit Trail

## E1 Audit trail

Everything about the trail.

### F1 Log events

Record events and keep them.

Business value: 90

#### R1.S1 Record an event

As an auditor, I want to record an event, so that it can be found later.

Priority: must · Business value: 90 · Serves: R1

- **A recorded event can be read**
  - Given an event by "ada"
  - When it is recorded
  - Then it can be read with the same values

#### R2.S1 Keep events as they are

As an auditor, I want to rely on events, so that they prove something.

Priority: must · Business value: 80 · Serves: R2

- **Nobody changes an event**
  - Given a recorded event
  - When someone changes it
  - Then the change is refused
`);
});

it('names the features of each milestone', () => {
  expect(content('plan/roadmap.md')).toContain('| First release | Events are logged | F1 Log events |');
});

it('says in the product plan what was asked, what follows from it and what is left over', () => {
  const plan = content('plan/product-plan.md');
  expect(plan).toContain('> Create a new Audit Trail microservice\n> for logging user actions');
  expect(plan).toContain('| event | actor, outcome (optional; one of ok, denied) | no, once recorded |');
  expect(plan).toContain(
    '| R2 | Nobody changes a recorded event. | must | derived: a trail that can be changed proves nothing |',
  );
  expect(plan).toContain('| U1 | with blockchain | No word of it names a behaviour. |');
});

it('says so when nothing is left over', () => {
  expect(content('plan/product-plan.md', { ...auditPlan, unrealised: [] })).toContain(
    'Nothing: everything that was asked for is covered.',
  );
});
