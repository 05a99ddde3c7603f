import { count, duration, elapsed } from '../app/duration.ts';
import { StatusMark } from '../app/status-mark.tsx';
import { stageTitles } from '../app/titles.ts';
import type { ServiceProgress, StageProgress } from './run-progress.ts';

/** How long a step took, or takes so far; nothing before it has begun. */
const timeOf = (step: { status: string; startedAt: number; durationMs: number }, now: number): string => {
  if (step.status === 'pending') return '';
  return step.status === 'running' ? elapsed(now - step.startedAt) : duration(step.durationMs);
};

const ServiceRow = ({
  service,
  now,
  endpoint,
}: {
  service: ServiceProgress;
  now: number;
  endpoint: string | undefined;
}) => (
  <li class="service-row">
    <p class="service-head">
      <StatusMark status={service.status} wordless />
      <span class="service-name">{service.name}</span>
      {endpoint && (
        <a href={endpoint} target="_blank" rel="noopener noreferrer">
          runs at {endpoint}
          <span class="visually-hidden"> (opens in a new tab)</span>
        </a>
      )}
      <span class="step-time muted">{timeOf(service, now)}</span>
    </p>
    {service.status !== 'completed' && <p class="step-message">{service.message}</p>}
  </li>
);

/** A stage with the services that it works on. What fails shows its message, what runs its last action. */
export const StageCard = ({
  stage,
  now,
  endpoints,
}: {
  stage: StageProgress;
  now: number;
  endpoints: ReadonlyMap<string, string>;
}) => {
  const { name, status, services, actions, message } = stage;
  const told = status === 'failed' || (status === 'running' && services.length === 0);
  return (
    <li class={`stage stage-${status}`} aria-current={status === 'running' ? 'step' : undefined}>
      <div class="stage-head">
        <StatusMark status={status} wordless />
        <h3>{stageTitles[name]}</h3>
        {actions > 0 && <span class="muted">{count(actions, 'action')}</span>}
        <span class="step-time muted">{timeOf(stage, now)}</span>
      </div>
      {told && <p class="step-message">{message}</p>}
      {services.length > 0 && (
        <ul class="services">
          {services.map((service) => (
            <ServiceRow
              key={service.name}
              service={service}
              now={now}
              endpoint={name === 'deployment' ? endpoints.get(service.name) : undefined}
            />
          ))}
        </ul>
      )}
    </li>
  );
};
