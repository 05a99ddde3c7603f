import type { Service } from '../../domain/blueprint.ts';
import { eventTopic } from '../contracts/event-address.ts';
import { podInventory, serviceLog } from './log-queries.ts';

type LogCondition = {
  kind: 'log';
  /** KQL over the workspace; a row is an occurrence. */
  query: string;
  operator: 'GreaterThan' | 'LessThan';
};

type MetricCondition = {
  kind: 'metric';
  resource: 'cosmos' | 'serviceBus';
  metric: string;
  aggregation: 'Count' | 'Maximum';
  dimension: { name: string; value: string };
};

/** The check from outside; it exists where the service has a public address. `threshold` is a number of locations. */
type ProbeCondition = { kind: 'probe' };

/** An alert of a service: when it fires, what it means and what to do. The runbook has one entry for each. */
export type Alert = {
  /** Kebab-case; the anchor in the runbook. */
  id: string;
  title: string;
  /** Azure Monitor: 0 critical to 4 verbose. */
  severity: 1 | 2 | 3;
  /** Minutes over which it looks. */
  windowMinutes: 5 | 15 | 30;
  threshold: number;
  condition: LogCondition | MetricCondition | ProbeCondition;
  meaning: string;
  /** Steps, each a sentence with at most one command. */
  look: readonly Step[];
  act: readonly Step[];
};

export type Step = { say: string; run?: string };

/** The alerts of a service, most severe first. */
export const alertsOf = ({ name, ...service }: Service): Alert[] => {
  const kubectl = `kubectl --namespace ${name}`;
  const logs = `${kubectl} logs --selector app.kubernetes.io/name=${name} --tail=-1 --since=30m`;
  const restart: Step = {
    say: 'Restart it; a rolling restart keeps one replica serving.',
    run: `${kubectl} rollout restart deployment/${name}`,
  };
  const undo: Step = {
    say: 'If it began with a deployment, go back to the revision before.',
    run: `${kubectl} rollout undo deployment/${name}`,
  };
  const alerts: Alert[] = [
    {
      id: 'no-replica-ready',
      title: 'No replica is running',
      severity: 1,
      windowMinutes: 5,
      threshold: 1,
      condition: {
        kind: 'log',
        query: [
          podInventory(name),
          '| summarize arg_max(TimeGenerated, ContainerStatus) by Name',
          '| where ContainerStatus == "running"',
        ].join('\n'),
        operator: 'LessThan',
      },
      meaning: 'Nobody can call the service.',
      look: [
        { say: 'See which pods exist and why they do not run.', run: `${kubectl} describe pods` },
        { say: 'Read the last words of the process.', run: `${logs} --previous` },
        {
          say: 'Exit code 1 right after the start is a wrong setting; the line before it names the setting.',
          run: `${kubectl} get configmap --output yaml`,
        },
      ],
      act: [undo, { say: 'Correct the setting in the overlay of the environment and deploy again.' }],
    },
    {
      id: 'unreachable',
      title: 'The service cannot be reached from outside',
      severity: 1,
      windowMinutes: 5,
      threshold: 2,
      condition: { kind: 'probe' },
      meaning:
        'Checks of `/health/ready` from several places fail. Only environments with a `publicUrl` have this alert.',
      look: [
        {
          say: 'Ask the service inside the cluster; if it answers, the way to it is broken: ingress, certificate or name.',
          run: `${kubectl} get --raw /api/v1/namespaces/${name}/services/${name}:80/proxy/health/ready`,
        },
        { say: 'See what the cluster reports.', run: `${kubectl} get events --sort-by .lastTimestamp` },
      ],
      act: [{ say: 'Way broken: hand it to the platform team, with the answer from inside.' }, undo],
    },
    {
      id: 'internal-errors',
      title: 'The service answers with internal errors',
      severity: 1,
      windowMinutes: 5,
      threshold: 5,
      condition: {
        kind: 'log',
        query: `${serviceLog(name)}\n| where level == "error"`,
        operator: 'GreaterThan',
      },
      meaning: 'Calls end with status 500: a defect, or a store that does not answer.',
      look: [
        {
          say: 'Read the errors; each has the correlation id of its call.',
          run: `${logs} | grep '"level":"error"'`,
        },
        {
          say: 'Ask the service whether its store answers.',
          run: `${kubectl} get --raw /api/v1/namespaces/${name}/services/${name}:80/proxy/health/ready`,
        },
      ],
      act: [
        undo,
        {
          say: 'If the store does not answer, check its health in the portal and the role assignments of the identity.',
        },
        restart,
      ],
    },
    {
      id: 'restarts',
      title: 'Containers restart again and again',
      severity: 2,
      windowMinutes: 30,
      threshold: 0,
      condition: {
        kind: 'log',
        query: [
          podInventory(name),
          '| summarize Restarts = max(ContainerRestartCount) - min(ContainerRestartCount) by Name',
          '| where Restarts > 3',
        ].join('\n'),
        operator: 'GreaterThan',
      },
      meaning: 'The process ends by itself or is ended: out of memory, or its liveness probe fails.',
      look: [
        {
          say: 'See the reason of the last end: `OOMKilled`, `Error` or a failed probe.',
          run: `${kubectl} describe pods`,
        },
        { say: 'Read what the process wrote before it ended.', run: `${logs} --previous` },
      ],
      act: [
        { say: 'Out of memory: raise the limit in `deploy/kubernetes/base/deployment.yaml` and deploy.' },
        undo,
      ],
    },
    {
      id: 'store-throttled',
      title: 'The store refuses requests for want of throughput',
      severity: 2,
      windowMinutes: 5,
      threshold: 50,
      condition: {
        kind: 'metric',
        resource: 'cosmos',
        metric: 'TotalRequests',
        aggregation: 'Count',
        dimension: { name: 'StatusCode', value: '429' },
      },
      meaning: 'Cosmos DB answers 429: calls get slow, then fail.',
      look: [
        {
          say: 'See in the dashboard whether one partition takes it all or traffic grew.',
        },
        { say: 'See who calls.', run: `${logs} | tail -n 200` },
      ],
      act: [
        { say: 'Raise `maxThroughput` in the parameters of the environment and deploy the infrastructure.' },
        {
          say: `If one value of the partition key \`${service.store.partitionKey}\` takes it all, slow down its caller.`,
        },
      ],
    },
    {
      id: 'outbox-waiting',
      title: 'Events wait in the outbox',
      severity: 2,
      windowMinutes: 15,
      threshold: 3,
      condition: {
        kind: 'log',
        query: `${serviceLog(name)}\n| where msg == "events wait in the outbox"`,
        operator: 'GreaterThan',
      },
      meaning: 'Events are safe in the store but do not reach Service Bus; subscribers fall behind.',
      look: [
        { say: 'Read why sending fails.', run: `${logs} | grep 'events wait in the outbox'` },
        { say: `Check that topic \`${eventTopic({ name, ...service })}\` exists and is active.` },
      ],
      act: [
        {
          say: 'Unauthorised: deploy the infrastructure, which gives the identity the role Azure Service Bus Data Sender.',
        },
        { say: 'Topic full: have its subscribers catch up or removed.' },
        { say: 'Nothing else is needed: the service sends what waits, in order, once it can.' },
      ],
    },
    {
      id: 'events-dead-lettered',
      title: 'Subscribers cannot handle events',
      severity: 3,
      windowMinutes: 30,
      threshold: 0,
      condition: {
        kind: 'metric',
        resource: 'serviceBus',
        metric: 'DeadletteredMessages',
        aggregation: 'Maximum',
        dimension: { name: 'EntityName', value: eventTopic({ name, ...service }) },
      },
      meaning: 'A subscription of the topic moved messages to its dead-letter queue.',
      look: [
        {
          say: 'Find the subscription and read the dead-letter reason in the Service Bus explorer of the portal.',
        },
        { say: 'Compare the message with its schema under `api/events/`.' },
      ],
      act: [
        { say: 'Have the owner of the subscription correct the handler, then resubmit the messages.' },
        {
          say: 'If the message breaks its schema, it is a defect here: go back to the revision before.',
          run: undo.run ?? '',
        },
      ],
    },
  ];
  return service.events.length > 0
    ? alerts
    : alerts.filter(({ id }) => id !== 'outbox-waiting' && id !== 'events-dead-lettered');
};
