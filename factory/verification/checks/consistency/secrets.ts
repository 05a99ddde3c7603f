import { at, isObject } from '../../openapi-document.ts';
import { eachObject } from '../../pipeline-document.ts';
import { SECRET_NAME } from '../containers/rule.ts';
import { environmentOf } from '../dockerfile.ts';
import { among, holds, type Agreement } from './agreement.ts';
import { finalStage } from './container-facts.ts';
import { composeSettings, deployedSettings, overlays, type GivenSetting } from './deployed-settings.ts';
import { scalar, type Tree } from './tree.ts';

const noSecrets = (settings: readonly GivenSetting[]): Agreement[] =>
  settings.map(({ name, file }) =>
    holds(
      'secrets',
      file,
      !SECRET_NAME.test(name),
      `${name} is a secret and is set in ${file}, which anybody reads.`,
    ),
  );

const kubernetesFiles = (tree: Tree): string[] =>
  tree.paths.filter((path) => path.startsWith('deploy/kubernetes/') && /\.ya?ml$/.test(path));

/** Secrets that manifests refer to, and those that something brings into the cluster. */
const references = (tree: Tree): Agreement[] => {
  const brought: string[] = [];
  const used: { file: string; value: string | undefined }[] = [];
  for (const file of kubernetesFiles(tree)) {
    for (const document of tree.documents(file)) {
      if (/^(?:ExternalSecret|SecretProviderClass)$/.test(String(document['kind'])))
        brought.push(String(at(document, 'metadata', 'name')));
      eachObject(document, ({ secretRef, secretKeyRef, secretName }) => {
        for (const reference of [secretRef, secretKeyRef].filter(isObject))
          used.push({ file, value: scalar(reference['name']) });
        if (typeof secretName === 'string') used.push({ file, value: secretName });
      });
    }
  }
  const known = { file: 'the manifests', values: brought };
  return used.map((said) => among('secrets', 'A secret that the pod reads', said, known));
};

/** No secret is given as a setting, and each that is referred to is brought from the vault. */
export const secretAgreements = (tree: Tree): Agreement[] => [
  ...noSecrets(environmentOf(finalStage(tree)).map(([name, value]) => ({ name, value, file: 'Dockerfile' }))),
  ...noSecrets(composeSettings(tree)),
  ...overlays(tree).flatMap((environment) => noSecrets(deployedSettings(tree, environment))),
  ...references(tree),
];
