import { listAssets, readAsset } from '../../assets.ts';
import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Blueprint, Service } from '../../domain/blueprint.ts';
import { isSolution } from '../../domain/solution.ts';
import type { JsonObject } from '../contracts/json-object.ts';
import { alertRules } from './alert-rules.ts';
import { dashboard } from './dashboard.ts';
import { fillTemplate } from './fill-template.ts';
import { serviceTokens } from './service-tokens.ts';

const ALONE = 'generators/delivery/template';

/** Takes the place of what a service has for itself where it is alone. */
const IN_SOLUTION = 'generators/delivery/solution/template';

/** What the platform has in a solution. */
const SHARED: readonly string[] = [
  'deploy/bicep/modules/store.bicep',
  'deploy/bicep/modules/vault.bicep',
  'deploy/kubernetes/base/namespace.yaml',
];

const templates = (isShared: boolean): GeneratedFile[] => {
  const own = isShared ? listAssets(IN_SOLUTION) : [];
  const alone = listAssets(ALONE).filter(
    (path) => !own.includes(path) && !(isShared && SHARED.includes(path)),
  );
  return [
    ...alone.map((path) => ({ path, content: readAsset(`${ALONE}/${path}`) })),
    ...own.map((path) => ({ path, content: readAsset(`${IN_SOLUTION}/${path}`) })),
  ].toSorted((one, other) => (one.path < other.path ? -1 : 1));
};

const jsonFile = (path: string, value: JsonObject): GeneratedFile => ({
  path,
  content: `${JSON.stringify(value, null, 2)}\n`,
});

/**
 * Everything that brings a service to its environments: pipeline, container, infrastructure, manifests, alerts, dashboard.
 * Where the blueprint has several services, only what is this one's own. `feed`: where the building blocks come from when
 * the repository does not carry them.
 */
export const deliveryFiles = (
  service: Service,
  blueprint: Pick<Blueprint, 'title' | 'services'> = { title: service.title, services: [service] },
  feed?: string,
): GeneratedFile[] => {
  const tokens = serviceTokens(service, blueprint, feed);
  return [
    ...templates(isSolution(blueprint)).map(({ path, content }) => ({
      path,
      content: fillTemplate(content, tokens),
    })),
    jsonFile('deploy/observability/alerts.json', alertRules(service)),
    jsonFile('deploy/observability/dashboard.json', dashboard(service)),
  ];
};
