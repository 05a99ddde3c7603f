import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Service } from '../../domain/blueprint.ts';
import { sentenceCase } from '../../domain/naming.ts';
import { operationsOf } from '../../domain/operation.ts';
import { serviceStories, storiesOf, type ProductPlan } from '../../domain/product-plan.ts';
import type { Finding } from '../../domain/quality-report.ts';
import {
  requirementTraceSchema,
  type Evidence,
  type RequirementTrace,
} from '../../domain/requirement-trace.ts';
import type { Inspection } from '../inspection.ts';

const TRACE = 'factory/trace.json';

const finding = (rule: string, message: string, suggestion: string, file = TRACE): Finding => ({
  check: 'traceability',
  rule: `traceability/${rule}`,
  file,
  message,
  suggestion,
});

const readTrace = (files: readonly GeneratedFile[]): RequirementTrace | undefined => {
  const file = files.find(({ path }) => path === TRACE);
  try {
    return file && requirementTraceSchema.parse(JSON.parse(file.content));
  } catch {
    return undefined;
  }
};

/** A file holds an id only as a whole: `@R1.S1` is not in `@R1.S10`. */
const holds = (content: string, text: string): boolean =>
  content.split(text).some((rest, index) => index > 0 && !/^[\w]/.test(rest));

const evidenceFindings = (
  files: readonly GeneratedFile[],
  of: string,
  evidence: readonly Evidence[],
): Finding[] => {
  const contents = new Map(files.map(({ path, content }) => [path, content]));
  return evidence.flatMap(({ path, contains }) => {
    const content = contents.get(path);
    if (content === undefined) {
      return [
        finding('missing-file', `${of} names ${path}, which does not exist.`, `Generate ${path}.`, path),
      ];
    }
    return holds(content, contains)
      ? []
      : [
          finding(
            'empty-claim',
            `${of} names ${path}, which does not mention "${contains}".`,
            `Correct ${path}.`,
            path,
          ),
        ];
  });
};

/** Requirements whose stories are all about things of other services. */
const requirementsElsewhere = (plan: ProductPlan, service: string): Set<string> => {
  if (plan.services.length < 2) return new Set();
  const own = new Set(serviceStories(plan, service).flatMap(({ requirementIds }) => requirementIds));
  const all = storiesOf(plan).flatMap(({ requirementIds }) => requirementIds);
  return new Set(all.filter((id) => !own.has(id)));
};

const requirementFindings = (trace: RequirementTrace, plan: ProductPlan, service: Service): Finding[] => {
  const unrealised = new Set(trace.unrealised.map(({ id }) => id));
  const traced = new Map(trace.requirements.map(({ id, stories }) => [id, stories]));
  const behaviour = new Set(
    [...trace.rules, ...trace.reactions].flatMap(({ requirementIds }) => requirementIds),
  );
  const storyRequirements = new Map(storiesOf(plan).map((story) => [story.id, story.requirementIds]));
  const behaves = (story: string): boolean =>
    (storyRequirements.get(story) ?? []).some((id) => behaviour.has(id));
  const elsewhere = requirementsElsewhere(plan, service.name);
  return plan.requirements.flatMap(({ id, text }) => {
    const stories = traced.get(id) ?? [];
    const served =
      stories.length > 0 && stories.every((story) => story.useCases.length > 0 || behaves(story.id));
    if (served || unrealised.has(id) || elsewhere.has(id)) return [];
    return [
      finding(
        'unserved-requirement',
        `Requirement ${id} ("${text}") is neither served by a use case, a rule or a reaction nor listed as unrealised.`,
        'Let a use case name its story, or list the requirement as unrealised with the reason.',
      ),
    ];
  });
};

const unknown = (kind: string, known: readonly string[], named: readonly string[]): Finding[] =>
  named
    .filter((name) => !known.includes(name))
    .map((name) =>
      finding(
        `unknown-${kind}`,
        `The trace names ${kind} ${name}, which does not exist.`,
        'Write the trace again.',
      ),
    );

const untraced = (kind: string, known: readonly string[], traced: readonly string[]): Finding[] =>
  known
    .filter((name) => !traced.includes(name))
    .map((name) =>
      finding(
        `untraced-${kind.replace(' ', '-')}`,
        `${sentenceCase(kind)} ${name} is not in the trace.`,
        'Write the trace again.',
      ),
    );

const idFindings = (trace: RequirementTrace, plan: ProductPlan, service: Service): Finding[] => {
  const stories = trace.requirements.flatMap((requirement) => requirement.stories);
  const operations = operationsOf(service);
  const names = service.useCases.map(({ name }) => name);
  const tracedNames = trace.useCases.map(({ name }) => name);
  const rules = service.aggregates.flatMap((aggregate) => aggregate.rules.map(({ name }) => name));
  const tracedRules = trace.rules.map(({ name }) => name);
  const reactions = service.reactions.map(({ name }) => name);
  const tracedReactions = trace.reactions.map(({ name }) => name);
  return [
    ...unknown(
      'requirement',
      plan.requirements.map(({ id }) => id),
      trace.requirements.map(({ id }) => id),
    ),
    ...unknown(
      'story',
      storiesOf(plan).map(({ id }) => id),
      stories.map(({ id }) => id),
    ),
    ...unknown('use case', names, [
      ...trace.useCases.map(({ name }) => name),
      ...stories.flatMap(({ useCases }) => useCases),
    ]),
    ...unknown(
      'operation',
      operations.map(({ method, path }) => `${method} ${path}`),
      trace.useCases.flatMap(({ operation }) => operation ?? []),
    ),
    ...unknown(
      'event',
      service.events.map(({ name }) => name),
      trace.useCases.flatMap(({ events }) => events),
    ),
    ...unknown('rule', rules, tracedRules),
    ...unknown('reaction', reactions, tracedReactions),
    ...untraced('use case', names, tracedNames),
    ...untraced('rule', rules, tracedRules),
    ...untraced('reaction', reactions, tracedReactions),
  ];
};

const untested = (kind: string, traced: readonly { name: string; tests: readonly Evidence[] }[]): Finding[] =>
  traced
    .filter(({ tests }) => tests.length === 0)
    .map(({ name }) =>
      finding(
        `untested-${kind.replace(' ', '-')}`,
        `No unit or integration test names ${kind} ${name}.`,
        'Write one.',
      ),
    );

const testFindings = ({ useCases, rules, reactions }: RequirementTrace): Finding[] => [
  ...untested('use case', useCases),
  ...untested('rule', rules),
  ...untested('reaction', reactions),
];

/** Code and tests of whatever a trace says is there. */
const claimsOf = (
  kind: string,
  traced: readonly { name: string; code: readonly Evidence[]; tests: readonly Evidence[] }[],
) => traced.map(({ name, code, tests }) => ({ of: `${kind} ${name}`, claims: [...code, ...tests] }));

/** Follows every link from requirement to test: ids exist, files exist and hold what is claimed, nothing is dropped in silence. */
export const checkTraceability = (
  files: readonly GeneratedFile[],
  plan: ProductPlan,
  service: Service,
): Inspection => {
  const trace = readTrace(files);
  if (!trace) {
    const missing = finding('no-trace', `${TRACE} is missing or does not follow its schema.`, 'Write it.');
    return { inspected: 1, unit: 'traces', findings: [missing] };
  }
  const stories = trace.requirements.flatMap((requirement) => requirement.stories);
  const evidence = [
    ...stories.map(({ id, acceptance }) => ({ of: `Story ${id}`, claims: acceptance })),
    ...claimsOf('Use case', trace.useCases),
    ...claimsOf('Rule', trace.rules),
    ...claimsOf('Reaction', trace.reactions),
  ];
  return {
    inspected: evidence.reduce((sum, { claims }) => sum + claims.length, trace.requirements.length),
    unit: 'links',
    findings: [
      ...requirementFindings(trace, plan, service),
      ...idFindings(trace, plan, service),
      ...evidence.flatMap(({ of, claims }) => evidenceFindings(files, of, claims)),
      ...testFindings(trace),
    ],
  };
};
