import type { Run } from '../trace.ts';
import type { Oracle } from './oracle.ts';
import { andThen } from './wrap.ts';

const check = ({ happenings }: Run): string[] => {
  let isOver = false;
  return happenings.flatMap((happening) => {
    if (happening.what === 'project') isOver = happening.after.status !== 'running';
    if (!isOver) return [];
    if (happening.what === 'worked') return [`${happening.activity} works after the end`];
    if (happening.what === 'outside') return [`${happening.effect} changes after the end`];
    if (happening.what === 'registered') return [`${happening.marker} is registered after the end`];
    return [];
  });
};

/** Nothing is done for a project after its terminal state. */
export const afterEnd: Oracle = {
  name: 'after-end',
  check,
  plant: () => ({
    orchestrator: (name, own) =>
      name === 'factory'
        ? andThen(own, function* goOn({ df }) {
            const { projectId, correlationId } = df.getInput() as {
              projectId: string;
              correlationId: string;
            };
            yield df.callActivity('createWorkItems', { projectId, correlationId, attempt: 99, run: 99 });
          })
        : own,
  }),
};
