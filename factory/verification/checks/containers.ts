import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Finding } from '../../domain/quality-report.ts';
import type { Inspection, NotRun } from '../inspection.ts';
import { composeFindings } from './containers/compose-file.ts';
import { developmentFindings } from './containers/development-container.ts';
import { imageFindings } from './containers/image.ts';
import { containerFinding } from './containers/rule.ts';

const IGNORE = '.dockerignore';
const COMPOSE = 'compose.yaml';
const DEVELOPMENT = '.devcontainer/devcontainer.json';

/** What is sent to the builder is listed: everything is left out first. */
const ignoreFindings = (content: string): Finding[] =>
  /^\*$/m.test(content)
    ? []
    : [
        containerFinding(
          IGNORE,
          'context',
          'The builder is sent more than is listed.',
          'Begin with * and name what the image needs.',
        ),
      ];

/** Holds Dockerfile, .dockerignore, compose.yaml and the development container against the rules of images that are run. */
export const checkContainers = (files: readonly GeneratedFile[]): Inspection => {
  const contentOf = (path: string) => files.find((file) => file.path === path)?.content ?? '';
  const paths = ['Dockerfile', IGNORE, COMPOSE, DEVELOPMENT];
  return {
    inspected: files.filter(({ path }) => paths.includes(path)).length,
    unit: 'container files',
    findings: [
      ...imageFindings(files),
      ...ignoreFindings(contentOf(IGNORE)),
      ...composeFindings(contentOf(COMPOSE)),
      ...developmentFindings(contentOf(DEVELOPMENT)),
    ],
  };
};

/** The image itself is built where there is a container engine: in the repository's pipeline, which scans it, too. */
export const checkImage = (): NotRun => ({
  notRun:
    'the factory has no container engine; stage Scan of the repository’s pipeline builds and scans the image',
});
