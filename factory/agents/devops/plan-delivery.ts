import type { Service } from '../../domain/blueprint.ts';
import { alertsOf } from '../../domain/alerts.ts';
import { addressSetting, systemsAsked } from '../../domain/outside-systems.ts';
import { eventTopic, subscriptionsOf } from '../../domain/solution.ts';
import type { DeliveryPlan } from './delivery-plan.ts';

type Setting = DeliveryPlan['settings'][number];
type Alert = DeliveryPlan['alerts'][number];
type Resource = DeliveryPlan['resources'][number];

const outsideSettings = (service: Service): Setting[] => [
  ...(service.interfaces.includes('grpc')
    ? ([
        { name: 'GRPC_PORT', purpose: 'Port of the gRPC interface.', source: 'fixed', value: '8081' },
      ] as const)
    : []),
  ...systemsAsked(service).map((system) => ({
    name: addressSetting(system),
    purpose: `Address of ${system.name}.`,
    source: 'pipeline' as const,
  })),
];

/** It publishes, or reacts to what others publish. */
const usesServiceBus = (service: Service): boolean =>
  service.events.length > 0 || subscriptionsOf(service).length > 0;

/** Every environment variable that the service reads. */
export const settingsOf = (service: Service): Setting[] => [
  { name: 'HOST', purpose: 'Address it listens on.', source: 'fixed', value: '0.0.0.0' },
  { name: 'PORT', purpose: 'Port it listens on.', source: 'fixed', value: '8080' },
  { name: 'LOG_LEVEL', purpose: 'Least severity that is logged.', source: 'fixed', value: 'info' },
  {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    purpose: 'Collector of traces and measurements, where there is one.',
    source: 'infrastructure',
  },
  { name: 'STORE', purpose: 'Which store it uses.', source: 'fixed', value: 'cosmos' },
  { name: 'COSMOS_ENDPOINT', purpose: 'Address of the Cosmos DB account.', source: 'infrastructure' },
  { name: 'COSMOS_DATABASE', purpose: 'Database in the account.', source: 'fixed', value: service.name },
  ...(usesServiceBus(service)
    ? ([
        { name: 'SERVICE_BUS_NAMESPACE', purpose: 'Where events are published.', source: 'infrastructure' },
        {
          name: 'SERVICE_BUS_TOPIC',
          purpose: 'Topic of its events.',
          source: 'fixed',
          value: eventTopic(service),
        },
      ] as const)
    : []),
  ...outsideSettings(service),
  { name: 'AUTH_ISSUER', purpose: 'Whose tokens say who calls.', source: 'infrastructure' },
  { name: 'AUTH_AUDIENCE', purpose: 'Audience that tokens are for.', source: 'infrastructure' },
  { name: 'AZURE_CLIENT_ID', purpose: 'Workload identity it signs in with.', source: 'identity' },
];

const busReasons = (service: Service): string =>
  [
    ...(service.events.length > 0
      ? [`It publishes ${service.events.map(({ name }) => name).join(', ')}.`]
      : []),
    ...subscriptionsOf(service).map(({ topic }) => `It reacts to ${topic}.`),
  ].join(' ');

const resourcesOf = (service: Service): Resource[] => [
  { kind: 'aks', why: 'It runs as a deployment in the cluster.' },
  { kind: 'container-registry', why: 'Its image is pulled from there.' },
  { kind: 'cosmos-db', why: service.store.reason },
  ...(usesServiceBus(service) ? [{ kind: 'service-bus', why: busReasons(service) } as const] : []),
  { kind: 'managed-identity', why: 'It signs in to its resources without a secret.' },
  {
    kind: 'key-vault',
    why: 'Secrets that operators add later are referenced, never stored in configuration.',
  },
  { kind: 'log-analytics', why: 'Logs, metrics and traces are kept and asked there.' },
];

/** The alerts that the infrastructure is generated with, as the plan tells them. */
const plannedAlerts = (service: Service): Alert[] =>
  alertsOf(service).map(({ id, meaning, severity, look, act }) => ({
    name: id,
    condition: meaning,
    severity,
    runbook: { meaning, steps: [...look, ...act].map(({ say }) => say) },
  }));

/** How a service of the blueprint is delivered and operated. */
export const planDelivery = (service: Service): DeliveryPlan => ({
  service: service.name,
  environments: [
    { name: 'dev', approval: false, replicas: { minimum: 1, maximum: 2 } },
    { name: 'staging', approval: false, replicas: { minimum: 2, maximum: 3 } },
    { name: 'production', approval: true, replicas: { minimum: 3, maximum: 10 } },
  ],
  settings: settingsOf(service),
  resources: resourcesOf(service),
  subscriptions: subscriptionsOf(service),
  alerts: plannedAlerts(service),
});
