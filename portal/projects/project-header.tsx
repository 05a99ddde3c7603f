import { client } from '../api/browser.ts';
import type { Connection } from '../api/follow-events.ts';
import type { RunResult } from '../api/types.ts';
import { count, duration, elapsed } from '../app/duration.ts';
import { PageHeading } from '../app/page-heading.tsx';
import { StatusMark } from '../app/status-mark.tsx';
import { useLoaded } from '../app/use-loaded.ts';
import { useNow } from '../app/use-now.ts';
import { useThrottled } from '../app/use-throttled.ts';
import type { RunProgress } from '../board/run-progress.ts';

/** Announcements follow each other at this distance at least. Milliseconds. */
const ANNOUNCE_MS = 4_000;

const countsOf = (result: RunResult, progress: RunProgress): string[] => {
  const tests = result.services.reduce((sum, { quality }) => sum + quality.tests.passed, 0);
  const { served, total } = result.requirements;
  return [
    progress.actions > 0 ? count(progress.actions, 'action') : '',
    tests > 0 ? `${count(tests, 'test')} passed` : '',
    total > 0 ? `${served} of ${count(total, 'requirement')} served` : '',
    result.artifacts.length > 0 ? count(result.artifacts.length, 'file') : '',
    progress.retries > 0 ? `${count(progress.retries, 'step')} tried again` : '',
  ].filter((text) => text !== '');
};

/** How long it took, or takes: from the start that the events tell, so that the seconds go on between two readings. */
const Elapsed = ({ result, startedAt }: { result: RunResult; startedAt: number }) => {
  const running = result.status === 'running';
  const now = useNow(running);
  const soFar = startedAt > 0 ? Math.max(result.durationMs, now - startedAt) : result.durationMs;
  return <span>{running ? elapsed(soFar) : duration(result.durationMs)}</span>;
};

const connectionTexts: Partial<Record<Connection, string>> = {
  lost: 'The connection is broken; trying again. Nothing is lost.',
  connecting: 'Connecting …',
};

/** What is heard without looking: the connection, and where the run has got to. */
const Announcer = ({ connection, announcement }: { connection: Connection; announcement: string }) => {
  const broken = useThrottled(connection === 'lost' ? connectionTexts.lost : '', 1_000);
  const said = useThrottled(announcement, ANNOUNCE_MS);
  return (
    <>
      <p class={broken ? 'connection-lost' : 'visually-hidden'} role="status">
        {broken}
      </p>
      <p class="visually-hidden" role="status">
        {said}
      </p>
    </>
  );
};

/** What is built, how it stands, how long it takes and what there is so far. */
export const ProjectHeader = ({
  id,
  result,
  progress,
  connection,
}: {
  id: string;
  result: RunResult | undefined;
  progress: RunProgress;
  connection: Connection;
}) => {
  const { value: projects } = useLoaded(client.projects, `text of ${id}`);
  const text = projects?.find(({ projectId }) => projectId === id)?.text ?? id;
  return (
    <div class="project-header">
      <PageHeading text={text} title={text.slice(0, 60)} />
      {result && (
        <p class="project-facts">
          <StatusMark status={result.status} />
          <Elapsed result={result} startedAt={progress.startedAt} />
          {countsOf(result, progress).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
      )}
      <Announcer connection={connection} announcement={progress.announcement} />
    </div>
  );
};
