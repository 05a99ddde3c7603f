import { bodyOf, projectOf, type Behaviours, type Call } from '../call.ts';
import { findRepository, type Repository } from '../git/repository.ts';
import { expandAtCommit } from '../pipelines/expand-at-commit.ts';
import { definitionNumbered, pipelinesOf, type Definition, type Run } from '../pipelines/pipeline-state.ts';
import { serviceConnections } from '../pipelines/service-connections.ts';
import { connectionsOf } from '../preflight/beyond-contract.ts';
import { refuse } from '../refusal.ts';

type Body = {
  previewRun?: boolean;
  resources?: { repositories?: { self?: { refName?: string; version?: string } } };
  stagesToSkip?: string[];
  variables?: Record<string, { value?: string }>;
};

const invalid = (message: string): never => refuse(400, 'PipelineValidationException', message);

const repositoryOfDefinition = (call: Call, { repositoryId }: Definition): Repository =>
  findRepository(projectOf(call), repositoryId) ?? invalid('The repository of the pipeline does not exist.');

/** What the pipeline is at the commit that is asked for. */
const expanded = (call: Call) => {
  const definition = definitionNumbered(projectOf(call), Number(call.path['pipelineId']));
  const repository = repositoryOfDefinition(call, definition);
  const { refName = 'refs/heads/main', version } = bodyOf<Body>(call).resources?.repositories?.self ?? {};
  if (!refName.startsWith('refs/')) invalid(`${refName} is no full name of a reference.`);
  const tip = repository.refs.get(refName) ?? invalid(`The reference ${refName} was not found.`);
  const commit = version ?? tip;
  return { definition, commit, refName, ...expandAtCommit(repository, commit, definition.file) };
};

const checkVariables = ({ variables: declared }: Definition, given: Body['variables'] = {}): void => {
  const refused = Object.keys(given).filter((name) => declared[name]?.allowOverride !== true);
  if (refused.length > 0)
    invalid(
      `You can't set the following variables (${refused.join(', ')}). If you want to be able to set these variables, then edit the pipeline and select Settable at queue time on the variables tab of the pipeline editor.`,
    );
};

const checkConnections = (call: Call, finalYaml: string, skipped: readonly string[]): void => {
  const known = connectionsOf(projectOf(call)).map(({ name }) => name);
  const missing = serviceConnections(finalYaml, skipped).find((name) => !known.includes(name));
  if (missing !== undefined)
    invalid(
      `There was a resource authorization issue: "The pipeline is not valid. A step references service connection ${missing} which could not be found. The service connection does not exist, has been disabled or has not been authorized for use."`,
    );
};

const runPipeline = (call: Call) => {
  const project = projectOf(call);
  const { definition, commit, refName, pipeline, finalYaml } = expanded(call);
  const { variables = {}, stagesToSkip = [] } = bodyOf<Body>(call);
  if (call.organization.denied.has('QueueBuilds'))
    refuse(403, 'AccessDeniedException', 'TF215106: Access denied: QueueBuilds permissions are needed.');
  checkVariables(definition, variables);
  const names = pipeline.stages.map(({ name }) => name);
  const unknown = stagesToSkip.find((name) => !names.includes(name));
  if (unknown !== undefined) invalid(`The stage ${unknown} does not exist.`);
  checkConnections(call, finalYaml, stagesToSkip);
  const run: Run = {
    id: call.organization.next('build'),
    definition,
    commit,
    sourceBranch: refName,
    variables,
    skipped: stagesToSkip,
    pipeline,
    looksLeft: pipelinesOf(project).looks,
    status: 'notStarted',
    records: [],
    logs: [],
    queuedAt: call.now(),
  };
  pipelinesOf(project).runs.set(run.id, run);
  return {
    body: {
      id: run.id,
      name: `20260101.${run.id}`,
      state: 'inProgress',
      createdDate: run.queuedAt.toISOString(),
    },
  };
};

/** Runs of pipelines, as the newer part of the API queues them. */
export const pipelineRuns: Behaviours = {
  'pipelines.Preview_Preview': (call) => ({ body: { finalYaml: expanded(call).finalYaml } }),
  'pipelines.Runs_RunPipeline': runPipeline,
};
