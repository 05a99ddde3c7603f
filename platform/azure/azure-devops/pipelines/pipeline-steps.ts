import { redactSecrets } from '../../../../factory/domain/secrets.ts';
import type { PipelineStep } from '../../../ports.ts';
import { treeOf, type TimelineNode, type TimelineRecord } from './timeline.ts';

const STATUS: Readonly<Record<string, PipelineStep['status']>> = {
  succeeded: 'passed',
  succeededWithIssues: 'passed',
  skipped: 'not-run',
};

const WORDS: Readonly<Record<string, string>> = {
  succeeded: '',
  succeededWithIssues: 'with warnings',
  skipped: 'skipped',
  canceled: 'cancelled',
  abandoned: 'the agent was lost',
};

const errorsOf = ({ issues }: TimelineRecord): string =>
  redactSecrets(
    (issues ?? [])
      .filter(({ type }) => type === 'error')
      .map(({ message }) => message ?? '')
      .slice(0, 3)
      .join(' '),
  ).slice(0, 600);

const detailOf = (record: TimelineRecord): string =>
  errorsOf(record) || (WORDS[record.result ?? ''] ?? 'failed');

const durationOf = ({ startTime, finishTime }: TimelineRecord): number => {
  const taken = Date.parse(finishTime ?? '') - Date.parse(startTime ?? '');
  return Number.isNaN(taken) ? 0 : Math.max(0, Math.round(taken));
};

type Place = { stage: string; job: string };

const stepOf = (record: TimelineRecord, place: Place, detail: string): PipelineStep => ({
  ...place,
  name: record.name,
  status: STATUS[record.result ?? ''] ?? 'failed',
  detail,
  durationMs: durationOf(record),
});

const named = ({ identifier, name }: TimelineRecord): string => identifier?.split('.').at(-1) || name;

const inside = (place: Place, record: TimelineRecord): Place => {
  if (record.type === 'Stage') return { stage: named(record), job: '' };
  return record.type === 'Job' ? { ...place, job: named(record) } : place;
};

const CONTAINERS = new Set(['Stage', 'Phase', 'Job']);

const stepsBelow = (
  { record, children }: TimelineNode,
  above: Place,
  skipped: ReadonlySet<string>,
): PipelineStep[] => {
  const place = inside(above, record);
  if (record.type === 'Task') return [stepOf(record, place, detailOf(record))];
  if (!CONTAINERS.has(record.type)) return [];
  const steps = children.flatMap((child) => stepsBelow(child, place, skipped));
  const isTold =
    steps.length > 0 && (record.result !== 'failed' || steps.some(({ status }) => status === 'failed'));
  if (isTold || STATUS[record.result ?? ''] === 'passed') return steps;
  const isAsked = record.type === 'Stage' && skipped.has(place.stage);
  const detail = isAsked
    ? 'not run: it deploys or needs a service connection, and the definition of the project does not say `deploy: pipeline`'
    : detailOf(record);
  return [...steps, stepOf(record, place, detail)];
};

/**
 * What each task came to, in the order of the pipeline. A stage or job without tasks is one step: skipped, or failed before it
 * got an agent. `skipped`: stages that were left out on purpose.
 */
export const pipelineSteps = (
  records: readonly TimelineRecord[],
  skipped: ReadonlySet<string>,
): PipelineStep[] => treeOf(records).flatMap((node) => stepsBelow(node, { stage: '', job: '' }, skipped));

/** Logs of what failed, innermost first found. */
export const failedLogs = (records: readonly TimelineRecord[]): number[] =>
  records.flatMap(({ type, result, log }) => (type === 'Task' && result === 'failed' && log ? [log.id] : []));
