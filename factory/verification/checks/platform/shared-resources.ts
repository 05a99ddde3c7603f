import { among, same, type Agreement } from '../consistency/agreement.ts';
import { MAIN } from '../consistency/bicep-facts.ts';
import { allFound, found, type Tree } from '../consistency/tree.ts';
import { fileOf, type ServiceTree } from './shared-tree.ts';

/** Names of resources that hang on the group of the platform: `cosmos-${suffix}`. */
const NAMED = /^\s+\w*[nN]ame: '([^']*\$\{suffix\})'$/gm;

const suffixOf = (tree: Tree): string | undefined => found(tree.text(MAIN), /^var suffix = (.+)$/m);

/** What the services expect of the platform is made there, under the same name. */
export const sharedResources = (tree: Tree, services: readonly ServiceTree[]): Agreement[] => {
  const made = { file: MAIN, values: allFound(tree.text(MAIN), NAMED) };
  const suffix = suffixOf(tree)?.replace('resourceGroup().name', 'platformResourceGroup');
  return services.flatMap((service) => {
    const file = fileOf(service, MAIN);
    return [
      ...same('resources', 'What makes names unique', { file: MAIN, value: suffix }, [
        { file, value: suffixOf(service.tree) },
      ]),
      ...allFound(service.tree.text(MAIN), NAMED).map((value) =>
        among('resources', 'A resource of the platform', { file, value }, made),
      ),
    ];
  });
};
