import { at } from '../../openapi-document.ts';
import { among, holds, type Agreement } from '../consistency/agreement.ts';
import { objects, scalar, type Tree } from '../consistency/tree.ts';
import { fileOf, manifestsOf, type ServiceTree } from './shared-tree.ts';

const KUSTOMIZATION = 'deploy/kubernetes/base/kustomization.yaml';

const deniesAll = (spec: unknown): boolean => {
  const types = at(spec, 'policyTypes');
  return (
    Array.isArray(types) &&
    ['Ingress', 'Egress'].every((type) => types.includes(type)) &&
    ['ingress', 'egress'].every((way) => objects(at(spec, way)).length === 0) &&
    Object.keys((at(spec, 'podSelector') ?? { none: true }) as object).length === 0
  );
};

/** Each service has the namespace that it deploys to, in which nothing is allowed that nobody allows. */
export const serviceNamespaces = (tree: Tree, services: readonly ServiceTree[]): Agreement[] => {
  const made = manifestsOf(tree, 'Namespace').map(({ file, document }) => ({
    file,
    value: scalar(at(document, 'metadata', 'name')),
  }));
  const denied = manifestsOf(tree, 'NetworkPolicy')
    .filter(({ document }) => deniesAll(document['spec']))
    .flatMap(({ document }) => scalar(at(document, 'metadata', 'namespace')) ?? []);
  const used = services.map((service) => ({
    file: fileOf(service, KUSTOMIZATION),
    value: scalar(service.tree.documents(KUSTOMIZATION)[0]?.['namespace']),
  }));
  const known = { file: 'the platform', values: made.flatMap(({ value }) => value ?? []) };
  const own = { file: 'the services', values: used.flatMap(({ value }) => value ?? []) };
  return [
    ...used.map((said) => among('namespaces', 'The namespace of a service', said, known)),
    ...made.map((said) => among('namespaces', 'A namespace', said, own)),
    ...made.map(({ file, value }) =>
      holds(
        'namespaces',
        file,
        value !== undefined && denied.includes(value),
        `Nothing refuses in namespace ${value ?? ''} what no policy allows.`,
      ),
    ),
  ];
};
