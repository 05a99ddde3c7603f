import { at } from '../../openapi-document.ts';
import { allFound, objects, type Tree } from './tree.ts';

/** A setting that a process is given. `value` is absent where the deployment fills it in. */
export type GivenSetting = { name: string; value?: string; file: string };

const OVERLAYS = 'deploy/kubernetes/overlays/';
const BASE = 'deploy/kubernetes/base/kustomization.yaml';

/** The environments that have an overlay. */
export const overlays = ({ paths }: Tree): string[] => [
  ...new Set(
    paths
      .filter((path) => path.startsWith(OVERLAYS))
      .map((path) => path.slice(OVERLAYS.length).split('/')[0] ?? ''),
  ),
];

export const overlayFile = (environment: string, file: string): string => `${OVERLAYS}${environment}/${file}`;

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

const pair = (text: string, file: string): GivenSetting => {
  const cut = text.indexOf('=');
  return { name: text.slice(0, cut), value: text.slice(cut + 1), file };
};

const generators = (tree: Tree, file: string) =>
  tree.documents(file).flatMap((document) => objects(document['configMapGenerator']));

const literals = (tree: Tree, file: string): GivenSetting[] =>
  generators(tree, file)
    .flatMap((generator) => strings(generator['literals']))
    .map((text) => pair(text, file));

/** Settings of a file that the deployment writes: a name without a value is filled in then. */
const ofFile = (tree: Tree, file: string): GivenSetting[] =>
  allFound(tree.text(file), /^([A-Za-z_]\w*=.*)$/gm).map((text) => {
    const { name, value } = pair(text, file);
    return { name, file, ...(value === '' || value === undefined ? {} : { value }) };
  });

/** Settings that the deployment fills in, of one environment. */
export const filledIn = (tree: Tree, environment: string): GivenSetting[] =>
  generators(tree, overlayFile(environment, 'kustomization.yaml'))
    .flatMap((generator) => strings(generator['envs']))
    .flatMap((name) => ofFile(tree, overlayFile(environment, name)));

const containerSettings = (tree: Tree): GivenSetting[] => {
  const { path, document } = tree.manifest('Deployment');
  return objects(at(document, 'spec', 'template', 'spec', 'containers'))
    .flatMap(({ env }) => objects(env))
    .map((entry) => ({
      name: String(entry['name']),
      file: path,
      ...(typeof entry['value'] === 'string' ? { value: entry['value'] } : {}),
    }));
};

/** What the process in an environment is given: the base, what the environment changes, and what the deployment fills in. */
export const deployedSettings = (tree: Tree, environment: string): GivenSetting[] => {
  const given = [
    ...literals(tree, BASE),
    ...literals(tree, overlayFile(environment, 'kustomization.yaml')),
    ...filledIn(tree, environment),
    ...containerSettings(tree),
  ];
  return [...new Map(given.map((setting) => [setting.name, setting])).values()];
};

/** A variable in a value, `${NAME:-}`: whoever starts the service fills it in. `$$` is a dollar sign. */
const hasVariable = (value: string): boolean => value.replaceAll('$$', '').includes('$');

/** What `compose.yaml` gives its service. */
export const composeSettings = (tree: Tree): GivenSetting[] => {
  const [compose = {}] = tree.documents('compose.yaml');
  return Object.values((compose['services'] ?? {}) as object).flatMap((service) => {
    const environment = at(service, 'environment');
    const pairs = Array.isArray(environment)
      ? strings(environment)
      : Object.entries((environment ?? {}) as object).map(([name, value]) => `${name}=${String(value)}`);
    return pairs.map((text) => {
      const { name, value = '', file } = pair(text, 'compose.yaml');
      return { name, file, ...(hasVariable(value) ? {} : { value }) };
    });
  });
};
