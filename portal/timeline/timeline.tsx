import { useState } from 'preact/hooks';

import { client } from '../api/browser.ts';
import { count } from '../app/duration.ts';
import { EmptyNote, Loading, TroubleNote } from '../app/notes.tsx';
import { agentTitle } from '../app/titles.ts';
import { useLoaded } from '../app/use-loaded.ts';
import { useThrottled } from '../app/use-throttled.ts';
import { ActionRow } from './action-row.tsx';
import { agentsOf, everything, filtered, servicesOf, type Filter } from './filter.ts';

/** The trail is read again at most this often. Milliseconds. */
const REFRESH_MS = 1_500;

const Choice = ({
  id,
  label,
  value,
  options,
  titleOf,
  onChange,
}: {
  id: string;
  label: string;
  value: string;
  options: readonly string[];
  titleOf: (option: string) => string;
  onChange: (value: string) => void;
}) => (
  <div class="choice">
    <label for={id}>{label}</label>
    <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">All</option>
      {options.map((option) => (
        <option key={option} value={option}>
          {titleOf(option)}
        </option>
      ))}
    </select>
  </div>
);

/** Every action of every agent, in the order in which they began, by agent and service. `version` changes with each new one. */
export const Timeline = ({ id, version, running }: { id: string; version: number; running: boolean }) => {
  const [filter, setFilter] = useState<Filter>(everything);
  const { value, trouble, reload } = useLoaded(
    () => client.actions(id),
    `actions of ${id}`,
    useThrottled(version, REFRESH_MS),
  );
  if (!value)
    return trouble ? <TroubleNote trouble={trouble} onRetry={reload} /> : <Loading what="the timeline" />;
  const shown = filtered(value, filter);
  return (
    <section aria-labelledby="timeline-heading">
      <h2 id="timeline-heading">Timeline</h2>
      {trouble && <TroubleNote trouble={trouble} onRetry={reload} />}
      {value.length === 0 ? (
        <EmptyNote
          title="No action yet."
          text={running ? 'It appears here when the first agent has done something.' : 'Nothing was done.'}
        />
      ) : (
        <>
          <div class="choices">
            <Choice
              id="filter-agent"
              label="Agent"
              value={filter.agent}
              options={agentsOf(value)}
              titleOf={agentTitle}
              onChange={(agent) => setFilter({ ...filter, agent })}
            />
            <Choice
              id="filter-service"
              label="Service"
              value={filter.service}
              options={servicesOf(value)}
              titleOf={(service) => service}
              onChange={(service) => setFilter({ ...filter, service })}
            />
            <p class="muted">
              {shown.length === value.length
                ? count(value.length, 'action')
                : `${shown.length} of ${count(value.length, 'action')}`}
            </p>
          </div>
          <ol class="actions">
            {shown.map((action) => (
              <ActionRow key={action.id} action={action} />
            ))}
          </ol>
          {shown.length === 0 && (
            <EmptyNote title="No action fits." text="No agent did something for this service." />
          )}
        </>
      )}
    </section>
  );
};
