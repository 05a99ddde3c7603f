import { environmentOf, readDockerfile, stagesOf, texts, type Stage } from '../dockerfile.ts';
import { at, type Json } from '../../openapi-document.ts';
import { objects, type Tree } from './tree.ts';

/** The stage of the Dockerfile that runs. */
export const finalStage = (tree: Tree): Stage | undefined =>
  stagesOf(readDockerfile(tree.text('Dockerfile'))).at(-1);

export const imageVariable = (tree: Tree, name: string): string | undefined =>
  environmentOf(finalStage(tree)).find(([each]) => each === name)?.[1];

export const exposedPorts = (tree: Tree): string[] =>
  texts(finalStage(tree), 'EXPOSE').flatMap((text) =>
    text.split(/\s+/).map((port) => port.replace(/\/tcp$/, '')),
  );

export const healthCheck = (tree: Tree): string => texts(finalStage(tree), 'HEALTHCHECK').join('\n');

/** The one service of `compose.yaml`, with the name that it has there. */
export const composeService = (tree: Tree): { name: string; service: unknown } => {
  const [compose = {}] = tree.documents('compose.yaml');
  const [[name, service] = ['', {}]] = Object.entries((compose['services'] ?? {}) as object);
  return { name, service };
};

/** Ports inside the container that compose publishes. */
export const publishedPorts = (tree: Tree): string[] => {
  const ports = at(composeService(tree).service, 'ports');
  return (Array.isArray(ports) ? ports : []).map((port) =>
    String(typeof port === 'object' ? (port as Json)['target'] : port)
      .replace(/\/tcp$/, '')
      .replace(/^.*:/, ''),
  );
};

/** The pod's container; the first where there are several. */
export const podContainer = (tree: Tree): Json =>
  objects(at(tree.manifest('Deployment').document, 'spec', 'template', 'spec', 'containers'))[0] ?? {};

export type ContainerPort = { name: string; port: string };

export const containerPorts = (tree: Tree): ContainerPort[] =>
  objects(podContainer(tree)['ports']).map((port) => ({
    name: String(port['name'] ?? ''),
    port: String(port['containerPort']),
  }));
