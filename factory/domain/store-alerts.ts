import type { Service } from './blueprint.ts';
import type { Alert } from './alert.ts';
import { operatorCommands } from './operator-commands.ts';

/** Does its store keep up? */
export const storeAlerts = (service: Service): Alert[] => {
  const { name, store } = service;
  const { logs } = operatorCommands(name);
  return [
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
          say: `If one value of the partition key \`${store.partitionKey}\` takes it all, slow down its caller.`,
        },
      ],
    },
  ];
};
