import type { TokenCredential } from '@azure/identity';

import type { GeneratedFile } from '../../../factory/domain/artifact.ts';
import { tenantOfProject } from '../../../factory/domain/tenant.ts';
import type { Job, JobResult } from '../../jobs/job.ts';
import { MAX_ANSWER_BYTES } from '../../jobs/messages.ts';
import { packJob } from '../../jobs/packed-job.ts';
import { criticalError } from '../../port-error.ts';
import type { Clock, Verification, Verifier } from '../../ports.ts';
import { createServiceHttp } from '../http/service-http.ts';
import { jobIdentity } from './job-identity.ts';
import { runJob } from './run-job.ts';
import { createSessionClient } from './session-client.ts';

export const SESSIONS_SCOPE = 'https://dynamicsessions.io/.default';
export const SESSIONS_API_VERSION = '2025-10-02-preview';

/** Milliseconds for a request that waits for nothing: it sends up to 32 MB, and a session may have to be made. */
const TIMEOUT_MS = 60_000;

export type SessionVerifierOptions = {
  /** Whose projects are verified. */
  tenant: string;
  /** Pool management endpoint, without a slash at its end. */
  endpoint: string;
  credential: TokenCredential;
  /** Secret from which identifiers and keys of verdicts are made; the same for all instances of the app. */
  key: () => Promise<string>;
  clock?: Clock;
  apiVersion?: string;
};

const copied = (files: readonly GeneratedFile[]) => files.map(({ path, content }) => ({ path, content }));

/** Verifies in sessions of an Azure Container Apps session pool, each a container with the supervisor in it. */
export const createSessionVerifier = (options: SessionVerifierOptions): Verifier => {
  const { tenant, endpoint: baseUrl, credential, key, clock = { now: () => new Date() } } = options;
  const http = createServiceHttp({
    name: 'The sandbox',
    baseUrl,
    credential,
    scope: SESSIONS_SCOPE,
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_ANSWER_BYTES,
  });
  const client = createSessionClient(http, options.apiVersion ?? SESSIONS_API_VERSION);

  const run = async <J extends Job>(
    { projectId, subject }: Verification,
    job: J,
  ): Promise<JobResult<J['kind']>> => {
    if (tenantOfProject(projectId) !== tenant)
      throw criticalError('tenant-crossing', 'A project of another tenant was to be verified.');
    const packed = packJob(job);
    const whose = { tenant, projectId, subject };
    const identity = jobIdentity(await key(), whose, { kind: job.kind, digest: packed.digest });
    return runJob({ client, clock, identity }, job, packed);
  };

  return {
    verifyService: (verification, { files, service, plan }) =>
      run(verification, { kind: 'service', files: copied(files), service, plan }),
    verifyDelivery: (verification, files) => run(verification, { kind: 'delivery', files: copied(files) }),
    verifyPlatform: (verification, { files, services }) =>
      run(verification, {
        kind: 'platform',
        files: copied(files),
        services: services.map(({ name, files: own }) => ({ name, files: copied(own) })),
      }),
    verifyExtensions: (verification, files) =>
      run(verification, { kind: 'extensions', files: copied(files) }),
    inspectTemplates: (verification, files) => run(verification, { kind: 'templates', files: copied(files) }),
  };
};
