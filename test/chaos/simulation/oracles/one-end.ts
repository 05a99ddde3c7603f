import { all, type Run } from '../trace.ts';
import type { Oracle } from './oracle.ts';
import { andThen } from './wrap.ts';

const ENDS = ['project.completed', 'project.failed', 'project.cancelled', 'project.aborted'];

/** What stops the factory itself: a fault of the activities that keep its books. */
const BOOKS = [
  'recordTransition',
  'readStop',
  'openReview',
  'readReview',
  'noteReview',
  'applyDecision',
  'withdrawReviews',
  'settleBudget',
];

const check = (run: Run): string[] => {
  const { project, instances, happenings, brokenOff } = run;
  const changes = all(happenings, 'project');
  const ends = changes.filter(
    ({ before, after }) => before.status === 'running' && after.status !== 'running',
  );
  const restarts = changes.filter(
    ({ before, after }) => before.status !== 'running' && after.status === 'running',
  );
  const told = all(happenings, 'published').filter(({ type, isNew }) => isNew && ENDS.includes(type));
  const booksFailed = all(happenings, 'injected').some(
    ({ activity, failure }) => BOOKS.includes(activity) && failure !== 'transient',
  );
  const roots = instances.filter(({ parent }) => !parent);
  return [
    ...(brokenOff === undefined ? [] : [brokenOff]),
    ...(project.status === 'running' ? ['the project is still running when nothing is due any more'] : []),
    ...(ends.length === restarts.length + 1
      ? []
      : [`${ends.length} ends for ${restarts.length + 1} beginnings`]),
    ...(told.length === ends.length
      ? []
      : [`${ends.length} ends, and ${told.map(({ type }) => type).join()} was told`]),
    ...(project.status === 'failed' && !booksFailed
      ? ['the project failed though a person could be asked']
      : []),
    ...roots
      .filter(({ status }) => status !== 'Completed')
      .map(({ id, status, output }) => `${id} is ${status}: ${JSON.stringify(output)}`),
  ];
};

/** Exactly one terminal state, once told. */
export const oneEnd: Oracle = {
  name: 'one-end',
  check,
  plant: () => ({
    orchestrator: (name, own) =>
      name === 'factory'
        ? andThen(own, function* endAgain({ df }) {
            const { projectId, correlationId } = df.getInput() as {
              projectId: string;
              correlationId: string;
            };
            const again = {
              projectId,
              correlationId,
              attempt: 1,
              run: 99,
              type: 'project.aborted',
              message: 'Again.',
            };
            yield df.callActivity('recordTransition', again);
          })
        : own,
  }),
};
