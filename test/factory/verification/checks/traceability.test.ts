import { expect, it } from 'vitest';

import { acceptanceSuite } from '../../../../factory/agents/quality/acceptance-suite.ts';
import { traceFile } from '../../../../factory/agents/quality/trace-file.ts';
import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';
import type { RequirementTrace } from '../../../../factory/domain/requirement-trace.ts';
import { contractFiles } from '../../../../factory/generators/contracts/contract-files.ts';
import { checkTraceability } from '../../../../factory/verification/checks/traceability.ts';
import { auditPlan } from '../../agents/quality/fixtures/audit-plan.ts';
import { tracedAuditBlueprint } from '../../agents/quality/fixtures/traced-audit-blueprint.ts';

const blueprint = tracedAuditBlueprint;
const service = blueprint.services[0]!;
const openapi = JSON.parse(contractFiles(service)[0]!.content) as object;

const tree: GeneratedFile[] = [
  ...acceptanceSuite(auditPlan, { openapi }),
  ...['record-event', 'get-event', 'search-events', 'export-events'].map((name) => ({
    path: `src/application/event/${name}.ts`,
    content: `export class ${name
      .split('-')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join('')} {}`,
  })),
  {
    path: 'test/integration/events.test.ts',
    content: 'recordEvent getEvent searchEvents exportEvents',
  },
];
const whole = [...tree, traceFile(auditPlan, blueprint, tree)];

const rules = (files: GeneratedFile[]) =>
  checkTraceability(files, auditPlan, service).findings.map(({ rule, file }) => `${rule} ${file}`);

const edited = (edit: (trace: RequirementTrace) => void) =>
  whole.map((file) => {
    if (file.path !== 'factory/trace.json') return file;
    const trace = JSON.parse(file.content) as RequirementTrace;
    edit(trace);
    return { ...file, content: JSON.stringify(trace) };
  });

/** Code and tests that are there, to say that something else is. */
const behaviour = ({ useCases }: RequirementTrace) => ({
  requirementIds: ['R1'],
  code: useCases[0]!.code,
  tests: useCases[0]!.tests,
});

it('follows every link of a whole tree', () => {
  const inspection = checkTraceability(whole, auditPlan, service);
  expect(inspection).toMatchObject({ findings: [], unit: 'links' });
  expect(inspection.inspected).toBeGreaterThan(20);
});

it('catches a named file that is gone', () => {
  const path = 'src/application/event/get-event.ts';
  expect(rules(whole.filter((file) => file.path !== path))).toEqual([`traceability/missing-file ${path}`]);
});

it('catches a file that does not hold what is claimed', () => {
  const path = 'test/acceptance/r4-s1-keep-events-as-they-were-logged.feature';
  const emptied = whole.map((file) =>
    file.path === path ? { path, content: file.content.replace('@R4.S1.C1', '@R4.S1.C10') } : file,
  );
  expect(rules(emptied)).toEqual([`traceability/empty-claim ${path}`]);
});

it.each<[string, (trace: RequirementTrace) => void]>([
  ['unserved-requirement', (trace) => trace.requirements.splice(2, 1)],
  ['unserved-requirement', (trace) => (trace.requirements[2]!.stories[0]!.useCases = [])],
  ['unknown-requirement', (trace) => (trace.requirements[0]!.id = 'R99')],
  ['unknown-story', (trace) => (trace.requirements[0]!.stories[0]!.id = 'R1.S99')],
  ['unknown-use case', (trace) => trace.requirements[0]!.stories[0]!.useCases.push('flyEvents')],
  ['unknown-operation', (trace) => (trace.useCases[0]!.operation = 'POST /flights')],
  ['unknown-event', (trace) => trace.useCases[0]!.events.push('EventFlown')],
  ['untraced-use-case', (trace) => trace.useCases.splice(0, 1)],
  ['untested-use-case', (trace) => (trace.useCases[0]!.tests = [])],
  [
    'unknown-rule',
    (trace) => trace.rules.push({ ...behaviour(trace), name: 'flies', statement: 'It flies.' }),
  ],
  [
    'unknown-reaction',
    (trace) => trace.reactions.push({ ...behaviour(trace), name: 'fly', event: 'a.b.v1' }),
  ],
])('catches %s', (rule, edit) => {
  expect(rules(edited(edit))).toContain(`traceability/${rule} factory/trace.json`);
});

it('asks for every rule and reaction, with code and a test', () => {
  const rule = { name: 'eventsAreOld', statement: 'Events are old.', requirementIds: ['R1'] };
  const [aggregate] = service.aggregates;
  const holds = { op: 'literal', value: true } as const;
  const ruled = {
    ...service,
    aggregates: [{ ...aggregate!, rules: [{ ...rule, kind: 'invariant' as const, holds }] }],
  };
  const found = (files: GeneratedFile[]) =>
    checkTraceability(files, auditPlan, ruled).findings.map((finding) => finding.rule);
  const path = 'src/domain/event/event.ts';
  const code = [{ path, contains: rule.name }];
  const traced = edited((trace) => trace.rules.push({ ...rule, code, tests: code }));
  const untested = edited((trace) => trace.rules.push({ ...rule, code, tests: [] }));
  expect(found(whole)).toEqual(['traceability/untraced-rule']);
  expect(found([...traced, { path, content: rule.name }])).toEqual([]);
  expect(found([...traced, { path, content: 'eventsAreOlder' }])).toContain('traceability/empty-claim');
  expect(found([...untested, { path, content: rule.name }])).toEqual(['traceability/untested-rule']);
});

it('accepts a requirement that is listed as unrealised', () => {
  const files = edited((trace) => {
    trace.requirements[2]!.stories = [];
    trace.unrealised.push({ id: 'R3', text: 'Events are exported.', reason: 'Not yet.' });
  });
  expect(rules(files)).toEqual([]);
});

it('catches a missing or broken trace', () => {
  expect(rules(tree)).toEqual(['traceability/no-trace factory/trace.json']);
  expect(rules([...tree, { path: 'factory/trace.json', content: '{}' }])).toEqual([
    'traceability/no-trace factory/trace.json',
  ]);
});
