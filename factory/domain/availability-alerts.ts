import type { Service } from './blueprint.ts';
import type { Alert } from './alert.ts';
import { podInventory } from './log-queries.ts';
import { operatorCommands } from './operator-commands.ts';

/** Is the service there at all? */
export const availabilityAlerts = (service: Service): Alert[] => {
  const { name } = service;
  const { kubectl, logs, readiness, undo } = operatorCommands(name);
  return [
    {
      id: 'not-ready',
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
          run: readiness,
        },
        { say: 'See what the cluster reports.', run: `${kubectl} get events --sort-by .lastTimestamp` },
      ],
      act: [{ say: 'Way broken: hand it to the platform team, with the answer from inside.' }, undo],
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
  ];
};
