import { at } from '../../openapi-document.ts';
import { among, same, type Agreement, type Said } from './agreement.ts';
import {
  containerPorts,
  exposedPorts,
  healthCheck,
  imageVariable,
  podContainer,
  publishedPorts,
} from './container-facts.ts';
import { CONFIGURATION, type DeclaredSetting } from './declared-settings.ts';
import { deployedSettings, overlays } from './deployed-settings.ts';
import { allFound, found, objects, scalar, type Tree } from './tree.ts';

/** Settings that are ports: `PORT` as `http`, `GRPC_PORT` as `grpc`. */
const portsOf = (settings: readonly DeclaredSetting[]): { setting: DeclaredSetting; name: string }[] =>
  settings
    .filter(({ name, type }) => type === 'integer' && /(?:^|_)PORT$/.test(name))
    .map((setting) => ({ setting, name: setting.name.replace(/_?PORT$/, '').toLowerCase() || 'http' }));

const opened = (tree: Tree): { file: string; values: string[] }[] => {
  const policy = tree.manifest('NetworkPolicy');
  const ingress = objects(at(policy.document, 'spec', 'ingress')).flatMap(({ ports }) => objects(ports));
  const forwarded = tree.json('.devcontainer/devcontainer.json')['forwardPorts'];
  return [
    { file: 'Dockerfile', values: exposedPorts(tree) },
    { file: 'compose.yaml', values: publishedPorts(tree) },
    { file: policy.path, values: ingress.map(({ port }) => String(port)) },
    {
      file: '.devcontainer/devcontainer.json',
      values: (Array.isArray(forwarded) ? forwarded : []).map(String),
    },
  ];
};

const ofSetting = (tree: Tree, setting: DeclaredSetting, name: string): Agreement[] => {
  const value = setting.default;
  const code: Said = { file: CONFIGURATION, value };
  const { path: deployment } = tree.manifest('Deployment');
  const said: Said[] = [
    ...overlays(tree).map((environment) => {
      const given = deployedSettings(tree, environment).find((each) => each.name === setting.name);
      return { file: given?.file ?? deployment, value: given?.value };
    }),
    { file: deployment, value: containerPorts(tree).find((port) => port.name === name)?.port },
  ];
  return [
    ...same('ports', `Port ${name} (${setting.name})`, code, said),
    ...opened(tree).map((known) => among('ports', `Port ${name} (${setting.name})`, code, known)),
  ];
};

/** No place opens a port that nothing listens on. */
const unknownPorts = (tree: Tree, settings: readonly DeclaredSetting[]): Agreement[] => {
  const known = {
    file: CONFIGURATION,
    values: portsOf(settings).flatMap(({ setting }) => setting.default ?? []),
  };
  const { path } = tree.manifest('Deployment');
  return [...opened(tree), { file: path, values: containerPorts(tree).map(({ port }) => port) }].flatMap(
    ({ file, values }) =>
      values.map((value) => among('ports', 'A port that is opened', { file, value }, known)),
  );
};

const targets = (tree: Tree): Agreement[] => {
  const service = tree.manifest('Service');
  const deployment = tree.manifest('Deployment');
  const known = {
    file: deployment.path,
    values: containerPorts(tree).flatMap(({ name, port }) => [name, port]),
  };
  const container = podContainer(tree);
  const probed = ['startupProbe', 'livenessProbe', 'readinessProbe'].map((probe) => ({
    what: `The port of the ${probe}`,
    said: { file: deployment.path, value: scalar(at(container, probe, 'httpGet', 'port')) },
  }));
  return [
    ...objects(at(service.document, 'spec', 'ports')).map((port) => ({
      what: `The target of port ${String(port['name'])} of the Service`,
      said: { file: service.path, value: scalar(port['targetPort']) },
    })),
    ...probed,
  ].map(({ what, said }) => among('ports', what, said, known));
};

/** Where scripts and documents write a port down. */
const written = (tree: Tree, port: Said): Agreement[] => {
  const service = tree.manifest('Service');
  const known = {
    file: service.path,
    values: objects(at(service.document, 'spec', 'ports')).map((each) => String(each['port'])),
  };
  const local = ['README.md', 'docs/runbook.md'].flatMap((file) =>
    allFound(tree.text(file), /http:\/\/127\.0\.0\.1:(\d+)/g).map((value) => ({ file, value })),
  );
  const proxied = ['deploy/deploy.sh', 'docs/runbook.md'].flatMap((file) =>
    allFound(tree.text(file), /\/services\/[^/\s]+:(\d+)\/proxy/g).map((value) => ({ file, value })),
  );
  return [
    ...same('ports', 'The port in the image', port, [
      { file: 'Dockerfile', value: imageVariable(tree, 'PORT') },
      { file: 'Dockerfile', value: found(healthCheck(tree), /127\.0\.0\.1:(\d+)/) },
    ]),
    ...same('ports', 'The port in an address', port, local),
    ...proxied.map((said) => among('ports', 'The port of the Service in a command', said, known)),
  ];
};

/** Every place means the same ports, from the setting's default to the commands of the runbook. */
export const portAgreements = (tree: Tree, settings: readonly DeclaredSetting[]): Agreement[] => [
  ...portsOf(settings).flatMap(({ setting, name }) => ofSetting(tree, setting, name)),
  ...unknownPorts(tree, settings),
  ...targets(tree),
  ...written(tree, {
    file: CONFIGURATION,
    value: settings.find(({ name }) => name === 'PORT')?.default,
  }),
];
