import { at } from '../../openapi-document.ts';
import { texts } from '../dockerfile.ts';
import { holds, same, type Agreement } from './agreement.ts';
import { MAIN, moduleParameter } from './bicep-facts.ts';
import { composeService, finalStage, imageVariable, podContainer } from './container-facts.ts';
import { CONFIGURATION, type DeclaredSetting } from './declared-settings.ts';
import { deployedSettings, overlays } from './deployed-settings.ts';
import { objects, scalar, type Tree } from './tree.ts';

const isBelow = (path: string, folders: readonly string[]): boolean =>
  folders.some((folder) => path === folder || path.startsWith(`${folder}/`));

const database = (tree: Tree, settings: readonly DeclaredSetting[]): Agreement[] => {
  const code = settings.find(({ name }) => name === 'COSMOS_DATABASE')?.default;
  const module =
    moduleParameter(tree, 'store', 'databaseName') ?? moduleParameter(tree, 'database', 'databaseName');
  return same('storage', 'The database', { file: CONFIGURATION, value: code }, [
    { file: MAIN, value: module },
    ...overlays(tree).map((environment) => {
      const given = deployedSettings(tree, environment).find(({ name }) => name === 'COSMOS_DATABASE');
      return { file: given?.file ?? MAIN, value: given?.value ?? code };
    }),
  ]);
};

const written = (file: string, folder: string | undefined, known: readonly string[]): Agreement =>
  holds(
    'storage',
    file,
    folder !== undefined && isBelow(folder, known),
    `DATA_DIR (${folder ?? 'not set'}) lies in no volume of ${file}.`,
  );

/** The folder that the process writes to can be written to, wherever the rest of the file system cannot. */
const folders = (tree: Tree): Agreement[] => {
  const image = imageVariable(tree, 'DATA_DIR');
  const volumes = at(composeService(tree).service, 'volumes');
  const mounts = objects(podContainer(tree)['volumeMounts']).flatMap(
    (mount) => scalar(mount['mountPath']) ?? [],
  );
  const composed = (Array.isArray(volumes) ? volumes : []).map(
    (volume) => String(volume).split(':')[1] ?? '',
  );
  const { path } = tree.manifest('Deployment');
  return [
    written('Dockerfile', image, texts(finalStage(tree), 'VOLUME')),
    written('compose.yaml', image, composed),
    ...overlays(tree).map((environment) =>
      written(
        path,
        deployedSettings(tree, environment).find(({ name }) => name === 'DATA_DIR')?.value,
        mounts,
      ),
    ),
  ];
};

/** Code and infrastructure mean the same database, and the folder of the embedded store is a volume. */
export const storageAgreements = (tree: Tree, settings: readonly DeclaredSetting[]): Agreement[] => [
  ...database(tree, settings),
  ...folders(tree),
];
