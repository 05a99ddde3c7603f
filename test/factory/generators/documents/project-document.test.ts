import { expect, it } from 'vitest';

import { acceptanceSuite } from '../../../../factory/agents/quality/acceptance-suite.ts';
import { featurePath } from '../../../../factory/domain/feature-path.ts';
import { storiesOf } from '../../../../factory/domain/product-plan.ts';
import { contractFiles } from '../../../../factory/generators/contracts/contract-files.ts';
import { projectDocument } from '../../../../factory/generators/documents/project-document.ts';
import { auditBlueprint } from '../fixtures/audit-blueprint.ts';
import { auditPlan } from './audit-plan.ts';

const [service] = auditBlueprint.services;
const auditContract = JSON.parse(
  contractFiles(service!).find(({ path }) => path === 'api/openapi.json')!.content,
) as object;

it('leads from each requirement over story, use case and endpoint to the test', () => {
  const { path, content } = projectDocument(auditPlan, auditBlueprint, service!);
  expect(path).toBe('docs/project.md');
  expect(content).toContain(`| Requirement | Story | Use case | Endpoint | Test |
| --- | --- | --- | --- | --- |
| R1 A system records what a user did. | R1.S1 Record an event | \`recordEvent\` | \`POST /events\` | \`test/acceptance/r1-s1-record-an-event.feature\` |
| R2 Nobody changes a recorded event. | R2.S1 Keep events as they are | \`getEvent\`<br>\`searchEvents\` | \`GET /events/{eventId}\`<br>\`GET /events\` | \`test/acceptance/r2-s1-keep-events-as-they-are.feature\` |`);
});

it('lists what the blueprint leaves unrealised', () => {
  const unrealised = [{ id: 'U1', text: 'with blockchain', reason: 'It names no behaviour.' }];
  const { content } = projectDocument(auditPlan, { ...auditBlueprint, unrealised }, service!);
  expect(content).toContain('| U1 | with blockchain | It names no behaviour. |');
});

it('names the feature files that the acceptance suite writes', () => {
  const plan = structuredClone(auditPlan);
  storiesOf(plan)[0]!.title = 'A very long title that goes on and on '.repeat(5);
  const written = acceptanceSuite(plan, { openapi: auditContract })
    .map(({ path }) => path)
    .filter((path) => path.endsWith('.feature'));
  expect(storiesOf(plan).map(featurePath)).toEqual(written);
});
