import { expect, it } from 'vitest';

import { architectureDocuments } from '../../../../factory/generators/documents/architecture-documents.ts';
import { auditBlueprint } from '../fixtures/audit-blueprint.ts';
import { samplesBlueprint } from '../fixtures/samples-blueprint.ts';
import { auditPlan } from './audit-plan.ts';

const content = (path: string, blueprint = auditBlueprint) =>
  architectureDocuments(blueprint, auditPlan).find((file) => file.path === path)?.content;

it('writes contexts, map, C4, aggregates, coverage and one record for each decision', () => {
  expect(architectureDocuments(auditBlueprint, auditPlan).map(({ path }) => path)).toEqual([
    'architecture/bounded-contexts.md',
    'architecture/context-map.md',
    'architecture/c4.md',
    'architecture/aggregates.md',
    'architecture/requirement-coverage.md',
    'architecture/adr/ADR-0001-keep-events-append-only.md',
  ]);
});

it('records a decision with context, consequences and what was rejected', () => {
  expect(content('architecture/adr/ADR-0001-keep-events-append-only.md'))
    .toBe(`# ADR-0001: Keep events append-only

Status: accepted

## Context

A trail that can be changed proves nothing.

## Decision

The Event aggregate has no update and no delete.

## Consequences

- A wrong event is corrected by another event.

## Alternatives considered

- **Soft delete**: It still hides what happened.
`);
});

it('draws the life cycle that the use cases allow, and no other', () => {
  expect(content('architecture/aggregates.md')).toContain(`\`\`\`mermaid
stateDiagram-v2
  [*] --> Recorded : recordEvent / EventRecorded
\`\`\``);
  const sample = content('architecture/aggregates.md', samplesBlueprint);
  expect(sample).toContain('  Recorded --> Recorded : ');
  expect(sample).toContain('  Recorded --> [*] : ');
});

it('draws upstream before downstream with the pattern between them', () => {
  const map = content('architecture/context-map.md', {
    ...auditBlueprint,
    contextMap: [{ upstream: 'Audit', downstream: 'Reporting', pattern: 'published-language' }],
  });
  expect(map).toContain('  party0 -->|"published-language"| party1');
  expect(map).toContain('| Audit | Reporting | published-language |');
});

it('shows which requirement nothing serves', () => {
  const plan = { ...auditPlan, requirements: [{ ...auditPlan.requirements[0]!, id: 'R9' }] };
  const coverage = architectureDocuments(auditBlueprint, plan).find(({ path }) =>
    path.endsWith('requirement-coverage.md'),
  );
  expect(coverage?.content).toContain('| R9 A system records what a user did. | – | – | – |');
});
