import type { Service } from '../../domain/blueprint.ts';
import type { Alert, Step } from '../../domain/alert.ts';
import { alertsOf } from '../../domain/alerts.ts';
import { deadLetterBlocks } from './dead-letters.ts';
import { codeBlock, document, table } from './markdown-blocks.ts';
import { text } from './markdown-text.ts';

const steps = (list: readonly Step[]): string =>
  list
    .map(({ say, run }, index) => {
      const lead = `${index + 1}. `;
      if (!run) return lead + say;
      const block = codeBlock('sh', run)
        .split('\n')
        .map((line) => ' '.repeat(lead.length) + line);
      return [lead + say, '', ...block].join('\n');
    })
    .join('\n');

const severities = { 1: 'error', 2: 'warning', 3: 'informational' } as const;

const alertBlocks = (alert: Alert): string[] => [
  `## ${alert.title}`,
  `Alert \`${alert.id}\` · severity ${alert.severity} (${severities[alert.severity]}) · over ${alert.windowMinutes} minutes`,
  alert.meaning,
  '**Look**',
  steps(alert.look),
  '**Act**',
  steps(alert.act),
];

/** `docs/runbook.md`: what to look at and what to do, for daily operation and for each alert of `deploy/observability/`. */
export const runbook = (service: Service): string => {
  const { name } = service;
  const kubectl = `kubectl --namespace ${name}`;
  return document(
    `# Runbook of ${text(service.title)}`,
    `In the cluster the service is deployment \`${name}\` in namespace \`${name}\`; it listens on port 8080 and logs JSON lines. Choose the cluster first: \`kubectl config use-context <cluster>\`.`,
    '## Everyday commands',
    table(
      ['To', 'Run'],
      [
        ['start it here', '`npm start`'],
        ['ask whether it lives', '`curl --fail http://127.0.0.1:8080/health/live`'],
        ['ask whether its store answers', '`curl --fail http://127.0.0.1:8080/health/ready`'],
        ['reach the one in the cluster', `\`${kubectl} port-forward service/${name} 8080:80\``],
        ['follow the log', `\`${kubectl} logs --selector app.kubernetes.io/name=${name} --follow\``],
        [
          'follow one call',
          `\`${kubectl} logs --selector app.kubernetes.io/name=${name} --tail=-1 \\| grep <correlation id>\``,
        ],
        ['see what runs', `\`${kubectl} get pods --output wide\``],
        ['restart it', `\`${kubectl} rollout restart deployment/${name}\``],
        ['go back one revision', `\`${kubectl} rollout undo deployment/${name}\``],
      ],
    ),
    ...alertsOf(service).flatMap(alertBlocks),
    ...deadLetterBlocks(service),
  );
};
