import { createAzureDevOpsHttp } from '../../../../../platform/azure/azure-devops/azure-devops-http.ts';
import { createAzurePullRequests } from '../../../../../platform/azure/azure-devops/pull-requests/azure-pull-requests.ts';
import { createAzureSourceControl } from '../../../../../platform/azure/azure-devops/source-control/azure-source-control.ts';
import { factoryIdentity } from '../../../../loopback/azure-devops/authenticate.ts';
import { peopleOf } from '../../../../loopback/azure-devops/behaviour/people.ts';
import { pullRequestsOf, type PullRequest } from '../../../../loopback/azure-devops/git/pull-request.ts';
import { findRepository } from '../../../../loopback/azure-devops/git/repository.ts';
import { startAzureDevOps } from '../../../../loopback/azure-devops/server.ts';
import type { Identity } from '../../../../loopback/azure-devops/state.ts';
import { REVIEWER } from '../../../contract/pull-requests-contract.ts';

const person = (last: string, displayName: string, uniqueName: string): Identity => ({
  id: `2f3b5ac1-7d41-4d6c-9a0e-0000000000${last}`,
  displayName,
  uniqueName,
});

/** A server with people, and clients of it that sleep in no time. */
export const startPullLab = async () => {
  const server = await startAzureDevOps({ organizations: { contoso: ['lab'] } });
  const organization = server.state.organizations.get('contoso')!;
  const project = organization.projects.get('lab')!;
  const reviewer = person('01', 'Reviewer', REVIEWER);
  const mallory = person('02', 'Mallory', 'mallory@contoso.example');
  peopleOf(organization).push(reviewer, mallory, person('03', 'Reviewer', `${REVIEWER}.attacker.example`));
  const httpOf = (identity: Identity) =>
    createAzureDevOpsHttp({
      access: { credential: server.access.credential(identity) },
      baseUrl: server.url,
      sleep: async () => undefined,
    });
  return {
    server,
    organization,
    project,
    reviewer,
    mallory,
    control: () => createAzureSourceControl({ http: httpOf(factoryIdentity), baseUrl: server.url }),
    connect: (identity: Identity = factoryIdentity, more: { maxPushBytes?: number } = {}) =>
      createAzurePullRequests({
        http: httpOf(identity),
        people: httpOf(identity),
        sleep: async () => undefined,
        ...more,
      }),
    repository: (fullName: string) => findRepository(project, fullName.split('/').at(-1)!)!,
    pull: (fullName: string, id: number): PullRequest =>
      pullRequestsOf(findRepository(project, fullName.split('/').at(-1)!)!).get(id)!,
  };
};
