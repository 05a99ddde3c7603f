import { useEffect } from 'preact/hooks';

import { client } from '../api/browser.ts';
import type { ProjectSummary } from '../api/types.ts';
import { count, duration } from '../app/duration.ts';
import { EmptyNote, Loading, TroubleNote } from '../app/notes.tsx';
import { hashOf } from '../app/route.ts';
import { StatusMark } from '../app/status-mark.tsx';
import { stageTitles } from '../app/titles.ts';
import { useLoaded } from '../app/use-loaded.ts';

/** How often the list is read again while something runs. Milliseconds. */
const REFRESH_MS = 3_000;

const when = (time: string): string =>
  new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

const factsOf = ({ status, stage, services, createdAt, endedAt }: ProjectSummary): string =>
  [
    when(createdAt),
    (status === 'running' || status === 'waiting') && stage ? stageTitles[stage] : '',
    endedAt ? `took ${duration(Date.parse(endedAt) - Date.parse(createdAt))}` : '',
    services.length > 0 ? `${count(services.length, 'service')}: ${services.join(', ')}` : '',
  ]
    .filter((fact) => fact !== '')
    .join(' · ');

const ProjectRow = ({ project }: { project: ProjectSummary }) => (
  <li class="project-row">
    <StatusMark status={project.status} />
    <div class="project-row-text">
      <a href={hashOf({ page: 'project', id: project.projectId, view: 'board' })}>{project.text}</a>
      <p class="muted">{factsOf(project)}</p>
    </div>
  </li>
);

/** All projects, newest first. Read again while one of them runs. */
export const ProjectList = () => {
  const { value, trouble, reload } = useLoaded(client.projects, 'projects');
  const alive =
    trouble !== undefined || value?.some(({ status }) => status === 'running' || status === 'waiting');
  useEffect(() => {
    if (!alive) return undefined;
    const timer = setInterval(reload, REFRESH_MS);
    return () => clearInterval(timer);
  }, [alive, reload]);

  return (
    <>
      {trouble && <TroubleNote trouble={trouble} onRetry={reload} />}
      {!value && !trouble && <Loading what="the projects" />}
      {value?.length === 0 && (
        <EmptyNote title="No project yet." text="Describe one above; it appears here as soon as it runs." />
      )}
      {value && value.length > 0 && (
        <ul class="project-list">
          {value.map((project) => (
            <ProjectRow key={project.projectId} project={project} />
          ))}
        </ul>
      )}
    </>
  );
};
