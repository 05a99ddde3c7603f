import { at } from '../../openapi-document.ts';
import { among, holds, same, type Agreement, type Said } from './agreement.ts';
import { handedOn, MAIN, moduleParameter } from './bicep-facts.ts';
import { overlayFile, overlays } from './deployed-settings.ts';
import { objects, scalar, type Tree } from './tree.ts';

const accounts = (tree: Tree, account: Said): Agreement[] => {
  const deployment = tree.manifest('Deployment');
  const pod = at(deployment.document, 'spec', 'template');
  return [
    ...same('identities', 'The service account', account, [
      { file: deployment.path, value: scalar(at(pod, 'spec', 'serviceAccountName')) },
      { file: MAIN, value: moduleParameter(tree, 'identity', 'serviceAccountName') },
    ]),
    ...same(
      'identities',
      'The namespace of the service account',
      {
        file: 'deploy/kubernetes/base/kustomization.yaml',
        value: scalar(tree.documents('deploy/kubernetes/base/kustomization.yaml')[0]?.['namespace']),
      },
      [{ file: MAIN, value: moduleParameter(tree, 'identity', 'kubernetesNamespace') }],
    ),
    holds(
      'identities',
      deployment.path,
      at(pod, 'metadata', 'labels', 'azure.workload.identity/use') === 'true',
      'The pod does not use the workload identity that the infrastructure makes.',
    ),
  ];
};

/** The overlay writes the client id that the infrastructure hands on into the service account. */
const annotations = (tree: Tree, account: Said, environment: string): Agreement[] => {
  const file = overlayFile(environment, 'kustomization.yaml');
  const replacements = objects(tree.documents(file)[0]?.['replacements']);
  const targets = replacements
    .flatMap(({ targets: all }) => objects(all))
    .filter((target) => at(target, 'select', 'kind') === 'ServiceAccount');
  const source = replacements
    .flatMap((replacement) => scalar(at(replacement, 'source', 'fieldPath')) ?? [])
    .map((path) => path.replace(/^data\./, ''))[0];
  return [
    ...same('identities', 'The service account that gets the client id', account, [
      { file, value: scalar(at(targets[0], 'select', 'name')) },
    ]),
    among(
      'identities',
      'The setting with the client id',
      { file, value: source },
      { file: MAIN, values: handedOn(tree).output },
    ),
  ];
};

/** The pod signs in as the identity that the infrastructure trusts: one service account, named alike everywhere. */
export const identityAgreements = (tree: Tree): Agreement[] => {
  const { path, document } = tree.manifest('ServiceAccount');
  const account = { file: path, value: scalar(at(document, 'metadata', 'name')) };
  return [
    ...accounts(tree, account),
    ...overlays(tree).flatMap((environment) => annotations(tree, account, environment)),
  ];
};
