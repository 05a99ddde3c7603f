import { bodyOf, numberOf, projectOf, textOf, type Behaviours, type Call, type Reply } from '../call.ts';
import { refuse } from '../refusal.ts';
import { goOn } from '../pipelines/execute-run.ts';
import { pipelinesOf, runNumbered, type Run } from '../pipelines/pipeline-state.ts';
import { definitionReference } from './build-definitions.ts';

/** What was set when it was queued, as the service writes it. */
const parametersOf = ({ variables }: Run): string =>
  JSON.stringify(
    Object.fromEntries(Object.entries(variables).map(([name, { value }]) => [name, value ?? ''])),
  );

const resource = (call: Call, run: Run) => ({
  id: run.id,
  buildNumber: `20260101.${run.id}`,
  status: run.status,
  ...(run.result && { result: run.result }),
  definition: definitionReference(call, run.definition),
  parameters: parametersOf(run),
  sourceBranch: run.sourceBranch,
  sourceVersion: run.commit,
  queueTime: run.queuedAt.toISOString(),
  reason: 'manual',
  uri: `vstfs:///Build/Build/${run.id}`,
  validationResults: [],
});

export const runOf = (call: Call): Run => runNumbered(projectOf(call), Number(call.path['buildId']));

const logOf = (call: Call) => {
  const id = Number(call.path['logId']);
  const text = runOf(call).logs[id - 1];
  if (text === undefined) return refuse(404, 'BuildLogNotFoundException', `The log ${id} was not found.`);
  const lines = text.split('\n').slice(numberOf(call, 'startLine') ?? 0, numberOf(call, 'endLine'));
  return call.headers['accept']?.includes('text/plain')
    ? { raw: { bytes: Buffer.from(`${lines.join('\n')}\n`), contentType: 'text/plain' } }
    : {
        raw: {
          bytes: Buffer.from(JSON.stringify({ count: lines.length, value: lines })),
          contentType: 'application/json',
        },
      };
};

const listed = (call: Call): Reply => {
  const definitions = textOf(call, 'definitions')?.split(',').map(Number);
  const top = numberOf(call, '$top') ?? 1_000;
  const after = numberOf(call, 'continuationToken') ?? Number.POSITIVE_INFINITY;
  const matching = [...pipelinesOf(projectOf(call)).runs.values()]
    .filter(({ id, definition }) => id < after && (definitions?.includes(definition.id) ?? true))
    .toSorted((a, b) => b.id - a.id);
  const page = matching.slice(0, top);
  const last = page.at(-1);
  return {
    body: page.map((run) => resource(call, run)),
    headers: matching.length > page.length && last ? { 'x-ms-continuationtoken': String(last.id) } : {},
  };
};

/** Runs of pipelines, as the older part of the API tells of them. */
export const builds: Behaviours = {
  'build.Builds_List': listed,
  'build.Builds_Get': (call) => {
    const run = runOf(call);
    goOn(projectOf(call), run);
    return { body: resource(call, run) };
  },
  'build.Builds_UpdateBuild': (call) => {
    const run = runOf(call);
    const { status } = bodyOf<{ status?: string }>(call);
    if (run.status === 'completed')
      refuse(
        400,
        'BuildStatusInvalidChangeException',
        `TF215023: The build ${run.id} has already completed.`,
      );
    if (status?.toLowerCase() === 'cancelling') run.status = 'cancelling';
    return { body: resource(call, run) };
  },
  'build.Timeline_Get': (call) => {
    const { records } = runOf(call);
    return records.length === 0
      ? { status: 204, raw: { bytes: Buffer.alloc(0), contentType: 'application/json' } }
      : { body: { id: records[0]?.id, records } };
  },
  'build.Builds_GetBuildLogs': (call) => ({
    body: runOf(call).logs.map((text, index) => ({
      id: index + 1,
      type: 'Container',
      lineCount: text.split('\n').length,
    })),
  }),
  'build.Builds_GetBuildLog': logOf,
};
