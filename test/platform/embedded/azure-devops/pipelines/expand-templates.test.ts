import { describe, expect, test } from 'vitest';

import { createPipelineFixture, outline } from './pipeline-fixture.ts';

const { runFiles } = createPipelineFixture();

describe('a template', () => {
  const withTemplate = (pipeline: string, template: string) =>
    runFiles({
      'azure-pipelines.yml': pipeline,
      'pipelines/part.yml': template,
      'pipelines/inner.yml': 'steps: [{ script: echo inner }]',
    });

  test('brings stages, jobs, steps and variables, with parameters and conditions', async () => {
    const run = await withTemplate(
      `
stages:
  - template: pipelines/part.yml
    parameters: { name: Build, commands: [{ script: echo given }], extra: true }
`,
      `
parameters:
  - { name: name, type: string }
  - { name: commands, type: stepList, default: [] }
  - { name: extra, type: boolean, default: false }
stages:
  - stage: \${{ parameters.name }}
    jobs:
      - job: All
        variables: { label: 'of \${{ parameters.name }}' }
        steps:
          - checkout: none
          - \${{ parameters.commands }}
          - \${{ if eq(parameters.extra, true) }}:
              - script: echo "$(label)"
          - \${{ if not(parameters.extra) }}:
              - script: exit 1
          - template: inner.yml
          - template: /pipelines/inner.yml
`,
    );
    expect(outline(run).map((line) => line.replace(/: exit code 0$/, ''))).toEqual([
      'Build.All checkout none: passed: nothing is checked out',
      'Build.All script echo given: passed',
      'Build.All script echo "of Build": passed',
      'Build.All script echo inner: passed',
      'Build.All script echo inner: passed',
    ]);
  });

  test.for<[string, string, string]>([
    ['a missing file', 'steps: [{ template: pipelines/absent.yml }]', 'pipelines/absent.yml cannot be read'],
    ['a file outside the repository', 'steps: [{ template: ../../../run.json }]', 'leads out of the tree'],
    ['another repository', 'steps: [{ template: a.yml@shared }]', 'lies in another repository'],
    ['itself', 'steps: [{ template: azure-pipelines.yml }]', 'templates are nested too deeply'],
    [
      'an unknown parameter',
      'steps: [{ template: pipelines/part.yml, parameters: { other: 1 } }]',
      'there is no parameter "other"',
    ],
    [
      'no value for a parameter',
      'steps: [{ template: pipelines/part.yml }]',
      'the parameter "name" has no value',
    ],
    ['a loop', 'steps: [{ "${{ each x in parameters.y }}": [] }]', 'is not supported by this runner'],
    [
      'an unknown function',
      'steps: [{ script: "${{ format(1) }}" }]',
      'The function format is not known here',
    ],
    [
      'an unknown dependency',
      'jobs: [{ job: A, dependsOn: B, steps: [] }]',
      'depends on B, which does not exist',
    ],
    ['a circle', 'jobs: [{ job: A, dependsOn: B }, { job: B, dependsOn: A }]', 'depends on itself'],
    ['no YAML', 'stages: [', 'cannot be read'],
    ['no stages', 'stages: []', 'stages'],
  ])('or pipeline with %s fails the run with the reason', async ([, pipeline, reason]) => {
    const run = await withTemplate(
      pipeline,
      'parameters: [{ name: name, type: string }]\nsteps: [{ script: echo x }]',
    );
    expect(run).toMatchObject({ status: 'failed', steps: [], log: expect.stringContaining(reason) });
  });
});
