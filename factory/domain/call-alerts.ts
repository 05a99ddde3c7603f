import type { Service } from './blueprint.ts';
import type { Alert } from './alert.ts';
import { serviceCalls } from './log-queries.ts';
import { operatorCommands } from './operator-commands.ts';

/** Does it answer, and in time? */
export const callAlerts = (service: Service): Alert[] => {
  const { name } = service;
  const { kubectl, logs, readiness, restart, undo } = operatorCommands(name);
  return [
    {
      id: 'errors',
      title: 'The service answers with internal errors',
      severity: 1,
      windowMinutes: 5,
      threshold: 0,
      condition: {
        kind: 'log',
        query: [
          serviceCalls(name),
          '| summarize calls = count(), failures = countif(status >= 500)',
          '| where failures * 100 > calls',
        ].join('\n'),
        operator: 'GreaterThan',
      },
      meaning:
        'More than one call in a hundred ends with status 500 or above: a defect, or a store that does not answer.',
      look: [
        {
          say: 'Read the errors; each has the correlation id of its call.',
          run: `${logs} | grep '"level":"error"'`,
        },
        {
          say: 'Ask the service whether its store answers.',
          run: readiness,
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
      id: 'latency',
      title: 'The service answers slowly',
      severity: 2,
      windowMinutes: 10,
      threshold: 0,
      condition: {
        kind: 'log',
        query: [serviceCalls(name), '| summarize p95 = percentile(durationMs, 95)', '| where p95 > 500'].join(
          '\n',
        ),
        operator: 'GreaterThan',
      },
      meaning: 'One call in twenty takes longer than 500 ms. Exports, which stream, do not count.',
      look: [
        {
          say: 'Find the slow route and whether it is slow for everybody.',
          run: `${logs} | grep '"msg":"request"' | tail -n 200`,
        },
        {
          say: 'See whether the pods are at the end of their processor and of their number.',
          run: `${kubectl} get hpa,pods`,
        },
        { say: 'See in the dashboard whether the store refuses requests (429).' },
      ],
      act: [
        { say: 'Number at its maximum: raise `maxReplicas` in the overlay of the environment and deploy.' },
        {
          say: 'Store at its limit: raise `maxThroughput` in the parameters of the environment and deploy the infrastructure.',
        },
        undo,
      ],
    },
  ];
};
