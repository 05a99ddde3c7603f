import { createAzureWorkItemTracker } from '../../../../../platform/azure/azure-devops/work-items/work-item-tracker.ts';
import { commitFiles } from '../../../../loopback/azure-devops/git/commit-files.ts';
import { addRepository } from '../../../../loopback/azure-devops/git/repository.ts';
import { workItemTrackerContract } from '../../../contract/work-item-tracker-contract.ts';
import { aDevOps, place } from '../a-server.ts';

let commits: [string, string] = ['', ''];

workItemTrackerContract(
  'Azure Boards',
  async () => {
    const { server, project, connect } = await aDevOps();
    const repository = addRepository(project, 'orders');
    commits = [commitFiles(repository, { a: '1' }), commitFiles(repository, { a: '2' })];
    return {
      connect: async () => createAzureWorkItemTracker({ http: connect(), placeOf: async () => place }),
      disconnectAll: async () => undefined,
      destroy: () => server.close(),
    };
  },
  () => ({ repository: 'contoso/shop/orders', commits }),
);
