import type { RunPipelineParameters } from 'azure-devops-node-api/interfaces/PipelinesInterfaces.js';
import { z } from 'zod';

import { PortError } from '../../../port-error.ts';
import { bodyAs, type DevOpsAnswer, type DevOpsRest } from '../azure-devops-rest.ts';
import { describeRefusal } from '../azure-devops-refusal.ts';
import { pathOf, type DevOpsPlace } from '../devops-place.ts';
import { KEY_VARIABLE } from './pipeline-definition.ts';
import { stagesToSkip } from './stages-to-skip.ts';

export type RunRequest = {
  place: DevOpsPlace;
  /** Number of the definition. */
  definition: number;
  key: string;
  commit: string;
  isDeployed: boolean;
};

const previewSchema = z.object({ finalYaml: z.string().nullish() });
const runSchema = z.object({ id: z.number().int() });

const INVALID = 'PipelineValidationException';

/** A validation that no change of the pipeline answers: somebody is to give it what it names. */
const RESOURCE = /resource authorization|service connection|has not been authorized/i;

const atCommit = (commit: string) => ({
  repositories: { self: { refName: 'refs/heads/main', version: commit } },
});

const pipelinePath = ({ place, definition }: RunRequest, last: string): string =>
  pathOf(place.organization, place.project, '_apis', 'pipelines', definition, last);

/** Why the pipeline is not valid; throws what else was refused. */
const problemIn = ({ refusal }: DevOpsAnswer): string => {
  if (refusal?.typeKey === INVALID && !RESOURCE.test(refusal.said)) return refusal.said;
  if (refusal?.typeKey === INVALID)
    throw new PortError(
      'invalid-configuration',
      `Azure Pipelines does not run the pipeline: ${refusal.said.slice(0, 400)} Create it in the project and let the pipeline use it.`,
    );
  throw new PortError(
    'invalid-configuration',
    `Azure DevOps does not queue the pipeline: ${refusal ? describeRefusal(refusal) : 'it does not say why'}.`,
  );
};

/** The pipeline with its templates expanded, or why it cannot be. */
const preview = async (
  rest: DevOpsRest,
  request: RunRequest,
): Promise<{ finalYaml: string } | { problem: string }> => {
  const answer = await rest({
    method: 'POST',
    path: pipelinePath(request, 'preview'),
    body: { previewRun: true, resources: atCommit(request.commit) } satisfies RunPipelineParameters,
    expected: [400],
  });
  if (answer.status < 300) return { finalYaml: bodyAs(previewSchema, answer).finalYaml ?? '' };
  return { problem: problemIn(answer) };
};

export type Queued = { id: number; skipped: readonly string[] };

/** Queues a run on a commit and answers its number, or why the pipeline is not valid. */
export const queueRun = async (
  rest: DevOpsRest,
  request: RunRequest,
): Promise<Queued | { problem: string }> => {
  const expanded = await preview(rest, request);
  if ('problem' in expanded) return expanded;
  const skipped = request.isDeployed ? [] : await stagesToSkip(expanded.finalYaml);
  const answer = await rest({
    method: 'POST',
    path: pipelinePath(request, 'runs'),
    body: {
      resources: atCommit(request.commit),
      variables: { [KEY_VARIABLE]: { value: request.key } },
      ...(skipped.length > 0 ? { stagesToSkip: skipped } : {}),
    } satisfies RunPipelineParameters,
    expected: [400],
  });
  if (answer.status < 300) return { id: bodyAs(runSchema, answer).id, skipped };
  return { problem: problemIn(answer) };
};
