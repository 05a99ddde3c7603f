import { isObject } from '../../openapi-document.ts';
import { among, holds, same, type Agreement } from './agreement.ts';
import { overlays } from './deployed-settings.ts';
import { found, objects, scalar, type Tree } from './tree.ts';

const PIPELINE = 'azure-pipelines.yml';

/** Environments that the pipeline deploys to, in its order. */
const deployed = (tree: Tree): string[] =>
  objects(tree.documents(PIPELINE)[0]?.['stages'])
    .map(({ parameters }) => (isObject(parameters) ? scalar(parameters['environment']) : undefined))
    .filter((name) => name !== undefined);

const environmentOf = (path: string): string => /([^/]+)\.bicepparam$/.exec(path)?.[1] ?? '';

type Known = { file: string; values: readonly string[] };

const known = (from: Known, to: Known): Agreement[] =>
  from.values.map((value) => among('environments', 'An environment', { file: from.file, value }, to));

/** Pipeline, overlays and parameter files know the same environments, and each parameter file is for its own. */
export const environmentAgreements = (tree: Tree): Agreement[] => {
  const stages = { file: PIPELINE, values: deployed(tree) };
  const overlaid = { file: 'deploy/kubernetes/overlays/', values: overlays(tree) };
  const parameters = tree.paths.filter((path) => path.endsWith('.bicepparam'));
  const bicep = { file: 'deploy/bicep/', values: parameters.map(environmentOf) };
  return [
    holds('environments', PIPELINE, stages.values.length > 0, 'The pipeline deploys to no environment.'),
    ...known(stages, overlaid),
    ...known(stages, bicep),
    ...known(overlaid, stages),
    ...known(bicep, stages),
    ...parameters.flatMap((file) =>
      same('environments', 'The environment', { file, value: environmentOf(file) }, [
        { file, value: found(tree.text(file), /^param environmentName = '([^']*)'$/m) },
      ]),
    ),
  ];
};
