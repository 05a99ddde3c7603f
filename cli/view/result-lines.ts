import type { BudgetState } from '../../factory/domain/budget-state.ts';
import type { RunResult } from '../../factory/domain/run-result.ts';
import { stageTitles } from '../../factory/domain/stage.ts';
import { count } from './count.ts';
import { duration, seconds } from './duration.ts';
import { indent } from './indent.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { qualityLines } from './quality-lines.ts';
import { openReviewLines } from './review-lines.ts';
import { platformLines, processLines } from './solution-lines.ts';
import { table } from './table.ts';

type ServiceResult = RunResult['services'][number];

/** How to name the workspace to a later command, when it is not the default one. */
export type Workspace = { option: string };

const section = (title: string, lines: readonly string[], paint: Paint) =>
  lines.length > 0 ? ['', paint('bold', title), ...indent(lines)] : [];

const headline = (result: RunResult, paint: Paint): string => {
  const took = duration(result.durationMs);
  if (result.held !== undefined) return paint('yellow', `Held. ${printable(result.held)}`);
  switch (result.status) {
    case 'completed':
      return paint('green', `Completed in ${took}.`);
    case 'failed':
      return paint('red', `Failed after ${took}.`);
    case 'cancelled':
      return paint('yellow', `Cancelled after ${took}.`);
    case 'aborted':
      return paint('yellow', `Aborted after ${took}.`);
    case 'waiting':
      return paint('yellow', `Waiting for a person, after ${took}.`);
    case 'running':
      return paint('cyan', `Running for ${took}.`);
  }
};

const failureLines = ({ failure, projectId }: RunResult, { option }: Workspace): string[] =>
  failure
    ? [
        `${failure.stage ? `${stageTitles[failure.stage]}: ` : ''}${printable(failure.message)} (${failure.kind})`,
        `What happened: npx factory events ${projectId}${option}`,
        `What it left: npx factory artifacts ${projectId}${option}`,
        ...(failure.kind === 'transient'
          ? [
              `When the cause is gone: npx factory retry ${projectId} --from ${failure.stage ?? 'vision'}${option}`,
            ]
          : []),
      ]
    : [];

/** A project that was ended on purpose has no failed stage, only one that was stopped. */
const stageLines = ({ stages, status: ended }: RunResult): string[] =>
  table(
    ['stage', 'status', 'seconds'],
    stages.map(({ name, status, durationMs }) => [
      stageTitles[name],
      status === 'failed' && (ended === 'cancelled' || ended === 'aborted') ? 'stopped' : status,
      status === 'pending' ? '' : seconds(durationMs),
    ]),
  );

const serviceLines = (service: ServiceResult, { option }: Workspace): string[] => {
  const without = service.deployment ? 'not run by the factory' : 'never deployed';
  const endpoint = service.endpoint === '' ? without : service.endpoint;
  const state = service.running
    ? ''
    : ` (not running now; \`npx factory serve${option}\` starts it there again and keeps it up)`;
  return [
    `Repository  ${service.repository === '' ? 'not committed' : service.repository}`,
    ...(service.repository === ''
      ? []
      : [
          `Commit      ${service.commit}`,
          `Clone       npx factory clone ${service.name}${option}`,
          `Start       cd ${service.name} && npm ci && npm start   (after Clone)`,
          `Token       cd ${service.name} && npm run --silent token -- ann`,
        ]),
    `Endpoint    ${endpoint}${service.endpoint === '' ? '' : state}`,
  ];
};

/** What needs a running service, where the factory started none. */
const notDeployedLines = ({ services }: RunResult): string[] => {
  const lines = services.flatMap(({ name, deployment }) =>
    deployment ? [`${name} deployment and smoke test: ${printable(deployment.detail)}`] : [],
  );
  return lines.length > 0 && services.length > 1
    ? [...lines, 'processes across the services: nothing runs that they could go through']
    : lines;
};

const notRunLines = (result: RunResult): string[] => [
  ...result.services.flatMap((service) =>
    service.quality.checks
      .filter(({ status }) => status === 'not-run')
      .map(({ name, detail }) => `${service.name} ${name}: ${printable(detail)}`),
  ),
  ...notDeployedLines(result),
];

/** Two digits after the point say enough of minutes and dollars. */
const rounded = (amount: number): number => Math.round(amount * 100) / 100;

const ofLimit = ({ spent, reserved, limit }: BudgetState['tokens'], unit: string): string =>
  `${rounded(spent)} of ${limit} ${unit}${reserved > 0 ? ` (${rounded(reserved)} set aside)` : ''}`;

const budgetLines = ({ budget }: RunResult): string[] =>
  budget
    ? [
        `Spent         ${[
          ofLimit(budget.timeMinutes, 'minutes'),
          ofLimit(budget.tokens, 'tokens'),
          ofLimit(budget.costUsd, 'US dollars'),
          ofLimit(budget.rounds, 'rounds'),
        ].join(', ')}`,
      ]
    : [];

const requirementLines = ({ requirements, workItems }: RunResult): string[] => [
  `Requirements  ${requirements.served} of ${requirements.total} served`,
  `Work items    ${[
    count(workItems.epics, 'epic'),
    count(workItems.features, 'feature'),
    count(workItems.stories, 'story', 'stories'),
    count(workItems.tasks, 'task'),
  ].join(', ')}`,
];

const unrealisedLines = ({ requirements }: RunResult): string[] =>
  requirements.unrealised.map(({ id, text, reason }) => `${id}  ${printable(text)}: ${printable(reason)}`);

/** What a project came to, for people: where it is, how to start it, what was checked and what was not done. */
export const resultLines = (result: RunResult, workspace: Workspace, paint: Paint): string[] => [
  headline(result, paint),
  ...indent(failureLines(result, workspace)),
  ...section('Asked of people', openReviewLines(result.reviews, workspace.option), paint),
  ...section('Stages', result.status === 'completed' ? [] : stageLines(result), paint),
  ...result.services.flatMap((service) => [
    ...section(service.name, serviceLines(service, workspace), paint),
    ...section(
      `Quality of ${service.name}`,
      qualityLines(service, result.services.length === 1, paint),
      paint,
    ),
  ]),
  ...section('Shared by the services', platformLines(result), paint),
  ...section('Processes across the services', processLines(result, paint), paint),
  ...section('Did not run on this machine', notRunLines(result), paint),
  ...section('Unrealised', unrealisedLines(result), paint),
  ...section('Plan', [...requirementLines(result), ...budgetLines(result)], paint),
  ...section(
    'Artifacts',
    [
      `${count(result.artifacts.length, 'file')}: npx factory artifacts ${result.projectId}${workspace.option}`,
    ],
    paint,
  ),
];
