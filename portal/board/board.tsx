import type { RunResult } from '../api/types.ts';
import { duration } from '../app/duration.ts';
import { EmptyNote } from '../app/notes.tsx';
import { agentTitle, stageTitles } from '../app/titles.ts';
import { useNow } from '../app/use-now.ts';
import type { Happening } from './happening.ts';
import type { RunProgress } from './run-progress.ts';
import { StageCard } from './stage-card.tsx';

const clock = (time: string): string => new Date(time).toLocaleTimeString(undefined, { hourCycle: 'h23' });

const titleOf = (stage: string): string => (stageTitles as Readonly<Record<string, string>>)[stage] ?? stage;

const HappeningRow = ({ happening }: { happening: Happening }) => {
  const { at, stage, service, agent, message, durationMs, retry } = happening;
  return (
    <li class={retry ? 'happening happening-retry' : 'happening'}>
      <p class="happening-head muted">
        <time dateTime={at}>{clock(at)}</time>
        <span>{titleOf(stage)}</span>
        {service && <span class="service-name">{service}</span>}
        {durationMs !== undefined && <span>{duration(durationMs)}</span>}
      </p>
      <p class="happening-text">
        <strong>{retry ? 'Tried again' : agentTitle(agent ?? '')}:</strong> {message}
      </p>
    </li>
  );
};

/** The run as it happens: every stage with its services, and what the agents do, newest first. */
export const Board = ({ result, progress }: { result: RunResult; progress: RunProgress }) => {
  const now = useNow(result.status === 'running');
  const endpoints = new Map(
    result.services.flatMap(({ name, running, endpoint }) => (running && endpoint ? [[name, endpoint]] : [])),
  );
  const hidden = progress.actions + progress.retries - progress.happenings.length;
  return (
    <div class="board">
      <section aria-labelledby="stages-heading">
        <h2 id="stages-heading">Stages</h2>
        <ol class="stages">
          {progress.stages.map((stage) => (
            <StageCard key={stage.name} stage={stage} now={now} endpoints={endpoints} />
          ))}
        </ol>
      </section>
      <section aria-labelledby="happenings-heading">
        <h2 id="happenings-heading">What the agents do</h2>
        {progress.happenings.length === 0 ? (
          <EmptyNote title="Nothing yet." text="The first action appears when the first agent has done it." />
        ) : (
          <ol class="happenings" reversed>
            {progress.happenings.map((happening) => (
              <HappeningRow key={happening.position} happening={happening} />
            ))}
          </ol>
        )}
        {hidden > 0 && <p class="muted">{hidden} earlier ones are in the timeline.</p>}
      </section>
    </div>
  );
};
