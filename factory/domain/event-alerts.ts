import type { Service } from './blueprint.ts';
import { eventTopic, subscriptionsOf } from './solution.ts';
import type { Alert } from './alert.ts';
import { serviceLog } from './log-queries.ts';
import { operatorCommands } from './operator-commands.ts';

/** Do the events that it reacts to reach it? */
const receivedAlerts = (service: Service): Alert[] => {
  const { logs, undo } = operatorCommands(service.name);
  return subscriptionsOf(service).map(({ topic, subscription }) => ({
    id: `dead-lettered-${topic}`,
    title: `Events of ${topic} are not handled`,
    severity: 2,
    windowMinutes: 30,
    threshold: 0,
    condition: {
      kind: 'metric',
      resource: 'serviceBus',
      metric: 'DeadletteredMessages',
      aggregation: 'Maximum',
      dimension: { name: 'EntityName', value: topic },
    },
    meaning: `A subscription of topic \`${topic}\` has messages in its dead-letter queue: what should follow from them has not happened.`,
    look: [
      {
        say: `Look whether it is subscription \`${subscription}\`, and read the dead-letter reason in the Service Bus explorer.`,
      },
      { say: 'Read what the service said about it, by the correlation id of the message.', run: logs },
      { say: 'Compare the message with what is expected of it under `api/expectations/`.' },
    ],
    act: [
      { say: 'Resubmit the messages once the reason is gone: what was applied before is not applied again.' },
      {
        say: 'If it began with a deployment of this service, go back to the revision before.',
        run: undo.run ?? '',
      },
    ],
  }));
};

/** Do its events reach their subscribers, and those of others it? A service without events has nothing to watch. */
export const eventAlerts = (service: Service): Alert[] => [
  ...sentAlerts(service),
  ...receivedAlerts(service),
];

const sentAlerts = (service: Service): Alert[] => {
  const { name, events } = service;
  if (events.length === 0) return [];
  const { logs, undo } = operatorCommands(name);
  return [
    {
      id: 'outbox-backlog',
      title: 'Events wait in the outbox',
      severity: 2,
      windowMinutes: 10,
      threshold: 0,
      condition: {
        kind: 'log',
        query: [
          serviceLog(name),
          '| where msg == "events wait in the outbox"',
          '| summarize minutes = dcount(bin(TimeGenerated, 1m))',
          '| where minutes >= 5',
        ].join('\n'),
        operator: 'GreaterThan',
      },
      meaning:
        'For five minutes events did not reach Service Bus: they are safe in the store, but subscribers fall behind.',
      look: [
        { say: 'Read why sending fails.', run: `${logs} | grep 'events wait in the outbox'` },
        { say: `Check that topic \`${eventTopic(service)}\` exists and is active.` },
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
        dimension: { name: 'EntityName', value: eventTopic(service) },
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
};
