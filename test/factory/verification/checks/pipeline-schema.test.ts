import { expect, it } from 'vitest';

import { checkPipelineSchema } from '../../../../factory/verification/checks/pipeline-schema.ts';
import { resultOf } from '../../../../factory/verification/inspection.ts';

const pipeline = `trigger: none
pool: { vmImage: ubuntu-24.04 }
stages:
  - stage: build
    jobs:
      - job: build
        steps:
          - task: Cache@2
            inputs: { key: npm | package-lock.json, path: node_modules, cacheHitVar: restored }
          - script: npm run lint
          - \${{ if eq(variables['Build.Reason'], 'Manual') }}:
              - script: echo manual
          - template: pipelines/publish.yml
            parameters: { artifact: service }
  - stage: deploy
    dependsOn: build
    jobs:
      - deployment: deploy
        environment: dev
        strategy: { runOnce: { deploy: { steps: [{ script: echo }] } } }
`;

const template = `parameters:
  - name: artifact
    type: string
steps:
  - script: echo \${{ parameters.artifact }}
`;

const manifest = JSON.stringify({ scripts: { lint: 'oxlint' } });

const findings = (changes: { pipeline?: string; template?: string } = {}) =>
  checkPipelineSchema([
    { path: 'azure-pipelines.yml', content: changes.pipeline ?? pipeline },
    { path: 'pipelines/publish.yml', content: changes.template ?? template },
    { path: 'package.json', content: manifest },
  ]).findings.map(({ rule, message }) => `${rule} ${message}`);

it('accepts a pipeline with stages, a directive and a template', () => {
  expect(findings()).toEqual([]);
});

it.each([
  [
    'steps:\n          - task',
    'stepz:\n          - task',
    'pipeline-schema/schema /stages/0/jobs/0 unknown field "stepz"',
  ],
  ['cacheHitVar', 'cacheHitVariable', 'unknown field "cacheHitVariable"'],
  ['Cache@2', 'Cashe@2', 'pipeline-schema/task There is no task Cashe@2.'],
  [
    'dependsOn: build',
    'dependsOn: built',
    'pipeline-schema/depends-on A stage depends on built, which does not exist.',
  ],
  ['stage: deploy', 'stage: build', 'pipeline-schema/unique-name Two stages are called build.'],
  [
    'pipelines/publish.yml',
    'pipelines/gone.yml',
    'pipeline-schema/template Template pipelines/gone.yml does not exist.',
  ],
  [
    'publish.yml',
    'publish.yml@other',
    'pipeline-schema/template pipelines/publish.yml@other is of another repository, which is not known here.',
  ],
  [
    'artifact: service',
    'artefact: service',
    'pipeline-schema/template-parameter Template pipelines/publish.yml has no parameter artefact.',
  ],
  [
    'artifact: service',
    'artefact: service',
    'pipeline-schema/template-parameter Template pipelines/publish.yml is not given artifact.',
  ],
  ['npm run lint', 'npm run lind', 'pipeline-schema/npm-script package.json has no script "lind".'],
  ['npm run lint', 'node --run lind', 'pipeline-schema/npm-script package.json has no script "lind".'],
])('with "%s" as "%s" says: %s', (text, wrong, message) => {
  expect(findings({ pipeline: pipeline.replace(text, wrong) }).join('\n')).toContain(message);
});

it('holds templates against the schema too', () => {
  expect(findings({ template: template.replace('script:', 'skript:') }).join('\n')).toContain(
    'pipeline-schema/schema',
  );
});

it('refuses broken YAML, and YAML that is no mapping', () => {
  expect(findings({ pipeline: '- steps\n' })[0]).toBe('pipeline-schema/yaml The file is no mapping.');
  expect(findings({ pipeline: 'stages: [' })[0]).toMatch(/^pipeline-schema\/yaml /);
});

it('fails where there is no pipeline', () => {
  const files = [{ path: 'pipelines/publish.yml', content: template }];
  expect(resultOf('pipeline-schema', 0, checkPipelineSchema(files))).toMatchObject({
    status: 'failed',
    inspected: 0,
  });
});
