import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it, vi } from 'vitest';

import { aWorkspace, eventually } from './support/factory.ts';
import { aFailedScenario, anEvent, aResult, aScenario, aService, PROJECT } from './support/scenario.ts';

// Each test starts two processes or more.
vi.setConfig({ testTimeout: 60_000 });

const DEFINITION = 'Log zorbles and list them.';

describe('factory run', () => {
  it('shows the events as lines, then where everything is, and stops what it started', async () => {
    const { factory, effects, workspace } = aWorkspace(aScenario());
    const { code, stdout, stderr } = await factory('run', DEFINITION);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`Log zorbles and list them.
Project ${PROJECT}

2026-01-05T08:00:00.000Z project.started   The project began.
2026-01-05T08:00:01.000Z stage.started     vision: Reading the definition.
2026-01-05T08:00:02.000Z stage.completed   vision: Planned. (1.0 s)
2026-01-05T08:00:03.000Z project.completed The project is done.

Completed in 9.4 s.

audit-trail
  Repository  /data/repositories/audit-trail.git
  Commit      c0ffee0
  Clone       npx factory clone audit-trail --workspace ${workspace}
  Start       cd audit-trail && npm ci && npm start   (after Clone)
  Token       cd audit-trail && npm run --silent token -- ann
  Endpoint    http://127.0.0.1:4100 (not running now; \`npx factory serve --workspace ${workspace}\` starts it there again and keeps it up)

Quality of audit-trail
  54 tests passed, 0 failed, coverage 93.5 % of lines
  check  status   seconds  detail
  types  passed       0.4  48 files
  bicep  not-run      0.0  The Bicep CLI is not installed.

Did not run on this machine
  audit-trail bicep: The Bicep CLI is not installed.

Unrealised
  U1  send an e-mail: no mail server is described

Plan
  Requirements  4 of 4 served
  Work items    1 epic, 3 features, 7 stories, 12 tasks

Artifacts
  1 file: npx factory artifacts ${PROJECT} --workspace ${workspace}
`);
    expect(effects()).toEqual([
      'started pump own recover false',
      `create {"text":"${DEFINITION}","approvals":[]} key given`,
      'stream after 0',
      'shutdown',
    ]);
  });

  it('takes a first argument that is no command for the definition', async () => {
    const { factory, effects } = aWorkspace(aScenario());
    expect(await factory(DEFINITION)).toMatchObject({ code: 0 });
    expect(effects()[1]).toBe(`create {"text":"${DEFINITION}","approvals":[]} key given`);
  });

  it('prints one JSON document of the published schema on stdout, progress on stderr', async () => {
    const { factory } = aWorkspace(aScenario());
    const { code, stdout, stderr } = await factory(DEFINITION, '--json');
    const document: unknown = JSON.parse(stdout);
    const schema: unknown = JSON.parse(readFileSync('docs/run-result.schema.json', 'utf8'));
    const validate = new Ajv2020().compile(schema as object);
    expect([code, validate(document)]).toEqual([0, true]);
    expect(document).toEqual(aResult({ services: [{ ...aService(), running: false }] }));
    expect(stderr).toContain('stage.completed   vision: Planned. (1.0 s)');
  });

  it('resumes the event stream where it was cut', async () => {
    const { factory, effects } = aWorkspace(aScenario({ cutAfter: 2 }));
    const { code, stdout } = await factory(DEFINITION);
    expect(code).toBe(0);
    expect(stdout.match(/^2026-/gm)).toHaveLength(4);
    expect(effects()).toContain('stream after 2');
  });

  it('ends with 3 and the reason when the project failed', async () => {
    const { factory, workspace } = aWorkspace(aFailedScenario());
    const { code, stdout } = await factory(DEFINITION);
    expect(code).toBe(3);
    expect(stdout).toContain(`Failed after 9.4 s.
  QA & Validation: check unit failed: 2 of 54 tests (quality-gate)
  What happened: npx factory events ${PROJECT} --workspace ${workspace}
  What it left: npx factory artifacts ${PROJECT} --workspace ${workspace}
`);
  });

  it('ends with 1 and what would help when the reader refuses the text', async () => {
    const refusal = { reason: '"hello" asks for nothing.', suggestion: 'Say what the service keeps.' };
    const { factory, effects } = aWorkspace(aScenario({ refusal }));
    expect(await factory('hello', '--json')).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'factory: This definition cannot be built.\n  why: "hello" asks for nothing.\n  do:  Say what the service keeps.\n',
    });
    expect(effects().at(-1)).toBe('shutdown');
  });

  it('ends with 3 and how to go on when the host dies', async () => {
    const events = aScenario().events.slice(0, 2);
    const { factory, workspace } = aWorkspace(aScenario({ events, dieAfterEvents: true }));
    const { code, stderr } = await factory(DEFINITION);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^factory: The factory's host stopped\.\n  why: /);
    expect(stderr).toContain(`\`npx factory resume --workspace ${workspace}\` goes on from there`);
  });

  it('stops the host in order on Ctrl-C and says how to go on', async () => {
    const { start, effects, workspace } = aWorkspace(aScenario({ events: aScenario().events.slice(0, 2) }));
    const child = start(DEFINITION);
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    await eventually(() => expect(effects()).toContain('stream after 0'));
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    expect(code).toBe(130);
    expect(effects().at(-1)).toBe('shutdown');
    expect(stderr).toBe(
      `Stopping in order; Ctrl-C once more ends at once. \`npx factory resume --workspace ${workspace}\` goes on with what is unfinished.\nInterrupted by SIGINT.\n`,
    );
  });

  it('ends at once on a second Ctrl-C, and the host with it', async () => {
    const events = aScenario().events.slice(0, 2);
    const { start, effects, lock } = aWorkspace(aScenario({ events, clings: true }));
    const child = start(DEFINITION);
    await eventually(() => expect(effects()).toContain('stream after 0'));
    const { pid } = lock();
    child.kill('SIGINT');
    await eventually(() => expect(effects()).toContain('shutdown'));
    // Two within a second are one press that npm handed on.
    await sleep(1_050);
    expect(child.exitCode).toBeNull();
    const pressed = performance.now();
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([130, null]);
    expect(performance.now() - pressed).toBeLessThan(2_000);
    await eventually(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'));
  });

  it('leaves no host behind when it is killed', async () => {
    const { start, lock } = aWorkspace(aScenario({ events: aScenario().events.slice(0, 2) }));
    const child = start(DEFINITION);
    await eventually(() => expect(lock().pump).toBe('own'));
    const { pid } = lock();
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await eventually(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'));
  });

  it('uses a host that serves the workspace, and leaves it running with its services', async () => {
    const { factory, host, effects, workspace } = aWorkspace(aScenario());
    mkdirSync(workspace);
    const serving = await host('all');
    const { code, stdout } = await factory(DEFINITION, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(aResult());
    expect(effects()).not.toContain('shutdown');
    expect(serving.exitCode).toBeNull();
  });

  it('does not disturb another run', async () => {
    const { factory, host, workspace } = aWorkspace(aScenario());
    mkdirSync(workspace);
    const other = await host('own');
    expect(await factory(DEFINITION)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        new RegExp(`^factory: Another command works in this workspace \\(process ${other.pid}, `),
      ),
    });
  });

  it('reads the definition from a file', async () => {
    const { factory, folder, effects } = aWorkspace(aScenario());
    expect(await factory('--file', join(folder, 'scenario.json'))).toMatchObject({ code: 0 });
    expect(effects()[1]).toContain('create {"text":"{');
  });
});

describe('factory serve', () => {
  it('keeps services up until it is told to stop', async () => {
    const { start, effects, lock } = aWorkspace(aScenario());
    const child = start('serve', '--json');
    const [output] = (await once(child.stdout, 'data')) as [Buffer];
    expect(JSON.parse(output.toString())).toMatchObject({ url: lock().url });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(effects()).toEqual(['started pump all recover true', 'shutdown']);
  });

  it('says that the workspace is served already', async () => {
    const { factory, host, lock, workspace } = aWorkspace(aScenario());
    mkdirSync(workspace);
    await host('all');
    expect(await factory('serve')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`This workspace is served already: ${lock().url}`),
    });
  });

  it('names a port that is in use', async () => {
    const { factory, host, lock, workspace } = aWorkspace(aScenario());
    mkdirSync(workspace);
    await host('all');
    const port = new URL(lock().url).port;
    const elsewhere = aWorkspace(aScenario());
    expect(await elsewhere.factory('serve', '--port', port)).toEqual({
      code: 1,
      stdout: '',
      stderr: `factory: Port ${port} is in use.\n  why: Another program listens on 127.0.0.1:${port}.\n  do:  Choose another with --port, or leave it out for a free one.\n`,
    });
    expect(await factory('status')).toMatchObject({ code: 0 });
  });
});

describe('factory resume', () => {
  it('follows what is unfinished and answers for how it ended', async () => {
    const { factory, workspace, effects } = aWorkspace({ ...aFailedScenario(), unfinished: true });
    mkdirSync(workspace);
    const { code, stdout } = await factory('resume');
    expect(code).toBe(3);
    expect(stdout).toContain('project.failed    check unit failed: 2 of 54 tests');
    expect(stdout).toContain('Failed after 9.4 s.');
    expect(effects()).toEqual(['started pump all recover false', 'stream after 0', 'shutdown']);
  });

  it('prints the document of the one project that it resumed', async () => {
    const { factory, workspace } = aWorkspace(aScenario({ unfinished: true }));
    mkdirSync(workspace);
    const { code, stdout } = await factory('resume', '--json');
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      aResult({ services: [{ ...aService(), running: false }] }),
    ]);
  });

  it('has nothing to do where everything has ended', async () => {
    const { factory, workspace, effects } = aWorkspace(aScenario());
    mkdirSync(workspace);
    expect(await factory('resume')).toEqual({
      code: 0,
      stdout: `Nothing to resume in ${workspace}: no project is unfinished.\n`,
      stderr: '',
    });
    expect(effects()).toEqual(['started pump all recover false', 'shutdown']);
  });

  it('has nothing to do where nothing was started', async () => {
    const { factory, effects } = aWorkspace(aScenario());
    expect(await factory('resume')).toMatchObject({ code: 0, stderr: '' });
    expect(() => effects()).toThrow('ENOENT');
  });
});

describe('reading commands', () => {
  it('start a host that works on nothing, and end it', async () => {
    const { factory, workspace, effects } = aWorkspace(aScenario());
    mkdirSync(workspace);
    const { code, stdout } = await factory('status');
    expect(code).toBe(0);
    expect(stdout).toBe(
      `project                                 status     stage              created                   definition
${PROJECT}  completed  Vision & Planning  2026-01-05T08:00:00.000Z  Log zorbles.
`,
    );
    expect(effects()).toEqual(['started pump none recover false', 'shutdown']);
  });

  it('print one JSON document each', async () => {
    const scenario = aScenario({ artifacts: { 'plan/backlog.md': '# Backlog\n' } });
    const { factory, host, workspace } = aWorkspace(scenario);
    mkdirSync(workspace);
    await host('all');
    const json = async (...args: string[]) => JSON.parse((await factory(...args, '--json')).stdout);
    expect(await json('status', PROJECT)).toEqual(aResult());
    expect(await json('events', PROJECT)).toEqual({
      items: scenario.events.map((event, index) => ({ position: index + 1, event })),
    });
    expect(await json('artifacts', PROJECT)).toMatchObject({ items: [{ path: 'plan/backlog.md' }] });
    expect(await json('artifacts', PROJECT, 'plan/backlog.md')).toEqual({
      path: 'plan/backlog.md',
      content: '# Backlog\n',
    });
  });

  it('print an artifact as it is', async () => {
    const { factory, workspace } = aWorkspace(aScenario({ artifacts: { 'plan/a b.md': '\u001B[31mraw' } }));
    mkdirSync(workspace);
    expect(await factory('artifacts', PROJECT, 'plan/a b.md')).toEqual({
      code: 0,
      stdout: '\u001B[31mraw',
      stderr: '',
    });
    expect(await factory('artifacts', PROJECT, '../../events')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('"../../events" is not the path of an artifact.'),
    });
  });

  it('tell of a project that nobody works on', async () => {
    const events = [anEvent(0, 'project.started', { message: 'The project\u001B[2J began.' })];
    const { factory, workspace } = aWorkspace(aScenario({ result: aResult({ status: 'running' }), events }));
    mkdirSync(workspace);
    expect(await factory('events', PROJECT)).toEqual({
      code: 0,
      stdout: '2026-01-05T08:00:00.000Z project.started   The project [2J began.\n',
      stderr: `Nobody works on this project now: \`npx factory resume --workspace ${workspace}\` goes on with it.\n`,
    });
  });

  it('need a workspace, and a project that is in it', async () => {
    const { factory, workspace } = aWorkspace(aScenario());
    expect(await factory('status')).toMatchObject({ code: 0, stdout: `No projects in ${workspace} yet.\n` });
    expect(await factory('events', 'p-1')).toMatchObject({
      code: 1,
      stderr: `factory: There is no workspace at ${workspace}.\n  why: Nothing was built there yet.\n  do:  \`npx factory run\` makes one; name another with --workspace.\n`,
    });
    mkdirSync(workspace);
    expect(await factory('status', 'p-1')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('`npx factory status` lists the projects of this workspace.'),
    });
  });
});

describe('factory clone', () => {
  it('clones by name and by path', async () => {
    const repository = join(aWorkspace(aScenario()).folder, 'audit-trail.git');
    execFileSync('git', ['init', '--quiet', '--bare', repository]);
    const services = [{ ...aService(), repository }];
    const { factory, folder, workspace } = aWorkspace(aScenario({ result: aResult({ services }) }));
    mkdirSync(workspace);

    expect(await factory('clone', 'audit-trail', join(folder, 'one'), '--json')).toMatchObject({ code: 0 });
    expect(await factory('clone', repository, join(folder, 'two'))).toMatchObject({ code: 0 });
    for (const name of ['one', 'two'])
      expect(readFileSync(join(folder, name, '.git/HEAD'), 'utf8')).toMatch(/^ref: /);

    expect(await factory('clone', 'billing')).toMatchObject({
      code: 1,
      stderr:
        'factory: There is no repository "billing" in this workspace.\n  why: There are: audit-trail.\n  do:  Name one of them, or give a path.\n',
    });
    expect(await factory('clone', join(folder, 'nowhere.git'))).toMatchObject({ code: 3 });
  });
});

describe('factory doctor', () => {
  it('says what is here, as text and as JSON', async () => {
    const { factory } = aWorkspace(aScenario());
    const { code, stdout } = await factory('doctor', '--json');
    const { ready, findings } = JSON.parse(stdout) as { ready: boolean; findings: { name: string }[] };
    expect([code, ready]).toEqual([0, true]);
    expect(findings.map(({ name }) => name)).toEqual([
      'node',
      'npm',
      'git',
      'sqlite',
      'bicep',
      'workspace',
      'port',
      'install cache',
    ]);
    expect((await factory('doctor')).stdout).toContain('Everything that a run needs is here.');
  });

  it('fails where a run could not write', async () => {
    const { factory, workspace } = aWorkspace(aScenario());
    writeFileSync(workspace, '');
    const { code, stdout } = await factory('doctor');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^workspace +missing +The workspace .* is not a folder\. A file has its name\.\n  Name a folder that you may write to/m,
    );
    expect(stdout).toContain('A run would fail: see what is missing or wrong above.');
  });
});
