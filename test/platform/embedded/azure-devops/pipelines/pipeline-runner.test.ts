import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { smallTree } from '../../sandbox/small-tree.ts';
import { createPipelineFixture, outline } from './pipeline-fixture.ts';

const { workspace, runFiles, runPipeline } = createPipelineFixture();

const servicePipeline = `
trigger: { branches: { include: [main] } }
pool: { vmImage: ubuntu-24.04 }
variables:
  CI: 'true'
stages:
  - stage: Build
    jobs:
      - job: Build
        steps:
          - template: pipelines/setup.yml
            parameters: { nodeVersion: 24.x }
          - script: node src/main.ts
            displayName: Start
  - stage: Test
    dependsOn: Build
    jobs:
      - job: Test
        steps:
          - template: pipelines/setup.yml
          - script: npm test --silent
            displayName: Test
            target: { commands: restricted, settableVariables: none }
          - task: PublishTestResults@2
            condition: succeededOrFailed()
            inputs:
              testResultsFormat: JUnit
              testResultsFiles: reports/junit.xml
              failTaskOnMissingResultsFile: true
          - task: PublishCodeCoverageResults@2
            inputs: { summaryFileLocation: '$(System.DefaultWorkingDirectory)/reports/coverage/cobertura-coverage.xml' }
  - stage: DeployDev
    dependsOn: Test
    jobs:
      - deployment: Deploy
        environment: dev
        strategy: { runOnce: { deploy: { steps: [{ script: exit 1 }] } } }
  - stage: DeployProduction
    jobs:
      - deployment: Deploy
        environment: { name: production }
`;

const setup = `
parameters:
  - name: nodeVersion
    type: string
    default: 24.x
steps:
  - checkout: self
    fetchDepth: 1
  - task: UseNode@1
    displayName: Node \${{ parameters.nodeVersion }}
    inputs: { version: '\${{ parameters.nodeVersion }}' }
  - task: Cache@2
    displayName: Restore packages
    inputs:
      key: npm | "$(Agent.OS)" | package-lock.json
      path: node_modules
      cacheHitVar: NODE_MODULES_CACHED
  - script: npm ci --ignore-scripts
    displayName: Install
    condition: ne(variables.NODE_MODULES_CACHED, 'true')
`;

const reporter = `
import { mkdirSync, writeFileSync } from 'node:fs';
if (process.env.CI !== 'true') process.exit(9);
mkdirSync('reports/coverage', { recursive: true });
writeFileSync('reports/junit.xml', '<testsuites><testcase name="a"/><testcase name="b"/></testsuites>');
writeFileSync('reports/coverage/cobertura-coverage.xml', '<coverage line-rate="0.875"></coverage>');
`;

const serviceFiles = (): Record<string, string> => {
  const tree = Object.fromEntries(smallTree().map(({ path, content }) => [path, content]));
  const manifest = JSON.parse(tree['package.json']!) as object;
  return {
    ...tree,
    'package.json': JSON.stringify({ ...manifest, scripts: { test: 'node report.ts' } }),
    'report.ts': reporter,
    'azure-pipelines.yml': servicePipeline,
    'pipelines/setup.yml': setup,
  };
};

test(
  'a service is built and tested in clean checkouts; deployments are reported as not run',
  { timeout: 60_000 },
  async () => {
    const run = await runFiles(serviceFiles());
    expect(run).toMatchObject({ status: 'succeeded', tests: { passed: 2, failed: 0 }, log: '' });
    expect(outline(run)).toEqual([
      expect.stringMatching(/^Build\.Build checkout self: passed: [0-9a-f]{40}$/),
      `Build.Build Node 24.x: passed: Node ${process.versions.node}`,
      'Build.Build Restore packages: passed: 1 packages installed into the cache and restored',
      "Build.Build Install: not-run: its condition does not hold: ne(variables.NODE_MODULES_CACHED, 'true')",
      'Build.Build Start: passed: exit code 0',
      expect.stringMatching(/^Test\.Test checkout self: passed: [0-9a-f]{40}$/),
      `Test.Test Node 24.x: passed: Node ${process.versions.node}`,
      'Test.Test Restore packages: passed: 1 packages from the cache',
      "Test.Test Install: not-run: its condition does not hold: ne(variables.NODE_MODULES_CACHED, 'true')",
      'Test.Test Test: passed: exit code 0',
      'Test.Test task PublishTestResults@2: passed: 2 passed, 0 failed',
      'Test.Test task PublishCodeCoverageResults@2: passed: 87.5 % of lines',
      'DeployDev.Deploy Deploy: not-run: deployment job to environment dev: it needs Azure DevOps',
      'DeployProduction.Deploy Deploy: not-run: the stage DeployDev did not run',
    ]);
    const folder = join(workspace, 'pipelines', run.id);
    expect(readdirSync(folder).toSorted()).toEqual(['logs', 'run.json']);
    expect(readFileSync(join(folder, 'logs/Build.Build.05.log'), 'utf8')).toBe(
      'Start: passed: exit code 0\n1\n',
    );
  },
);

describe('a failure', () => {
  test('of a build stops what depends on it and shows the last lines', async () => {
    const run = await runPipeline(`
stages:
  - stage: Build
    jobs:
      - job: Compile
        steps:
          - script: |
              echo before
              false
              echo after
            displayName: Compile
          - script: echo never
          - script: echo always
            displayName: Clean
            condition: always()
  - stage: Test
    condition: and(succeeded(), ne(variables.skip, 'true'))
    jobs: [{ job: Test, steps: [{ script: echo no }] }]
  - stage: Tidy
    dependsOn: Build
    condition: failed()
    jobs: [{ job: Tidy, steps: [{ checkout: none }, { script: echo tidied }] }]
`);
    expect(run).toMatchObject({
      status: 'failed',
      tests: { passed: 0, failed: 0 },
      log: 'Build.Compile: Compile: exit code 1\nbefore',
    });
    expect(outline(run).slice(1)).toEqual([
      'Build.Compile Compile: failed: exit code 1',
      'Build.Compile script echo never: not-run: a step before it failed',
      'Build.Compile Clean: passed: exit code 0',
      'Test.Test Test: not-run: the stage Build failed',
      'Tidy.Tidy checkout none: passed: nothing is checked out',
      'Tidy.Tidy script echo tidied: passed: exit code 0',
    ]);
  });

  test('of tests is counted from the reports', async () => {
    const report = '<testsuite><testcase/><testcase><failure/></testcase></testsuite>';
    const run = await runPipeline(`
steps:
  - script: mkdir -p out && echo '${report}' > out/results.xml
  - task: PublishTestResults@2
    inputs: { testResultsFiles: '**/results.xml', failTaskOnFailedTests: true }
`);
    expect(run).toMatchObject({ status: 'failed', tests: { passed: 1, failed: 1 } });
  });

  test.for<[string, string, string]>([
    [
      'another Node',
      'task: UseNode@1\n    inputs: { version: 20.x }',
      `Node 20.x is wanted; this runner has ${process.versions.node}.`,
    ],
    [
      'missing results',
      'task: PublishTestResults@2\n    inputs: { testResultsFiles: "*.xml", failTaskOnMissingResultsFile: true }',
      'no file matches *.xml',
    ],
    [
      'a missing coverage summary',
      'task: PublishCodeCoverageResults@2\n    inputs: { summaryFileLocation: coverage.xml }',
      'no file matches coverage.xml',
    ],
    ['a step over its time', 'script: sleep 30\n    timeoutInMinutes: 0.005', 'ended: timeout'],
    [
      'words on standard error, where that counts',
      'script: echo x >&2\n    failOnStderr: true',
      'it wrote to standard error',
    ],
  ])('is %s', async ([, step, detail]) => {
    const run = await runPipeline(`steps:\n  - ${step}\n    displayName: Checked\n`);
    expect(run.status).toBe('failed');
    expect(run.steps.at(-1)).toMatchObject({ name: 'Checked', status: 'failed', detail });
  });

  test('is results without a test in them', async () => {
    const run = await runPipeline(`
steps:
  - script: echo '<testsuites tests="12"/>' > empty.xml
  - task: PublishTestResults@2
    inputs: { testResultsFiles: empty.xml }
`);
    expect(run.steps.at(-1)).toMatchObject({ status: 'failed', detail: 'the results hold no test that ran' });
  });

  test('with continueOnError is reported and does not fail the job', async () => {
    const run = await runPipeline(
      'steps:\n  - script: exit 5\n    continueOnError: true\n  - script: echo on\n',
    );
    expect(run.status).toBe('succeeded');
    expect(run.steps.map(({ status }) => status)).toEqual(['passed', 'failed', 'passed']);
  });
});

describe('what cannot run here', () => {
  test('is not run, never passed, and what follows it in the job is not run either', async () => {
    const run = await runPipeline(`
stages:
  - stage: Build
    jobs:
      - job: Compile
        steps: [{ script: echo compiled }]
      - job: Image
        steps:
          - script: echo first
          - task: Docker@2
          - script: exit 1
      - job: Windows
        pool: { vmImage: windows-2025 }
        steps: [{ script: exit 1 }]
      - job: Matrix
        strategy: { matrix: { a: { x: 1 } } }
        steps: [{ script: exit 1 }]
  - stage: Cluster
    dependsOn: []
    jobs:
      - job: Apply
        steps: [{ task: KubernetesManifest@1 }, { task: AzureCLI@2 }]
  - stage: Contained
    dependsOn: []
    jobs:
      - job: Named
        steps: [{ script: exit 1, target: builder }]
      - job: Told
        steps: [{ script: exit 1, target: { container: builder, commands: restricted } }]
  - stage: Release
    dependsOn: Cluster
    condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))
    jobs: [{ job: Announce, steps: [{ script: exit 1 }] }]
  - stage: Secrets
    dependsOn: []
    variables: [{ group: production }]
    jobs: [{ job: Read, steps: [{ script: exit 1 }] }]
`);
    expect(run.status).toBe('succeeded');
    expect(outline(run).filter((line) => !line.includes('checkout'))).toEqual([
      'Build.Compile script echo compiled: passed: exit code 0',
      'Build.Image script echo first: passed: exit code 0',
      'Build.Image task Docker@2: not-run: the task Docker@2 is not one that this runner has',
      'Build.Image script exit 1: not-run: it follows a step that did not run here: task Docker@2',
      'Build.Windows Windows: not-run: the image windows-2025 is not this machine',
      'Build.Matrix Matrix: not-run: a job with strategy does not run here',
      'Cluster.Apply task KubernetesManifest@1: not-run: the task KubernetesManifest@1 is not one that this runner has',
      'Cluster.Apply task AzureCLI@2: not-run: it follows a step that did not run here: task KubernetesManifest@1',
      'Contained.Named script exit 1: not-run: a step with a target container does not run here',
      'Contained.Told script exit 1: not-run: a step with a target container does not run here',
      'Release.Announce Announce: not-run: the stage Cluster did not run',
      'Secrets.Read Read: not-run: the variable group production is held by Azure DevOps',
    ]);
  });

  test('fails a run in which nothing else is', async () => {
    const run = await runPipeline(
      'stages: [{ stage: Deploy, jobs: [{ deployment: Deploy, environment: dev }] }]',
    );
    expect(run).toMatchObject({ status: 'failed', log: 'No stage of the pipeline could run here.' });
  });

  test('fails a run too in which the rest only prepared it', async () => {
    const run = await runPipeline(
      'steps:\n  - task: UseNode@1\n    inputs: { version: 24.x }\n  - task: Docker@2\n',
    );
    expect(run.steps.map(({ status }) => status)).toEqual(['passed', 'passed', 'not-run']);
    expect(run.status).toBe('failed');
  });

  test('fails its job where it is a condition', async () => {
    const run = await runPipeline(
      'steps:\n  - script: echo x\n    condition: gt(variables.x, 1)\n    displayName: Guarded\n',
    );
    expect(run.status).toBe('failed');
    expect(run.steps.at(-1)).toMatchObject({
      name: 'Guarded',
      status: 'failed',
      detail: expect.stringContaining('The function gt is not known here'),
    });
  });

  test('is a cache of another folder: a miss, so that the install step runs', async () => {
    const run = await runPipeline(`
steps:
  - task: Cache@2
    inputs: { key: 'npm | package-lock.json', path: '$(Pipeline.Workspace)/.npm', cacheHitVar: HIT }
  - script: echo "hit $(HIT)"
    condition: eq(variables.HIT, 'false')
`);
    expect(run.steps.map(({ status }) => status)).toEqual(['passed', 'not-run', 'passed']);
  });
});

test('jobs without an order between them run side by side', async () => {
  const wait = (mine: string, other: string) =>
    `touch "$(Pipeline.Workspace)/../${mine}"; for i in $(seq 200); do [ -e "$(Pipeline.Workspace)/../${other}" ] && exit 0; sleep 0.05; done; exit 1`;
  const run = await runPipeline(`
jobs:
  - job: One
    steps: [{ script: '${wait('one', 'two')}' }]
  - job: Two
    steps: [{ script: '${wait('two', 'one')}' }]
  - job: Last
    dependsOn: [One, Two]
    steps: [{ script: echo last }]
`);
  expect(run).toMatchObject({ status: 'succeeded' });
});

test('scripts see variables as Azure passes them, and nothing of ours', async () => {
  process.env['PLANTED_SECRET'] = 'planted-secret-value';
  const run = await runPipeline(`
variables:
  - { name: greeting, value: hello }
  - { name: sentence, value: '$(greeting) world' }
jobs:
  - job: Show
    variables: { greeting: hallo }
    steps:
      - script: |
          echo "$(sentence) $(greeting) $GREETING $OWN $TF_BUILD $(Build.SourceBranch) $BUILD_SOURCEBRANCHNAME" '$(unknown.name)'
          echo "##vso[task.setvariable variable=later;isOutput=false]set before"
          pwd; echo "$(System.DefaultWorkingDirectory)"
        env: { OWN: '$(greeting)!' }
        displayName: Show
      - script: echo "$(later)"; env; exit 3
        workingDirectory: $(Pipeline.Workspace)
`).finally(() => delete process.env['PLANTED_SECRET']);
  const read = (number: string) =>
    readFileSync(join(workspace, 'pipelines', run.id, `logs/Build.Show.${number}.log`), 'utf8').split('\n');
  const shown = read('02');
  expect(shown[1]).toBe('hello world hallo hallo hallo! True refs/heads/main main $(unknown.name)');
  expect(shown[3]).toBe(shown[4]);
  expect(read('03')[1]).toBe('set before');
  expect(read('03').join('\n')).not.toContain('planted-secret-value');
});
