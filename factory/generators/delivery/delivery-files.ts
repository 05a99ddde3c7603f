import { listAssets, readAsset } from '../../assets.ts';
import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Service } from '../../domain/blueprint.ts';
import { eventTopic } from '../contracts/event-address.ts';
import type { JsonObject } from '../contracts/json-object.ts';
import { alertRules } from './alert-rules.ts';
import { dashboard } from './dashboard.ts';

const TEMPLATE = 'generators/delivery/template';

/** Slugs and camel-case names only: they need no escaping in YAML, Bicep, shell or JSON. */
const tokensOf = (service: Service): Record<string, string> => ({
  service: service.name,
  topic: eventTopic(service),
  'partition-key': service.store.partitionKey,
});

const fill = (template: string, tokens: Record<string, string>): string =>
  template.replaceAll(/__([a-z-]+)__/g, (_, name: string) => {
    const value = tokens[name];
    if (value === undefined) throw new Error(`The delivery templates have an unknown token __${name}__.`);
    return value;
  });

const jsonFile = (path: string, value: JsonObject): GeneratedFile => ({
  path,
  content: `${JSON.stringify(value, null, 2)}\n`,
});

/** Everything that brings a service to its environments: pipeline, container, infrastructure, manifests, alerts, dashboard. */
export const deliveryFiles = (service: Service): GeneratedFile[] => {
  const tokens = tokensOf(service);
  return [
    ...listAssets(TEMPLATE).map((path) => ({
      path,
      content: fill(readAsset(`${TEMPLATE}/${path}`), tokens),
    })),
    jsonFile('deploy/observability/alerts.json', alertRules(service)),
    jsonFile('deploy/observability/dashboard.json', dashboard(service)),
  ];
};
