import { listAssets, readAsset } from '../../assets.ts';
import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Blueprint } from '../../domain/blueprint.ts';
import { eventTopic, platformName } from '../../domain/solution.ts';
import { fillTemplate } from './fill-template.ts';
import { bicepArray } from './service-tokens.ts';

const TEMPLATE = 'generators/delivery/platform/template';

const documents = (...all: readonly string[]): string => all.join('---\n');

const namespace = (name: string): string => `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels:
    pod-security.kubernetes.io/enforce: restricted
    pod-security.kubernetes.io/warn: restricted
`;

const defaultDeny = (name: string): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
  namespace: ${name}
spec:
  podSelector: {}
  policyTypes:
    - Ingress
    - Egress
`;

/**
 * Infrastructure that the services of a solution share, its pipeline, and the namespaces that they run in. The services'
 * repositories find it by the same names.
 */
export const platformDelivery = (blueprint: Blueprint): GeneratedFile[] => {
  const services = blueprint.services.map(({ name }) => name).toSorted();
  const tokens = {
    platform: platformName(blueprint),
    topics: bicepArray(services.map((name) => eventTopic({ name }))),
  };
  return [
    ...listAssets(TEMPLATE).map((path) => ({
      path,
      content: fillTemplate(readAsset(`${TEMPLATE}/${path}`), tokens),
    })),
    {
      path: 'deploy/kubernetes/base/namespaces.yaml',
      content: `# One namespace for each service.\n${documents(...services.map(namespace))}`,
    },
    {
      path: 'deploy/kubernetes/base/default-deny.yaml',
      content: `# What no service's own policy allows is refused.\n${documents(...services.map(defaultDeny))}`,
    },
  ];
};
