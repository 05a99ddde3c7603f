import { expect, it } from 'vitest';

import { designBlueprint } from '../../../../factory/agents/architecture/design-blueprint.ts';
import { isRefusal } from '../../../../factory/agents/define-agent.ts';
import { traceFile } from '../../../../factory/agents/quality/trace-file.ts';
import { visionAgent } from '../../../../factory/agents/vision/vision-agent.ts';
import { realisedPlan, storiesOf } from '../../../../factory/domain/product-plan.ts';
import { projectDefinitionSchema } from '../../../../factory/domain/project-definition.ts';
import { projectDocument } from '../../../../factory/generators/documents/project-document.ts';
import { failuresOf } from './model/run-suite.ts';

// Nothing reserves the parts, so that the design leaves out what follows a reservation.
const text =
  'A workshop repairs bikes: a job has a customer and a bike; a store keeps spare parts. Two services: jobs and parts. When a job is created its parts are reserved; when the parts are reserved the job is started.';

const plan = await visionAgent.rules(projectDefinitionSchema.parse({ text }), []);
if (isRefusal(plan)) throw new Error(plan.refused);
const blueprint = designBlueprint(plan, 'typescript');
const left = blueprint.unrealised.map(({ id }) => id).filter((id) => id.startsWith('R'));
const realised = realisedPlan(plan, blueprint.unrealised);
const jobs = blueprint.services.find(({ name }) => name === 'jobs')!;

it('keeps every story but those of which no requirement is realised', () => {
  expect(left).toHaveLength(1);
  const stories = (one: typeof plan) => storiesOf(one).map(({ id }) => id);
  const gone = stories(plan).filter((id) => !stories(realised).includes(id));
  expect(gone).toEqual([`${left[0]}.S1`]);
  expect(realised.requirements).toEqual(plan.requirements);
});

it('asks for no test of what the design says to be unrealised', async () => {
  expect(Object.keys(await failuresOf(plan, jobs))).toEqual([`@${left[0]}.S1.C1`]);
  expect(await failuresOf(realised, jobs)).toEqual({});
});

it('names no acceptance scenario for it in the trace and in the documents', () => {
  const trace = traceFile(plan, blueprint, [], 'jobs').content;
  expect(trace).not.toContain(`@${left[0]}.S1`);
  expect(JSON.parse(trace).unrealised).toContainEqual(expect.objectContaining({ id: left[0] }));
  expect(projectDocument(plan, blueprint, jobs).content).not.toContain(`${left[0]}.S1`);
});

it('lets a caller do the move that was to happen by itself', () => {
  expect(jobs.useCases).toContainEqual(expect.objectContaining({ name: 'startJob', automatic: false }));
  expect(jobs.reactions).toEqual([]);
});
