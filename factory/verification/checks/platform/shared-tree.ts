import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Json } from '../../openapi-document.ts';
import { treeOf, type Tree } from '../consistency/tree.ts';

/** The repository of a service, as the platform's is held against it. */
export type ServiceTree = { name: string; tree: Tree };

export const serviceTree = ({
  name,
  files,
}: {
  name: string;
  files: readonly GeneratedFile[];
}): ServiceTree => ({
  name,
  tree: treeOf(files),
});

/** A file of a service, told apart from the platform's of the same path. */
export const fileOf = ({ name }: ServiceTree, path: string): string => `${name}: ${path}`;

const BASE = 'deploy/kubernetes/base/';

/** Objects of a kind in the base of the manifests, each with its file. */
export const manifestsOf = (tree: Tree, kind: string): { file: string; document: Json }[] =>
  tree.paths
    .filter((path) => path.startsWith(BASE) && /\.ya?ml$/.test(path))
    .flatMap((file) => tree.documents(file).map((document) => ({ file, document })))
    .filter(({ document }) => document['kind'] === kind);
