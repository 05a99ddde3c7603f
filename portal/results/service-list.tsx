import type { RunResult } from '../../factory/domain/run-result.ts';
import { webAddress } from './web-address.ts';

type Service = RunResult['services'][number];

const stateOf = ({ running, endpoint }: Service): string => {
  if (running) return 'running';
  return endpoint === '' ? 'not deployed' : 'stopped';
};

/** Only what answers is a link; the address of what was stopped is said. */
const Endpoint = ({ service: { endpoint, running } }: { service: Service }) => {
  const address = webAddress(endpoint);
  if (endpoint === '') return null;
  return running && address !== undefined ? (
    <a href={address} rel="noopener noreferrer" target="_blank">
      {endpoint}
    </a>
  ) : (
    <code>{endpoint}</code>
  );
};

/** The services, whether they run, and where they answer. */
export const ServiceList = ({ services }: { services: readonly Service[] }) =>
  services.length === 0 ? (
    <p class="muted">There is no service yet.</p>
  ) : (
    <ul class="endpoints">
      {services.map((service) => (
        <li key={service.name} class="endpoint">
          <span class="endpoint-name">{service.name}</span>{' '}
          <span class={service.running ? 'endpoint-state endpoint-running' : 'endpoint-state'}>
            {stateOf(service)}
          </span>{' '}
          <Endpoint service={service} />
        </li>
      ))}
    </ul>
  );
