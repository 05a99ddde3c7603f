import type { Service } from '../../domain/blueprint.ts';
import type { DeliveryPlan } from './delivery-plan.ts';

type Setting = DeliveryPlan['settings'][number];
type Alert = DeliveryPlan['alerts'][number];
type Resource = DeliveryPlan['resources'][number];

const settingsOf = ({ name, events }: Service): Setting[] => [
  { name: 'HOST', purpose: 'Address it listens on.', source: 'fixed', value: '0.0.0.0' },
  { name: 'PORT', purpose: 'Port it listens on.', source: 'fixed', value: '8080' },
  { name: 'LOG_LEVEL', purpose: 'Least severity that is logged.', source: 'fixed', value: 'info' },
  { name: 'STORE', purpose: 'Which store it uses.', source: 'fixed', value: 'cosmos' },
  { name: 'COSMOS_ENDPOINT', purpose: 'Address of the Cosmos DB account.', source: 'infrastructure' },
  { name: 'COSMOS_DATABASE', purpose: 'Database in the account.', source: 'fixed', value: name },
  ...(events.length > 0
    ? ([
        { name: 'SERVICE_BUS_NAMESPACE', purpose: 'Where events are published.', source: 'infrastructure' },
        {
          name: 'SERVICE_BUS_TOPIC',
          purpose: 'Topic of its events.',
          source: 'fixed',
          value: `${name}-events`,
        },
      ] as const)
    : []),
  { name: 'AZURE_CLIENT_ID', purpose: 'Workload identity it signs in with.', source: 'identity' },
];

const resourcesOf = ({ events, store }: Service): Resource[] => [
  { kind: 'aks', why: 'It runs as a deployment in the cluster.' },
  { kind: 'container-registry', why: 'Its image is pulled from there.' },
  { kind: 'cosmos-db', why: store.reason },
  ...(events.length > 0
    ? [{ kind: 'service-bus', why: `It publishes ${events.map(({ name }) => name).join(', ')}.` } as const]
    : []),
  { kind: 'managed-identity', why: 'It signs in to its resources without a secret.' },
  {
    kind: 'key-vault',
    why: 'Secrets that operators add later are referenced, never stored in configuration.',
  },
  { kind: 'log-analytics', why: 'Logs, metrics and traces are kept and asked there.' },
];

const alertsOf = ({ title, events }: Service): Alert[] => [
  {
    name: 'errors',
    condition: 'More than 1 % of requests end with status 5xx over 5 minutes.',
    severity: 1,
    runbook: {
      meaning: `${title} fails to answer requests that it should answer.`,
      steps: [
        'Find the problem in the logs by status 500 and note a correlation id.',
        'Follow the correlation id through the trace to the failing dependency.',
        'If it began with a deployment, roll back to the previous revision.',
      ],
    },
  },
  {
    name: 'latency',
    condition: 'The 95th percentile of request duration exceeds 500 ms over 10 minutes.',
    severity: 2,
    runbook: {
      meaning: 'Requests take longer than clients expect.',
      steps: [
        'Look for throttled requests (429) of the store and raise its throughput when there are any.',
        'Look at CPU of the pods; the autoscaler must not be at its maximum.',
        'Find the slow operation by its use case name.',
      ],
    },
  },
  {
    name: 'not-ready',
    condition: 'Fewer pods are ready than the minimum for 5 minutes.',
    severity: 1,
    runbook: {
      meaning: 'Pods do not start, or their store does not answer.',
      steps: [
        'Read the last log line of a pod: a wrong setting is named there.',
        'Check that the workload identity may read the store.',
        'Check the state of the store in the portal.',
      ],
    },
  },
  ...(events.length > 0
    ? [
        {
          name: 'outbox-backlog',
          condition: 'The oldest unpublished outbox entry is older than 5 minutes.',
          severity: 2,
          runbook: {
            meaning: 'Changes are kept, but other services do not hear of them.',
            steps: [
              'Check that the Service Bus namespace is reachable and the identity may send.',
              'Restart one pod; entries are published again, consumers ignore repeated ones.',
            ],
          },
        },
      ]
    : []),
];

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
  alerts: alertsOf(service),
});
