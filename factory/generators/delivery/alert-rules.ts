import type { Service } from '../../domain/blueprint.ts';
import type { JsonObject } from '../contracts/json-object.ts';
import type { Alert } from '../../domain/alert.ts';
import { alertsOf } from '../../domain/alerts.ts';

const namespaces = {
  cosmos: 'Microsoft.DocumentDB/databaseAccounts',
  serviceBus: 'Microsoft.ServiceBus/namespaces',
} as const;

const base = ({ id, title, severity, windowMinutes, threshold, meaning }: Alert): JsonObject => ({
  id,
  title,
  description: `${meaning} Runbook: docs/runbook.md, "${title}".`,
  severity,
  window: `PT${windowMinutes}M`,
  threshold,
});

/** `deploy/observability/alerts.json`, read by `deploy/bicep/modules/alerts.bicep`: rules by the kind of what they watch. */
export const alertRules = (service: Service): JsonObject => {
  const rules: Record<Alert['condition']['kind'], JsonObject[]> = { log: [], metric: [], probe: [] };
  for (const alert of alertsOf(service)) {
    const { kind, ...condition } = alert.condition;
    const metricNamespace =
      'resource' in condition ? { metricNamespace: namespaces[condition.resource] } : {};
    rules[kind].push({ ...base(alert), ...metricNamespace, ...condition });
  }
  return rules;
};
