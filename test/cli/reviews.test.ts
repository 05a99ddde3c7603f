import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import { aWorkspace } from './support/factory.ts';
import {
  aFailedScenario,
  anEvent,
  aResult,
  aReview,
  aScenario,
  aWaitingScenario,
  PROJECT,
  REVIEW,
  type Scenario,
} from './support/scenario.ts';

// Each test starts two processes or more.
vi.setConfig({ testTimeout: 60_000 });

const SHOWN = 'f0'.repeat(32);

const inWorkspace = (scenario: Scenario) => {
  const found = aWorkspace(scenario);
  mkdirSync(found.workspace);
  return found;
};

describe('factory reviews', () => {
  it('lists what people are asked, as a table and as JSON', async () => {
    const { factory, workspace } = inWorkspace(aWaitingScenario());
    const { code, stdout } = await factory('reviews');
    expect(code).toBe(0);
    expect(stdout)
      .toBe(`review        project                                 where                         asked      since                     what
${REVIEW}  ${PROJECT}  QA & Validation, audit-trail  architect  2026-01-05T08:00:04.000Z  audit-trail does not pass its quality gate

\`npx factory reviews <review> --workspace ${workspace}\` shows one whole, with the commands that decide it.
`);
    const json = await factory('reviews', PROJECT, '--json');
    expect(JSON.parse(json.stdout)).toEqual({ items: [aReview()] });
  });

  it('says so when nobody is asked', async () => {
    const { factory } = inWorkspace(aScenario());
    expect(await factory('reviews')).toEqual({ code: 0, stdout: 'Nobody is asked anything.\n', stderr: '' });
  });

  it('shows one whole, with every command that decides it', async () => {
    const { factory, workspace } = inWorkspace(aWaitingScenario());
    const { code, stdout } = await factory('reviews', REVIEW);
    const option = ` --workspace ${workspace}`;
    expect(code).toBe(0);
    expect(stdout).toContain(`${REVIEW}  audit-trail does not pass its quality gate
  Project   ${PROJECT}
  Where     QA & Validation, audit-trail
  What      Coverage is 61 %, 80 % is asked.
  Kind      quality-gate
  Tried     5 times
  Asked     architect, since 2026-01-05T08:00:04.000Z
  Evidence  npx factory artifacts ${PROJECT} quality/audit-trail/quality-report.json${option}

Decisions
`);
    expect(stdout.match(/npx factory decide .*?(?= --workspace)/g)).toEqual([
      `npx factory decide ${REVIEW} --retry`,
      `npx factory decide ${REVIEW} --accept --reason "…"`,
      `npx factory decide ${REVIEW} --amend FILE --path services/audit-trail/…`,
      `npx factory decide ${REVIEW} --abort --reason "…"`,
      `npx factory decide ${REVIEW} --amend FILE --path services/audit-trail/…`,
    ]);
  });

  it('says how to get the file that is amended, at a gate the one that the next stages read', async () => {
    const scenario = aWaitingScenario();
    const { failure: _, ...asked } = aReview().subject;
    const evidence = ['plan/backlog.md', 'plan/product-plan.json'].map((path) => ({
      path,
      sha256: 'a'.repeat(64),
    }));
    const gate = aReview({ kind: 'approval', subject: { ...asked, evidence } });
    const { factory, workspace } = inWorkspace({
      ...scenario,
      result: { ...scenario.result, reviews: [gate] },
    });
    const { stdout } = await factory('reviews', REVIEW);
    const option = ` --workspace ${workspace}`;
    expect(stdout).not.toContain('Tried');
    expect(stdout).toMatch(/--accept .* approve it and go on$/m);
    expect(stdout.slice(stdout.indexOf('To amend'))).toBe(`To amend
  npx factory artifacts ${PROJECT} plan/product-plan.json${option} > product-plan.json
  Change product-plan.json, then:
  npx factory decide ${REVIEW} --amend product-plan.json --path plan/product-plan.json${option}
`);
  });

  it('says so when there is no such review', async () => {
    const { factory } = inWorkspace(aWaitingScenario());
    expect(await factory('reviews', 'r-0000000000')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^factory: There is no such review here\.\n.*\n {2}do: {2}`npx factory reviews`/,
      ),
    });
  });

  it('shows what was decided by whom in place of commands', async () => {
    const scenario = aWaitingScenario();
    const decided = aReview({
      status: 'decided',
      decision: {
        decision: { kind: 'accept', reason: 'Fine\u001B[2J.' },
        by: 'ann',
        at: '2026-01-05T09:00:00.000Z',
      },
    });
    const { factory } = inWorkspace({ ...scenario, result: { ...scenario.result, reviews: [decided] } });
    const { stdout } = await factory('reviews', REVIEW);
    expect(stdout).toContain('  Outcome   accept, by ann at 2026-01-05T09:00:00.000Z: Fine [2J.\n');
    expect(stdout).not.toContain('npx factory decide');
  });
});

it('`factory run` ends with 2 and the commands that decide when it only waits for a person', async () => {
  const { factory, workspace, effects } = inWorkspace(aWaitingScenario());
  const { code, stdout } = await factory('run', 'Log zorbles.');
  expect(code).toBe(2);
  const option = ` --workspace ${workspace}`;
  expect(stdout).toContain(`Waiting for a person, after 9.4 s.

Asked of people
  ${REVIEW}  QA & Validation, audit-trail: audit-trail does not pass its quality gate (architect)
    npx factory reviews ${REVIEW}${option}
`);
  expect(stdout).toMatch(
    new RegExp(`^    npx factory decide ${REVIEW} --accept --reason "…"${option} +go on as it is$`, 'm'),
  );
  expect(effects().at(-1)).toBe('shutdown');
});

describe('factory decide', () => {
  it('shows what is decided on, sends its hash, and goes on to the end', async () => {
    const { factory, effects } = inWorkspace(aWaitingScenario());
    const { code, stdout } = await factory('decide', REVIEW, '--accept', '--reason', 'Fine.');
    expect(code).toBe(0);
    expect(stdout).toContain('  What      Coverage is 61 %, 80 % is asked.\n');
    expect(stdout).toContain(`Decided: accept

2026-01-05T08:00:05.000Z review.decided    quality/audit-trail: ann decided "accept"
2026-01-05T08:00:06.000Z project.completed The project is done.

Completed in 9.4 s.
`);
    const decision = { kind: 'accept', reason: 'Fine.', shown: aReview().sha256 };
    expect(effects().slice(0, 2)).toEqual([
      'started pump all recover false',
      `/api/reviews/${REVIEW}/decision ${JSON.stringify(decision)}`,
    ]);
    expect(effects().at(-1)).toBe('shutdown');
  });

  it.each([
    [['--accept'], '--accept needs --reason.\n  why: It is kept with the decision'],
    [['--amend', 'plan.json'], '--amend needs --path.\n  why: It names the artifact'],
    [['--retry', '--shown', 'f0'], '--shown is not the hash of a review.'],
  ])('says what is missing or wrong in %j', async (options, said) => {
    const { factory } = inWorkspace(aWaitingScenario());
    const { code, stderr } = await factory('decide', REVIEW, ...options);
    expect(code).toBe(1);
    expect(stderr).toContain(`factory: ${said}`);
  });

  it('says of a file that is not fit what is wrong with it, and that the review is still open', async () => {
    const problem = {
      type: 'urn:problem:decision-refused',
      status: 422,
      detail: 'plan/product-plan.json: title is required.',
      errors: [{ pointer: '#/content', detail: 'plan/product-plan.json: title is required' }],
    };
    const { factory } = inWorkspace({ ...aWaitingScenario(), problem });
    const { code, stderr } = await factory('decide', REVIEW, '--retry');
    expect(code).toBe(1);
    expect(stderr).toBe(`factory: What this decision brings is not fit.
  why: plan/product-plan.json: title is required.
  do:  Correct it and decide again; the review is still open.
`);
  });

  it('sends a file in the place of an artifact, and the hash that a script was given', async () => {
    const { factory, folder, effects } = inWorkspace(aWaitingScenario());
    const file = join(folder, 'plan.json');
    writeFileSync(file, '{}\n');
    await factory('decide', REVIEW, '--amend', file, '--path', 'plan/product-plan.json', '--shown', SHOWN);
    expect(JSON.parse(effects()[1]!.replace(/^\S+ /, ''))).toEqual({
      kind: 'amend',
      path: 'plan/product-plan.json',
      content: '{}\n',
      shown: SHOWN,
    });
    expect(await factory('decide', REVIEW, '--amend', join(folder, 'no'), '--path', 'x')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('cannot be read.'),
    });
  });

  it.each([
    ['{ "packageFeed": "https://feed.example/" }', { packageFeed: 'https://feed.example/' }],
    ['Log zorbles.\n', { text: 'Log zorbles.' }],
  ])('answers with %j', async (content, data) => {
    const { factory, folder, effects } = inWorkspace(aWaitingScenario());
    const file = join(folder, 'answer');
    writeFileSync(file, content);
    await factory('decide', REVIEW, '--answer', file);
    expect(JSON.parse(effects()[1]!.replace(/^\S+ /, ''))).toMatchObject({ kind: 'answer', data });
  });

  it('ends with 0 when the project was aborted as decided', async () => {
    const scenario = aWaitingScenario();
    const events = [anEvent(5, 'project.aborted', { message: 'Aborted.' })];
    const afterwards = { events, result: aResult({ status: 'aborted' }) };
    const { factory } = inWorkspace({ ...scenario, afterwards });
    const { code, stdout } = await factory('decide', REVIEW, '--abort', '--reason', 'Wrong.', '--json');
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { status: 'aborted' }]);
  });

  it('says what was decided by whom when somebody was first', async () => {
    const problem = {
      type: 'urn:problem:review-conflict',
      status: 409,
      detail: 'Review r-1 is decided: bob decided "retry" at 2026-01-05T09:00:00.000Z.',
    };
    const { factory, effects } = inWorkspace({ ...aWaitingScenario(), problem });
    const { code, stderr } = await factory('decide', REVIEW, '--abort', '--reason', 'Wrong.');
    expect(code).toBe(1);
    expect(stderr).toContain('factory: This review is not what it was.\n  why: Review r-1 is decided: bob');
    expect(effects().at(-1)).toBe('shutdown');
  });
});

it('`factory cancel` joins the command that works on the project', async () => {
  const events = [anEvent(5, 'project.cancelled', { message: 'Taken back.' })];
  const afterwards = { events, result: aResult({ status: 'cancelled', services: [] }) };
  const { factory, host, effects } = inWorkspace({ ...aWaitingScenario(), afterwards });
  await host('own');
  expect(await factory('cancel', PROJECT)).toMatchObject({ code: 0, stderr: '' });
  expect(effects()).not.toContain('shutdown');
});

it('`factory cancel` says so when the command that works here works on another project', async () => {
  const result = aResult({ status: 'running' });
  const { afterwards: _, ...scenario } = aWaitingScenario();
  const { factory, host, workspace } = inWorkspace({ ...scenario, result });
  await host('own');
  expect(await factory('cancel', PROJECT)).toEqual({
    code: 3,
    stdout: '',
    stderr: `factory: Nobody works on this project now.
  why: The command that works in this workspace works for another project.
  do:  What you decided is kept: \`npx factory resume --workspace ${workspace}\` goes on with it when that command has ended.
`,
  });
});

it('`factory cancel` follows a project until it is cancelled', async () => {
  const events = [
    anEvent(5, 'project.stopping', { message: 'Cancelled by ann: No.' }),
    anEvent(6, 'project.cancelled', { message: 'Taken back.' }),
  ];
  const afterwards = { events, result: aResult({ status: 'cancelled', services: [] }) };
  const { factory, effects } = inWorkspace({ ...aWaitingScenario(), afterwards });
  const { code, stdout } = await factory('cancel', PROJECT, '--reason', 'No.');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^2026-01-05T08:00:05.000Z project.stopping {2}Cancelled by ann: No.\n/);
  expect(stdout).toContain('Cancelled after 9.4 s.');
  expect(effects()[1]).toBe(`/api/projects/${PROJECT}/cancel {"reason":"No."}`);
});

it('`factory retry` shows the next run of a project that failed', async () => {
  const events = [
    anEvent(5, 'project.restarted', { stage: 'quality', message: 'Run 2 begins with QA & Validation' }),
    anEvent(6, 'project.completed', { message: 'The project is done.' }),
  ];
  const { factory, effects } = inWorkspace({
    ...aFailedScenario(),
    afterwards: { events, result: aResult() },
  });
  const { code, stdout } = await factory('retry', PROJECT, '--from', 'quality');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^2026-01-05T08:00:05.000Z project.restarted quality: Run 2 begins/);
  expect(effects().slice(0, 2)).toEqual([
    'started pump own recover false',
    `/api/projects/${PROJECT}/retry {"from":"quality"}`,
  ]);
});
