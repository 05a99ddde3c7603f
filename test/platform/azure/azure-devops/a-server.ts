import {
  createAzureDevOpsHttp,
  type AzureDevOpsHttp,
} from '../../../../platform/azure/azure-devops/azure-devops-http.ts';
import { startAzureDevOps, type AzureDevOpsServer } from '../../../loopback/azure-devops/server.ts';
import { addOrganization, addProject, type Project } from '../../../loopback/azure-devops/state.ts';

export const place = { organization: 'contoso', project: 'shop' };

export type ADevOps = {
  server: AzureDevOpsServer;
  project: Project;
  /** A new client. */
  connect(): AzureDevOpsHttp;
  /** How long clients were told to wait, in milliseconds. */
  waits: number[];
  /** Ends the server; throws where it had errors of its own, or a planted fault met nothing. */
  close(): Promise<void>;
};

/** A server with one project (`contoso/shop`), whose clients do not really wait. */
export const aDevOps = async (process?: string, at = place): Promise<ADevOps> => {
  const server = await startAzureDevOps();
  const organization = addOrganization(server.state, at.organization);
  const project = addProject(organization, at.project, process === undefined ? {} : { process });
  const waits: number[] = [];
  let skipped = 0;
  return {
    server,
    project,
    waits,
    async close() {
      await server.close();
      if (server.errors.length > 0) throw new Error(server.errors.join('\n'));
      if (server.faultsLeft() > 0) throw new Error(`${server.faultsLeft()} planted faults met no call.`);
    },
    connect: () =>
      createAzureDevOpsHttp({
        access: { credential: server.access.credential() },
        baseUrl: server.url,
        now: () => Date.now() + skipped,
        sleep: async (milliseconds) => {
          waits.push(milliseconds);
          skipped += milliseconds;
        },
      }),
  };
};
