import { at, isObject } from '../../openapi-document.ts';
import { eachObject } from '../../pipeline-document.ts';
import { among, holds, same, type Agreement, type Said } from './agreement.ts';
import { composeService, podContainer } from './container-facts.ts';
import { found, scalar, type Tree } from './tree.ts';

const IMAGE = /\$\(registry\)\/([^\s:"']+):(\S+?)(?=["'\s]|$)/g;

type Step = { file: string; inputs: Record<string, unknown>; texts: string };

const steps = (tree: Tree): Step[] => {
  const all: Step[] = [];
  for (const file of tree.paths.filter((path) => /^pipelines\/.*\.ya?ml$/.test(path))) {
    for (const document of tree.documents(file)) {
      eachObject(document, ({ task, inputs }) => {
        if (typeof task === 'string' && isObject(inputs))
          all.push({ file, inputs, texts: JSON.stringify(inputs).replaceAll(String.raw`\"`, '"') });
      });
    }
  }
  return all;
};

/** The image that is built, scanned, pushed and deployed is the one that the manifests name. */
export const imageAgreements = (tree: Tree): Agreement[] => {
  const { path } = tree.manifest('Deployment');
  const image: Said = { file: path, value: scalar(podContainer(tree)['image']) };
  const all = steps(tree);
  const named = all.flatMap(({ file, texts }) =>
    Array.from(texts.matchAll(IMAGE), ([, value, tag]) => ({ file, value, tag: tag ?? '' })),
  );
  const pushed = all.filter(({ inputs }) => inputs['command'] === 'push');
  const tags = {
    file: pushed[0]?.file ?? 'the pipeline',
    values: pushed.flatMap(({ inputs }) => scalar(inputs['tags']) ?? []),
  };
  const deploy = tree.text('deploy/deploy.sh');
  const service = found(deploy, /^service=(\S+)$/m);
  return [
    ...same('images', 'The image', image, [
      ...all
        .filter(({ inputs }) => typeof inputs['repository'] === 'string')
        .map(({ file, inputs }) => ({ file, value: scalar(inputs['repository']) })),
      ...named,
      {
        file: 'deploy/deploy.sh',
        value: found(deploy, /kustomize edit set image "([^"=]+)=/)?.replace('$service', service ?? ''),
      },
    ]),
    ...named.map(({ file, tag }) => among('images', 'The tag of the image', { file, value: tag }, tags)),
    holds(
      'images',
      'compose.yaml',
      at(composeService(tree).service, 'build') !== undefined && tree.text('Dockerfile') !== '',
      'compose.yaml does not build the image of the Dockerfile.',
    ),
  ];
};
