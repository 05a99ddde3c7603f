import { at } from '../../openapi-document.ts';
import { among, type Agreement } from './agreement.ts';
import { healthCheck, podContainer } from './container-facts.ts';
import { allFound, found, scalar, type Tree } from './tree.ts';

const CONTRACT = 'api/openapi.json';

const WRITTEN = [
  'deploy/deploy.sh',
  'deploy/bicep/modules/monitoring.bicep',
  'docs/runbook.md',
  'README.md',
] as const;

/** Probes, scripts, the check from outside and the documents ask for paths that the service answers. */
export const healthAgreements = (tree: Tree): Agreement[] => {
  const known = { file: CONTRACT, values: Object.keys((tree.json(CONTRACT)['paths'] ?? {}) as object) };
  const { path } = tree.manifest('Deployment');
  const container = podContainer(tree);
  const said = [
    ...['startupProbe', 'livenessProbe', 'readinessProbe'].map((probe) => ({
      file: path,
      value: scalar(at(container, probe, 'httpGet', 'path')),
    })),
    { file: 'Dockerfile', value: found(healthCheck(tree), /127\.0\.0\.1:\d+(\/[\w/-]*)/) },
    ...WRITTEN.flatMap((file) =>
      [...new Set(allFound(tree.text(file), /(\/health\/[\w-]+)/g))].map((value) => ({ file, value })),
    ),
  ];
  return said.map((each) => among('health-paths', 'The path of a health check', each, known));
};
