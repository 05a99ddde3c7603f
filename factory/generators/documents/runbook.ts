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
        ['get a token for the one here', '`TOKEN=$(npm run --silent token -- ann)`'],
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
    '## Callers are refused with 401',
    'Every business operation needs a bearer token (JWT) of the issuer that `AUTH_ISSUER` names, for the audience `AUTH_AUDIENCE`; both are in the `settings` of the deployment, from the parameters `authIssuer` and `authAudience` of `deploy/bicep`. The answer never says what is wrong with a token.',
    steps([
      {
        say: 'See what the service believes.',
        run: `${kubectl} get configmap --selector app.kubernetes.io/name=${name} --output yaml | grep AUTH_`,
      },
      {
        say: 'Hold the claims `iss`, `aud`, `exp` and `nbf` of a refused token against it; clocks may differ by 30 seconds. Roles are in the claim `roles`.',
      },
      {
        say: 'Calls that end with 500 and `fetch failed` or a timeout in the log mean that the keys of the issuer could not be had: look at its OpenID configuration and at the network.',
      },
    ]),
    ...alertsOf(service).flatMap(alertBlocks),
    ...deadLetterBlocks(service),
  );
};
