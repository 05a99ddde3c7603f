import { Loading, TroubleNote } from '../app/notes.tsx';
import { VIEWS, type View } from '../app/route.ts';
import { Tabs } from '../app/tabs.tsx';
import { viewTitles } from '../app/titles.ts';
import { goTo } from '../app/use-route.ts';
import { OpenReviews } from '../reviews/open-reviews.tsx';
import { FailureNote } from './failure-note.tsx';
import { ProjectActions } from './project-actions.tsx';
import { ProjectHeader } from './project-header.tsx';
import { ProjectView } from './project-view.tsx';
import { useLiveProject } from './use-live-project.ts';

const tabs = VIEWS.map((id) => ({ id, title: viewTitles[id] }));

/** One project with its views. */
export const ProjectPage = ({ id, view, path }: { id: string; view: View; path: string | undefined }) => {
  const live = useLiveProject(id);
  const { result, trouble, progress, connection, reload } = live;
  const changed = (): void => {
    live.follow();
    reload();
  };
  return (
    <>
      <ProjectHeader id={id} result={result} progress={progress} connection={connection} />
      {trouble && <TroubleNote trouble={trouble} onRetry={reload} />}
      {!result && !trouble && <Loading what="the project" />}
      {result && (
        <>
          {result.failure && <FailureNote failure={result.failure} />}
          {view !== 'reviews' && <OpenReviews reviews={result.reviews} />}
          {view === 'board' && <ProjectActions id={id} result={result} onChange={changed} />}
          <Tabs
            label="Views of the project"
            tabs={tabs}
            selected={view}
            onSelect={(next) => goTo({ page: 'project', id, view: next })}
          >
            <ProjectView id={id} view={view} path={path} live={{ ...live, result }} />
          </Tabs>
        </>
      )}
    </>
  );
};
