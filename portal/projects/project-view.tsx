import { Board } from '../board/board.tsx';
import type { View } from '../app/route.ts';
import { Timeline } from '../timeline/timeline.tsx';
import type { RunResult } from '../api/types.ts';
import type { LiveProject } from './use-live-project.ts';

/** What a tab shows. */
export const ProjectView = ({
  id,
  view,
  live,
}: {
  id: string;
  view: View;
  path: string | undefined;
  live: LiveProject & { result: RunResult };
}) => {
  switch (view) {
    case 'timeline':
      return <Timeline id={id} version={live.progress.actions} running={live.result.status === 'running'} />;
    default:
      return <Board result={live.result} progress={live.progress} />;
  }
};
