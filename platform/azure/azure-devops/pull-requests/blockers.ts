import { blockingVotes } from '../../../pull-requests/blockers.ts';
import { bodyOf, type AzureDevOpsHttp } from '../azure-devops-http.ts';
import { needed, type Listed } from '../source-control/git-answers.ts';
import { stateOf, type JsonPull } from './pull-answers.ts';

type Evaluation = {
  status?: string;
  configuration?: {
    isBlocking?: boolean;
    isEnabled?: boolean;
    isDeleted?: boolean;
    type?: { displayName?: string };
    settings?: { displayName?: unknown; statusName?: unknown };
  };
};

/** What lets a pull request through. */
const DONE = new Set(['approved', 'notApplicable']);

const isBlocking = ({ status = '', configuration }: Evaluation): boolean =>
  configuration?.isBlocking === true &&
  configuration.isEnabled !== false &&
  configuration.isDeleted !== true &&
  !DONE.has(status);

/** As people know it; anybody who may change policies can name one: hostile. */
const nameOf = ({ configuration }: Evaluation): string => {
  const { settings, type } = configuration ?? {};
  const given = [settings?.displayName, settings?.statusName].find(
    (name) => typeof name === 'string' && name !== '',
  );
  const name = `${type?.displayName ?? 'A policy'}${given === undefined ? '' : ` (${String(given)})`}`;
  return name.replace(/[\p{C}\s]+/gu, ' ').slice(0, 120);
};

/** Names of the policies and votes that keep a pull request from being completed. */
export const blockersOf = async (
  http: AzureDevOpsHttp,
  { organization, project }: { organization: string; project: string },
  pull: JsonPull,
): Promise<string[]> => {
  const projectId = needed(pull.repository?.project?.id, 'the project of a pull request');
  const answer = await http<Listed<Evaluation>>({
    organization,
    method: 'GET',
    path: `/${encodeURIComponent(project)}/_apis/policy/evaluations`,
    query: { artifactId: `vstfs:///CodeReview/CodeReviewId/${projectId}/${pull.pullRequestId ?? 0}` },
    apiVersion: '7.1-preview.1',
    purpose: 'read what branch policies say of a pull request',
  });
  const policies = bodyOf(answer).value.filter(isBlocking).map(nameOf);
  return [...new Set([...policies, ...blockingVotes(stateOf(pull).reviewers)])].toSorted();
};
