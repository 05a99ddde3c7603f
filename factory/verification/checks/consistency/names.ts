import { at } from '../../openapi-document.ts';
import { same, type Agreement, type Said } from './agreement.ts';
import { bicepVariable, MAIN } from './bicep-facts.ts';
import { composeService, podContainer } from './container-facts.ts';
import { overlayFile, overlays } from './deployed-settings.ts';
import { allFound, found, objects, scalar, type Tree } from './tree.ts';

const KINDS = [
  'Deployment',
  'Service',
  'ServiceAccount',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'NetworkPolicy',
] as const;

const BASE = 'deploy/kubernetes/base/kustomization.yaml';

const manifestNames = (tree: Tree): Said[] =>
  KINDS.map((kind) => tree.manifest(kind)).map(({ path, document }) => ({
    file: path,
    value: scalar(at(document, 'metadata', 'name')),
  }));

const kustomizations = (tree: Tree): string[] => [
  BASE,
  ...overlays(tree).map((environment) => overlayFile(environment, 'kustomization.yaml')),
];

const namespaces = (tree: Tree): Said[] => {
  const own = tree.manifest('Namespace');
  return [
    ...kustomizations(tree).map((file) => ({ file, value: scalar(tree.documents(file)[0]?.['namespace']) })),
    ...(Object.keys(own.document).length === 0
      ? []
      : [{ file: own.path, value: scalar(at(own.document, 'metadata', 'name')) }]),
    ...allFound(tree.text('docs/runbook.md'), /--namespace (\S+)/g).map((value) => ({
      file: 'docs/runbook.md',
      value,
    })),
    ...allFound(tree.text('deploy/observability/alerts.json'), /Namespace == \\"([^"\\]*)\\"/g).map(
      (value) => ({
        file: 'deploy/observability/alerts.json',
        value,
      }),
    ),
  ];
};

const LABEL = 'app.kubernetes.io/name';

const label = (value: unknown): string | undefined => scalar(at(value, LABEL));

/** What chooses the pods, and what is chosen. */
const labels = (tree: Tree): Said[] => {
  const deployment = tree.manifest('Deployment');
  const service = tree.manifest('Service');
  const budget = tree.manifest('PodDisruptionBudget');
  return [
    {
      file: deployment.path,
      value: label(at(deployment.document, 'spec', 'template', 'metadata', 'labels')),
    },
    { file: deployment.path, value: label(at(deployment.document, 'spec', 'selector', 'matchLabels')) },
    { file: service.path, value: label(at(service.document, 'spec', 'selector')) },
    { file: budget.path, value: label(at(budget.document, 'spec', 'selector', 'matchLabels')) },
  ];
};

/** The map of settings that the pod reads is the one that the base makes and the environments complete. */
const settingsMaps = (tree: Tree): Agreement[] => {
  const { path } = tree.manifest('Deployment');
  const [reference = ''] = objects(podContainer(tree)['envFrom']).flatMap(
    (source) => scalar(at(source, 'configMapRef', 'name')) ?? [],
  );
  const made = kustomizations(tree).map((file) => ({
    file,
    value: scalar(objects(tree.documents(file)[0]?.['configMapGenerator'])[0]?.['name']),
  }));
  return same('names', 'The map of settings', { file: path, value: reference }, made);
};

const others = (tree: Tree): Said[] => {
  const autoscaler = tree.manifest('HorizontalPodAutoscaler');
  const { path } = tree.manifest('Deployment');
  return [
    { file: autoscaler.path, value: scalar(at(autoscaler.document, 'spec', 'scaleTargetRef', 'name')) },
    { file: path, value: scalar(podContainer(tree)['name']) },
    { file: MAIN, value: bicepVariable(tree, 'serviceName') },
    ...['deploy/deploy.sh', 'deploy/rollback.sh'].map((file) => ({
      file,
      value: found(tree.text(file), /^service=(\S+)$/m),
    })),
    { file: 'compose.yaml', value: composeService(tree).name },
    {
      file: '.devcontainer/devcontainer.json',
      value: scalar(tree.json('.devcontainer/devcontainer.json')['name']),
    },
    ...allFound(tree.text('docs/runbook.md'), /deployment\/([\w-]+)/g).map((value) => ({
      file: 'docs/runbook.md',
      value,
    })),
  ];
};

/** Everything that belongs to the service has the name of its package. */
export const nameAgreements = (tree: Tree): Agreement[] => {
  const service: Said = { file: 'package.json', value: scalar(tree.json('package.json')['name']) };
  return [
    ...same('names', 'The name of the service', service, [...manifestNames(tree), ...others(tree)]),
    ...same('names', 'The namespace', service, namespaces(tree)),
    ...same('names', 'The label of the pods', service, labels(tree)),
    ...settingsMaps(tree),
  ];
};
