import { spawnSync } from 'node:child_process';
import { accessSync, constants, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

import { checkPipelineSchema } from '../../factory/verification/checks/pipeline-schema.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const exists = (path: string): boolean => globSync(path, { cwd: root }).length > 0;

const SCRIPTS = globSync('scripts/{azure,bicep}/*.sh', { cwd: root }).toSorted();

/** What these scripts name of this repository that is not there; what they make is not looked for. */
const missingIn = (text: string): string[] => {
  const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);
  const commands = text.replaceAll(/^\s*#.*$/gm, '');
  const paths = [...commands.matchAll(/(?:^|[\s"(=])((?:scripts|sandbox|bicep)\/[\w./-]+\.\w+)/gm)].map(
    ([, path]) => path!,
  );
  const runs = [...commands.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!);
  return [
    ...paths.filter((path) => !exists(path) && path !== 'bicep/main.bicepparam'),
    ...runs.filter((name) => !scripts.includes(name)),
  ];
};

describe('the scripts that deploy', () => {
  it.each(SCRIPTS)('%s parses, stops at the first error and names what there is', (path) => {
    for (const shell of ['sh', 'bash'])
      expect(spawnSync(shell, ['-n', path], { cwd: root, encoding: 'utf8' })).toMatchObject({
        status: 0,
        stderr: '',
      });
    accessSync(join(root, path), constants.X_OK);
    expect(read(path)).toMatch(/^#!\/bin\/sh\n# .+/);
    expect(read(path)).toContain('\nset -eu\n');
    expect(missingIn(read(path))).toEqual([]);
  });

  it('are seen to name what is not there', () => {
    expect(SCRIPTS.length).toBeGreaterThan(5);
    expect(missingIn('npm run planted\n. scripts/azure/gone.sh\n# scripts/azure/comment.sh')).toEqual([
      'scripts/azure/gone.sh',
      'planted',
    ]);
  });

  it.each([
    ['choose-parameters.sh', { FACTORY_ENVIRONMENT: 'nowhere' }, /no bicep\/nowhere\.bicepparam/],
    ['build-sandbox.sh', {}, /FACTORY_REGISTRY/],
    ['deploy.sh', {}, /dev or production/],
  ])('%s says what it misses', (name, env, said) => {
    const { status, stderr } = spawnSync('sh', [join(root, 'scripts/azure', name)], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...env },
    });
    expect([status === 0, stderr]).toEqual([false, expect.stringMatching(said)]);
  });
});

/** As much of azd's schema as azure.yaml uses; a property that is not among it is refused. */
const hook = z.strictObject({ shell: z.literal('sh'), run: z.string() });
const azdSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/),
  infra: z.strictObject({ provider: z.literal('bicep'), path: z.string(), module: z.string() }),
  services: z.record(
    z.string(),
    z.strictObject({
      host: z.literal('function'),
      language: z.literal('js'),
      project: z.string(),
      remoteBuild: z.boolean(),
    }),
  ),
  workflows: z.strictObject({ up: z.strictObject({ steps: z.array(z.strictObject({ azd: z.string() })) }) }),
  hooks: z.partialRecord(z.enum(['preprovision', 'postprovision', 'prepackage']), hook),
});

describe('azure.yaml', () => {
  const azd = azdSchema.parse(parse(read('azure.yaml')));

  it('names what there is, and the app that Bicep marks', () => {
    expect(exists(`${azd.infra.path}/${azd.infra.module}.bicep`)).toBe(true);
    for (const { run } of Object.values(azd.hooks)) expect(SCRIPTS).toContain(run);
    for (const [name, { project }] of Object.entries(azd.services)) {
      expect(read('bicep/modules/function-app.bicep')).toContain(`'azd-service-name': '${name}'`);
      expect(read(azd.hooks.prepackage!.run)).toContain(`--output ${project}\n`);
    }
  });

  it('provisions again once the image is built, and deploys last', () => {
    expect(azd.workflows.up.steps.map((step) => step.azd)).toEqual([
      'provision',
      'provision',
      'deploy --all',
    ]);
    expect(azdSchema.safeParse({ ...azd, hooks: { postplanted: azd.hooks.preprovision } }).success).toBe(
      false,
    );
  });
});

describe('the task that builds the image of the sandbox', () => {
  it('has the values that the script gives, and BuildKit for the mounted secret', () => {
    const task = read('sandbox/acr-task.yaml');
    const used = new Set([...task.matchAll(/\{\{\.Values\.(\w+)\}\}/g)].map(([, name]) => name));
    const given = new Set(
      [...read('scripts/azure/build-sandbox.sh').matchAll(/--set "(\w+)=/g)].map(([, name]) => name),
    );
    expect(used).toEqual(given);
    expect(read('sandbox/Dockerfile')).toContain('RUN --mount=type=secret');
    expect(parse(task).steps[0].env).toEqual(['DOCKER_BUILDKIT=1']);
    expect(task).toContain('--build-arg BASE_IMAGE=');
  });
});

describe('azure-pipelines.yml', () => {
  const pipeline = { path: 'azure-pipelines.yml', content: read('azure-pipelines.yml') };
  // What a generated service owes its deployment (stages and a way back) is not asked of the factory itself.
  const inspected = (content: string) =>
    checkPipelineSchema([{ ...pipeline, content }]).findings.map(({ rule, message }) => `${rule} ${message}`);

  it('fits the schema of Azure Pipelines', () => {
    expect(inspected(pipeline.content)).toEqual([]);
    expect(missingIn(pipeline.content)).toEqual([]);
    expect(inspected(pipeline.content.replace('- bash: .ci', '- planted: .ci'))).not.toEqual([]);
    expect(inspected(pipeline.content.replace('dependsOn: test', 'dependsOn: planted'))).not.toEqual([]);
  });
});

type Parsed = { context: { errors: { getErrors(): { message: string }[] } }; value?: unknown };
type Parser = {
  parseWorkflow(file: { name: string; content: string }, trace: object): Parsed;
  convertWorkflowTemplate(context: object, value: unknown): Promise<{ errors?: { Message: string }[] }>;
  NoOperationTraceWriter: new () => object;
};

describe('the workflows of GitHub', () => {
  const WORKFLOWS = globSync('.github/workflows/*.yml', { cwd: root }).toSorted();
  let folder: string;
  let parser: Parser;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'factory-workflows-'));
    const outfile = join(folder, 'parser.mjs');
    // It imports JSON in a way that Node does not.
    await build({
      stdin: {
        contents: `export * from '@actions/workflow-parser'; export { NoOperationTraceWriter } from '@actions/workflow-parser/templates/trace-writer';`,
        resolveDir: root,
      },
      bundle: true,
      format: 'esm',
      platform: 'node',
      outfile,
    });
    parser = (await import(pathToFileURL(outfile).href)) as Parser;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const errorsOf = async (name: string, content: string): Promise<string[]> => {
    const { context, value } = parser.parseWorkflow({ name, content }, new parser.NoOperationTraceWriter());
    const errors = context.errors.getErrors().map(({ message }) => message);
    if (value === undefined || errors.length > 0) return errors.length > 0 ? errors : ['nothing was read'];
    const { errors: found = [] } = await parser.convertWorkflowTemplate(context, value);
    return found.map(({ Message }) => Message);
  };

  /** Actions by a name that may mean something else tomorrow, and expressions in what a shell reads. */
  const unsafe = (content: string): string[] => [
    ...[...content.matchAll(/uses: (\S+)/g)]
      .map(([, uses]) => uses!)
      .filter((uses) => !/@[0-9a-f]{40}$/.test(uses)),
    ...[...content.matchAll(/run: .*\$\{\{.*/g)].map(([line]) => line),
    ...(/^permissions:\n {2}contents: read$/m.test(content) ? [] : ['permissions are not narrowed']),
  ];

  it.each(WORKFLOWS)('%s fits the language, with its actions pinned', async (path) => {
    expect(await errorsOf(path, read(path))).toEqual([]);
    expect(unsafe(read(path))).toEqual([]);
    expect(missingIn(read(path))).toEqual([]);
  });

  it('are refused with planted faults', async () => {
    expect(WORKFLOWS).toHaveLength(2);
    const ci = read('.github/workflows/ci.yml');
    expect(await errorsOf('ci.yml', ci.replace('runs-on', 'runs-planted'))).not.toEqual([]);
    expect(await errorsOf('ci.yml', ci.replace('contents: read', 'contents: planted'))).not.toEqual([]);
    const faults =
      'on: push\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n      - run: echo ${{ github.event.issue.title }}\n';
    expect(unsafe(faults)).toHaveLength(3);
  });
});
