import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Finding } from '../../domain/quality-report.ts';
import { at, isObject, type Json } from '../openapi-document.ts';
import { eachObject } from '../pipeline-document.ts';
import { treeOf, objects, type Manifest, type Tree } from './consistency/tree.ts';
import { companions, namespaceRules, type PolicyRule } from './kubernetes-companions.ts';
import { SECRET_NAME } from './containers/rule.ts';

const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'] as const;

const containersOf = ({ document }: Manifest): Json[] =>
  ['containers', 'initContainers'].flatMap((key) =>
    objects(at(document, 'spec', 'template', 'spec', key)).map((container) => ({ ...container, key })),
  );

const containerRules = (file: string, container: Json): PolicyRule[] => {
  const name = String(container['name']);
  const has = (...path: string[]) => at(container, ...path) !== undefined;
  const dropped = at(container, 'securityContext', 'capabilities', 'drop');
  const rule = (id: string, keeps: boolean, message: string, suggestion: string): PolicyRule => ({
    rule: id,
    file,
    keeps,
    message,
    suggestion,
  });
  return [
    ...(container['key'] === 'containers' ? PROBES : []).map((probe) =>
      rule('probes', has(probe), `Container ${name} has no ${probe}.`, 'Ask its health paths.'),
    ),
    rule(
      'resources',
      has('resources', 'requests', 'cpu') &&
        has('resources', 'requests', 'memory') &&
        has('resources', 'limits', 'memory'),
      `Container ${name} does not say which processor and memory it needs, or has no bound of memory.`,
      'Set requests of cpu and memory, and a limit of memory.',
    ),
    rule(
      'pod-security',
      at(container, 'securityContext', 'allowPrivilegeEscalation') === false &&
        at(container, 'securityContext', 'readOnlyRootFilesystem') === true &&
        at(container, 'securityContext', 'privileged') !== true &&
        Array.isArray(dropped) &&
        dropped.includes('ALL'),
      `Container ${name} has more rights than the restricted profile allows.`,
      'Refuse privilege escalation, drop ALL capabilities, make the file system read-only.',
    ),
  ];
};

const podRules = ({ path, document }: Manifest): PolicyRule[] => {
  const pod = at(document, 'spec', 'template', 'spec');
  return [
    {
      rule: 'pod-security',
      file: path,
      keeps:
        at(pod, 'securityContext', 'runAsNonRoot') === true &&
        at(pod, 'securityContext', 'seccompProfile', 'type') === 'RuntimeDefault' &&
        at(pod, 'automountServiceAccountToken') === false &&
        ['hostNetwork', 'hostPID', 'hostIPC'].every((key) => at(pod, key) !== true),
      message:
        'The pod may run as root, without a seccomp profile, with the token of the cluster or on the host.',
      suggestion:
        'Set runAsNonRoot, RuntimeDefault, automountServiceAccountToken: false, and nothing of the host.',
    },
    {
      rule: 'pod-security',
      file: path,
      keeps: !objects(at(pod, 'volumes')).some((volume) => volume['hostPath'] !== undefined),
      message: 'The pod mounts a folder of the host.',
      suggestion: 'Use emptyDir, or a claim.',
    },
  ];
};

const manifestsIn = (tree: Tree): Manifest[] =>
  tree.paths
    .filter((path) => path.startsWith('deploy/kubernetes/') && /\.ya?ml$/.test(path))
    .flatMap((path) => tree.documents(path).map((document) => ({ path, document })));

/** Secrets are referred to, never written down: no Secret object, no generated one, no literal of a secret's name. */
const secretRules = (manifests: readonly Manifest[]): PolicyRule[] =>
  manifests.flatMap(({ path, document }) => {
    const literals: string[] = [];
    eachObject(document, ({ name, value }) => {
      if (typeof name === 'string' && typeof value === 'string' && SECRET_NAME.test(name))
        literals.push(name);
    });
    const written = document['kind'] === 'Secret' && isObject(document['data'] ?? document['stringData']);
    return [
      {
        rule: 'secrets',
        file: path,
        keeps: !written && document['secretGenerator'] === undefined && literals.length === 0,
        message: `A secret is written down${literals.length > 0 ? `: ${literals.join(', ')}` : ''}.`,
        suggestion: 'Use the workload identity, or refer to a secret that the vault brings.',
      },
    ];
  });

/** Bounds of scaling that an environment sets of its own. */
const patchRules = (manifests: readonly Manifest[]): PolicyRule[] =>
  manifests
    .filter(
      ({ path, document }) => path.includes('/overlays/') && document['kind'] === 'HorizontalPodAutoscaler',
    )
    .map(({ path, document }) => ({
      rule: 'autoscaling',
      file: path,
      keeps: Number(at(document, 'spec', 'maxReplicas')) >= Number(at(document, 'spec', 'minReplicas')),
      message: 'The most replicas are fewer than the fewest.',
      suggestion: 'Set minReplicas ≤ maxReplicas.',
    }));

/** What a schema cannot say of the manifests: probes, resources, pod security, network, disruption, scaling and secrets. */
export const policyFindings = (files: readonly GeneratedFile[]): Finding[] => {
  const tree = treeOf(files);
  const manifests = manifestsIn(tree);
  const deployment = tree.manifest('Deployment');
  const isDeployed = Object.keys(deployment.document).length > 0;
  const rules = [
    ...secretRules(manifests),
    ...namespaceRules(manifests),
    ...patchRules(manifests),
    ...(isDeployed
      ? [
          ...containersOf(deployment).flatMap((container) => containerRules(deployment.path, container)),
          ...podRules(deployment),
          ...companions(tree),
        ]
      : []),
  ];
  return rules
    .filter(({ keeps }) => !keeps)
    .map(({ rule, file, message, suggestion }) => ({
      check: 'kubernetes',
      rule: `kubernetes/${rule}`,
      file,
      message,
      suggestion,
    }));
};
