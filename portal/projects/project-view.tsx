import { useMemo } from 'preact/hooks';

import type { RunResult } from '../api/types.ts';
import type { View } from '../app/route.ts';
import { Board } from '../board/board.tsx';
import { QualityReport } from '../quality/quality-report.tsx';
import { Processes } from '../results/processes.tsx';
import { Requirements } from '../results/requirements.tsx';
import { Timeline } from '../timeline/timeline.tsx';
import { Reviews } from '../reviews/reviews.tsx';
import { ArtifactsView } from './artifacts-view.tsx';
import { artifactReader } from './read-artifact.ts';
import { RepositoriesView } from './repositories-view.tsx';
import type { LiveProject } from './use-live-project.ts';

/** What a tab shows. */
export const ProjectView = ({
  id,
  view,
  path,
  live,
}: {
  id: string;
  view: View;
  path: string | undefined;
  live: LiveProject & { result: RunResult };
}) => {
  const { result, progress, version } = live;
  const load = useMemo(() => artifactReader(id), [id]);
  switch (view) {
    case 'board':
      return <Board result={result} progress={progress} />;
    case 'reviews':
      return (
        <Reviews id={id} review={path} result={result} version={version} reload={live.reload} load={load} />
      );
    case 'timeline':
      return <Timeline id={id} version={progress.actions} running={result.status === 'running'} />;
    case 'artifacts':
      return <ArtifactsView id={id} path={path} version={version} load={load} />;
    case 'quality':
      return <QualityReport result={result} load={load} />;
    case 'requirements':
      return <Requirements result={result} load={load} />;
    case 'repositories':
      return <RepositoriesView id={id} result={result} version={version} load={load} />;
    case 'processes':
      return <Processes result={result} />;
  }
};
