import { servicePrefix } from './artifact.ts';
import type { Stage } from './stage.ts';

/**
 * What a stage must have produced before it may complete. `project` paths are read as they stand, `service` paths inside
 * every service's repository; a path that ends in `/` asks for at least one artifact below it.
 */
export const requiredArtifacts: Record<Stage, { project: readonly string[]; service: readonly string[] }> = {
  vision: {
    project: ['plan/product-plan.json', 'plan/product-plan.md', 'plan/backlog.md', 'plan/roadmap.md'],
    service: [],
  },
  architecture: {
    project: [
      'architecture/blueprint.json',
      'architecture/bounded-contexts.md',
      'architecture/context-map.md',
      'architecture/c4.md',
      'architecture/adr/',
    ],
    service: ['api/openapi.json', 'api/asyncapi.json', 'api/events/'],
  },
  engineering: {
    project: [],
    service: [
      'src/domain/',
      'src/application/',
      'src/infrastructure/',
      'src/api/',
      'src/main.ts',
      'test/unit/',
      'test/integration/',
      'docs/',
      'README.md',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'factory/blueprint.json',
    ],
  },
  quality: { project: [], service: ['test/acceptance/', 'factory/trace.json'] },
  devops: {
    project: [],
    service: [
      'azure-pipelines.yml',
      'Dockerfile',
      'deploy/bicep/main.bicep',
      'deploy/kubernetes/base/kustomization.yaml',
      'deploy/observability/',
      'docs/runbook.md',
    ],
  },
  finalization: {
    project: ['summary.md', 'summary.json'],
    service: ['docs/project.md', 'factory/manifest.json'],
  },
  deployment: { project: ['deployment/'], service: [] },
};

/** Quality reports are kept beside the repository, not in it: they hold durations. */
export const qualityReportPath = (service: string): string => `quality/${service}/quality-report.json`;

/** Required paths of a stage that `present` lacks, by name. */
export const missingArtifacts = (
  stage: Stage,
  services: readonly string[],
  present: readonly string[],
): string[] => {
  const { project, service } = requiredArtifacts[stage];
  const required = [
    ...project,
    ...services.flatMap((name) => service.map((path) => servicePrefix(name) + path)),
    ...(stage === 'quality' ? services.map(qualityReportPath) : []),
  ];
  return required.filter((path) =>
    path.endsWith('/') ? !present.some((other) => other.startsWith(path)) : !present.includes(path),
  );
};
