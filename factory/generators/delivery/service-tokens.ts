import type { Blueprint, Service } from '../../domain/blueprint.ts';
import { camelCase, kebabCase, words } from '../../domain/naming.ts';
import type { ExternalSystem } from '../../domain/reaction.ts';
import { isSolution, subscriptionsOf } from '../../domain/solution.ts';
import { eventTopic } from '../contracts/event-address.ts';
import type { Tokens } from './fill-template.ts';

/** Name of what the services of a solution share: `online-bookshop-platform`. */
export const platformName = ({ title }: Pick<Blueprint, 'title'>): string => {
  const slug = kebabCase(title)
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
    .replace(/-$/, '');
  return `${slug || 'solution'}-platform`;
};

/** An array of Bicep, formatted as its formatter would. */
export const bicepArray = (values: readonly string[]): string =>
  values.length === 0 ? '= []' : `= [\n${values.map((value) => `  '${value}'\n`).join('')}]`;

/** Setting that holds the address of an external system: `PAYMENT_PROVIDER_URL`. */
export const addressSetting = ({ name }: ExternalSystem): string =>
  `${words(name).join('_').toUpperCase()}_URL`;

/** Variable of the pipeline that the setting is taken from: `paymentProviderUrl`. */
const addressVariable = ({ name }: ExternalSystem): string => `${camelCase(name)}Url`;

const externalTokens = (systems: readonly ExternalSystem[]): Tokens => ({
  'external-settings': systems.map((system) => `${addressSetting(system)}=`),
  'external-exports': systems.map((system) => {
    const name = addressSetting(system);
    return `printf '${name}=%s\\n' "\${${name}:?is not set}" >> "$overlay/infrastructure.env"`;
  }),
  'external-environment': systems.map((system) => `${addressSetting(system)}: $(${addressVariable(system)})`),
  'external-variables':
    systems.length === 0
      ? []
      : [
          '# Where the systems are that the service asks.',
          ...systems.flatMap((system) => [`- name: ${addressVariable(system)}`, "  value: ''"]),
        ],
});

const grpcTokens = (isServed: boolean): Tokens => {
  const lines = (...texts: string[]) => (isServed ? texts : []);
  return {
    settings: lines('- GRPC_PORT=8081'),
    'container-ports': lines('- name: grpc', '  containerPort: 8081'),
    'service-ports': lines(
      '- name: grpc',
      '  port: 8081',
      '  targetPort: grpc',
      '  appProtocol: kubernetes.io/h2c',
    ),
    'ingress-ports': lines('- port: 8081', '  protocol: TCP'),
  };
};

/** Slugs and camel-case names only: they need no escaping in YAML, Bicep, shell or JSON. */
export const serviceTokens = (
  service: Service,
  blueprint: Pick<Blueprint, 'title' | 'services'>,
): Tokens => ({
  service: service.name,
  topic: eventTopic(service),
  'partition-key': service.store.partitionKey,
  platform: platformName(blueprint),
  'producer-topics': bicepArray(subscriptionsOf(service).map(({ topic }) => topic)),
  // The platform makes the namespaces of a solution.
  'namespace-resource': isSolution(blueprint) ? [] : ['- namespace.yaml'],
  ...externalTokens(service.externalSystems),
  ...grpcTokens(service.interfaces.includes('grpc')),
});
