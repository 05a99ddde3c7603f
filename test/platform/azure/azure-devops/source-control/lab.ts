import type { GeneratedFile } from '../../../../../factory/domain/artifact.ts';
import {
  createAzureDevOpsHttp,
  type AzureDevOpsHttpOptions,
} from '../../../../../platform/azure/azure-devops/azure-devops-http.ts';
import { createAzureSourceControl } from '../../../../../platform/azure/azure-devops/source-control/azure-source-control.ts';
import type { Fault } from '../../../../loopback/azure-devops/faults.ts';
import { filesOf, historyOf } from '../../../../loopback/azure-devops/git/git-objects.ts';
import {
  findRepository,
  repositoriesOf,
  type Repository,
} from '../../../../loopback/azure-devops/git/repository.ts';
import {
  startAzureDevOps,
  type AzureDevOpsOptions,
  type AzureDevOpsServer,
} from '../../../../loopback/azure-devops/server.ts';

export const REPOSITORY = 'contoso/lab/audit';

export const file = (path: string, content = `content of ${path}\n`): GeneratedFile => ({ path, content });

export const delivery = (key = 'delivery', files = [file('src/a.ts'), file('b.ts')]) => ({
  key,
  message: `Add ${key}`,
  files,
  workItemIds: [],
});

/** Any call, or those of an operation. */
export const calls = (operation?: string): Fault['on'] =>
  operation === undefined ? () => true : ({ operationId }) => operationId === operation;

/** A server with a project, and clients of it that sleep in no time. */
export const startLab = async (options: AzureDevOpsOptions = {}) => {
  const server: AzureDevOpsServer = await startAzureDevOps({
    organizations: { contoso: ['lab'] },
    ...options,
  });
  const slept: number[] = [];
  let now = 1_000_000;
  const organization = server.state.organizations.get('contoso')!;
  const project = organization.projects.get('lab')!;
  const clock: Partial<AzureDevOpsHttpOptions> = {
    now: () => now,
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
  };
  return {
    server,
    slept,
    project,
    denied: organization.denied,
    connect: (more: { maxPushBytes?: number } = {}) =>
      createAzureSourceControl({
        http: createAzureDevOpsHttp({
          access: { credential: server.access.credential() },
          baseUrl: server.url,
          ...clock,
        }),
        baseUrl: server.url,
        ...more,
      }),
    names: () => [...repositoriesOf(project).values()].map(({ name }) => name).toSorted(),
    repository: (name = 'audit') => findRepository(project, name)!,
  };
};

/** Deliveries on a branch, newest first: what they say, and the paths that they hold. */
export const deliveriesOn = ({ store, refs }: Repository, branch = 'main') =>
  historyOf(store, refs.get(`refs/heads/${branch}`) ?? '')
    .filter(({ id }) => id !== refs.get('refs/tags/factory/owner'))
    .map((commit) => ({
      subject: commit.comment.split('\n', 1)[0],
      paths: [...filesOf(store, commit).keys()].toSorted(),
    }));

export const branchesOf = ({ refs }: Repository): string[] =>
  [...refs.keys()]
    .filter((name) => name.startsWith('refs/heads/'))
    .map((name) => name.slice('refs/heads/'.length));
