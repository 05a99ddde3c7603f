import { same, type Agreement, type Said } from '../consistency/agreement.ts';
import { overlays } from '../consistency/deployed-settings.ts';
import { allFound, found, type Tree } from '../consistency/tree.ts';
import { fileOf, type ServiceTree } from './shared-tree.ts';

const MAIN = 'deploy/bicep/main.bicep';
const DEPLOY = 'deploy/deploy.sh';
const STAGE = 'pipelines/stages/deploy.yml';

const ENVIRONMENT = '${{ parameters.environment }}';

/** Names that end in the environment: `shop-platform-${{ parameters.environment }}`. */
const inPipeline = (tree: Tree): Said[] =>
  allFound(
    tree.text(STAGE),
    /^\s*(?:environment|azureSubscription): (\S+-\$\{\{ parameters\.environment \}\})$/gm,
  ).map((name) => ({ file: STAGE, value: name.slice(0, -`-${ENVIRONMENT}`.length) }));

/** The services look for the shared resources in the group that the platform deploys them to. */
const groups = (platform: string | undefined, services: readonly ServiceTree[]): Agreement[] =>
  services.flatMap((service) =>
    overlays(service.tree).flatMap((environment) => {
      const path = `deploy/bicep/${environment}.bicepparam`;
      const value = found(service.tree.text(path), /^param platformResourceGroup = '([^']*)'$/m);
      return same(
        'names',
        'The resource group of the platform',
        { file: DEPLOY, value: `${platform}-${environment}` },
        [{ file: fileOf(service, path), value }],
      );
    }),
  );

/** Script, templates, manifests, pipeline, documents and the services call the platform by one name. */
export const sharedNames = (tree: Tree, services: readonly ServiceTree[]): Agreement[] => {
  const platform: Said = { file: DEPLOY, value: found(tree.text(DEPLOY), /^platform=(\S+)$/m) };
  return [
    ...same('names', 'The name of the platform', platform, [
      {
        file: DEPLOY,
        value: found(tree.text(DEPLOY), /--resource-group "\$(platform)-\$environment"/) && platform.value,
      },
      { file: MAIN, value: found(tree.text(MAIN), /\{ platform: '([^']*)'/) },
      {
        file: 'deploy/kubernetes/base/kustomization.yaml',
        value: found(tree.text('deploy/kubernetes/base/kustomization.yaml'), /part-of: (\S+)/),
      },
      {
        file: 'docs/services.md',
        value: found(tree.text('docs/services.md'), /This repository is `([^`]*)`/),
      },
      ...inPipeline(tree),
    ]),
    ...groups(platform.value, services),
  ];
};
