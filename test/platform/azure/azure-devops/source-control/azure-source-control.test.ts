import { createAzureDevOpsHttp } from '../../../../../platform/azure/azure-devops/azure-devops-http.ts';
import { createAzureSourceControl } from '../../../../../platform/azure/azure-devops/source-control/azure-source-control.ts';
import { fileOf } from '../../../../../factory/domain/artifact-bytes.ts';
import { filesOf, historyOf } from '../../../../loopback/azure-devops/git/git-objects.ts';
import { findRepository } from '../../../../loopback/azure-devops/git/repository.ts';
import { startAzureDevOps, type AzureDevOpsServer } from '../../../../loopback/azure-devops/server.ts';
import {
  sourceControlContract,
  type InspectableSourceControl,
} from '../../../contract/source-control-contract.ts';

/** Commits of `main` but for the first, which only says whose the repository is. */
const historyAt = (server: AzureDevOpsServer, cloneUrl: string) => {
  const [organization = '', project = '', , name = ''] = new URL(cloneUrl).pathname.slice(1).split('/');
  const { projects } = server.state.organizations.get(organization)!;
  const { store, refs } = findRepository(projects.get(project)!, name)!;
  const owner = refs.get('refs/tags/factory/owner');
  return historyOf(store, refs.get('refs/heads/main') ?? '')
    .filter(({ id }) => id !== owner)
    .map((commit) => ({
      commit: commit.id,
      message: commit.comment,
      files: [...filesOf(store, commit)]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([path, { id }]) => fileOf(path, store.objects.get(id)!.bytes)),
    }));
};

sourceControlContract('Azure DevOps', async () => {
  const server = await startAzureDevOps({ organizations: { contoso: ['lab', 'ops'], fabrikam: ['lab'] } });
  const connect = async (): Promise<InspectableSourceControl> => {
    const http = createAzureDevOpsHttp({
      access: { credential: server.access.credential() },
      baseUrl: server.url,
    });
    const control = createAzureSourceControl({ http, baseUrl: server.url });
    return { ...control, history: async (cloneUrl) => historyAt(server, cloneUrl) };
  };
  return { connect, disconnectAll: async () => {}, destroy: () => server.close() };
});
