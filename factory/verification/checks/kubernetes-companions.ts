import { at } from '../openapi-document.ts';
import { objects, type Manifest, type Tree } from './consistency/tree.ts';

/** Something that manifests must keep. */
export type PolicyRule = { rule: string; file: string; keeps: boolean; message: string; suggestion: string };

/** Objects that a deployment must have beside it, and what makes each of them one. */
export const companions = (tree: Tree): PolicyRule[] => {
  const policy = tree.manifest('NetworkPolicy');
  const budget = tree.manifest('PodDisruptionBudget');
  const scaler = tree.manifest('HorizontalPodAutoscaler');
  const types = at(policy.document, 'spec', 'policyTypes');
  const budgets = at(budget.document, 'spec');
  const scale = at(scaler.document, 'spec');
  return [
    {
      rule: 'network-policy',
      file: policy.path,
      keeps:
        Array.isArray(types) &&
        ['Ingress', 'Egress'].every((type) => types.includes(type)) &&
        ['ingress', 'egress'].every((way) =>
          objects(at(policy.document, 'spec', way)).every((each) => objects(each['ports']).length > 0),
        ),
      message: 'No network policy bounds what comes in and goes out, port by port.',
      suggestion: 'Write a NetworkPolicy for Ingress and Egress in which each rule names its ports.',
    },
    {
      rule: 'disruption-budget',
      file: budget.path,
      keeps: at(budgets, 'maxUnavailable') !== undefined || at(budgets, 'minAvailable') !== undefined,
      message: 'An upgrade of the nodes may take all pods at once.',
      suggestion: 'Write a PodDisruptionBudget with maxUnavailable.',
    },
    {
      rule: 'autoscaling',
      file: scaler.path,
      keeps:
        Number(at(scale, 'maxReplicas')) >= Number(at(scale, 'minReplicas')) &&
        objects(at(scale, 'metrics')).length > 0,
      message: 'Nothing scales the service, or its bounds contradict each other.',
      suggestion: 'Write a HorizontalPodAutoscaler with a metric and minReplicas ≤ maxReplicas.',
    },
  ];
};

/** A namespace takes no pod with more rights than the restricted profile of pod security allows. */
export const namespaceRules = (manifests: readonly Manifest[]): PolicyRule[] =>
  manifests
    .filter(({ document }) => document['kind'] === 'Namespace')
    .map(({ path, document }) => ({
      rule: 'namespace',
      file: path,
      keeps: at(document, 'metadata', 'labels', 'pod-security.kubernetes.io/enforce') === 'restricted',
      message: `Namespace ${String(at(document, 'metadata', 'name'))} takes pods with any rights.`,
      suggestion: 'Label it pod-security.kubernetes.io/enforce: restricted.',
    }));
