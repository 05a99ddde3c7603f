import { expect, it } from 'vitest';

import { operationsOf } from '../../../../factory/domain/operation.ts';
import { alertsOf } from '../../../../factory/domain/alerts.ts';
import { serviceDocuments } from '../../../../factory/generators/documents/service-documents.ts';
import { auditBlueprint } from '../fixtures/audit-blueprint.ts';
import { everythingBlueprint } from '../fixtures/everything-blueprint.ts';
import { auditPlan } from './audit-plan.ts';

const content = (path: string, blueprint = auditBlueprint) =>
  serviceDocuments(blueprint.services[0]!, blueprint, auditPlan).find((file) => file.path === path)
    ?.content ?? '';

it('writes decisions, context map, C4, API guide and runbook', () => {
  expect(
    serviceDocuments(auditBlueprint.services[0]!, auditBlueprint, auditPlan).map(({ path }) => path),
  ).toEqual([
    'docs/adr/ADR-0001-keep-events-append-only.md',
    'docs/context-map.md',
    'docs/c4.md',
    'docs/api.md',
    'docs/runbook.md',
  ]);
});

it.each([auditBlueprint, everythingBlueprint])('explains every operation: $title', (blueprint) => {
  const guide = content('docs/api.md', blueprint);
  const operations = operationsOf(blueprint.services[0]!);
  expect(operations.length).toBeGreaterThan(0);
  expect(
    operations.filter(
      ({ method, path, status, useCase }) =>
        !guide.includes(`\`${method} ${path}\` → ${status} · operation \`${useCase.name}\``),
    ),
  ).toEqual([]);
});

it('gives calls that a shell passes on unchanged', () => {
  expect(content('docs/api.md')).toContain(`curl --include --request POST 'http://127.0.0.1:8080/events' \\
  --header 'Content-Type: application/json' \\
  --header 'Idempotency-Key: example-1' \\
  --header "Authorization: Bearer $TOKEN" \\
  --data '{"actor":"ada","action":"login","resource":"session/17"}'`);
  const [service] = everythingBlueprint.services;
  const quoting = {
    ...service!,
    useCases: service!.useCases.map((useCase) =>
      useCase.kind === 'create'
        ? { ...useCase, examples: [{ title: 'x', input: { code: "it's" } }] }
        : useCase,
    ),
  };
  const [guide] = serviceDocuments(quoting, everythingBlueprint, auditPlan).filter(
    ({ path }) => path === 'docs/api.md',
  );
  expect(guide?.content).toContain(`--data '{"code":"it'\\''s"}'`);
});

it('has one entry in the runbook for each alert, with something to look at and something to do', () => {
  const runbook = content('docs/runbook.md');
  const alerts = alertsOf(auditBlueprint.services[0]!);
  expect(alerts.map(({ id }) => id)).toEqual([
    'not-ready',
    'unreachable',
    'restarts',
    'errors',
    'latency',
    'store-throttled',
    'outbox-backlog',
    'events-dead-lettered',
  ]);
  for (const { title, look, act } of alerts) {
    const [entry] = runbook.split(`## ${title}\n`)[1]!.split('\n## ');
    expect(entry).toMatch(/\*\*Look\*\*\n\n1\. [\s\S]*\*\*Act\*\*\n\n1\. /);
    expect(look.length * act.length).toBeGreaterThan(0);
    const lost = [...look, ...act].filter(
      ({ say, run = '' }) => !entry!.includes(say) || !entry!.includes(run),
    );
    expect(lost).toEqual([]);
  }
});
