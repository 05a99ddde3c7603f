import { operationsOf } from './behaviour/core.ts';
import type { BeyondContract } from './call.ts';
import { pipelinesBeyondContract } from './pipelines/beyond-contract.ts';
import { preflightBeyondContract } from './preflight/beyond-contract.ts';
import { pullRequestsBeyondContract } from './pull-requests/beyond-contract.ts';
import { refuse } from './refusal.ts';

/** Calls that the contract does not hold. Written by hand from general knowledge: a test over one of them proves nothing. */
export const beyondContract: readonly BeyondContract[] = [
  {
    id: 'operations.Operations_Get',
    method: 'GET',
    pattern: /^\/(?<organization>[^/]+)\/_apis\/operations\/(?<operationId>[^/]+)$/i,
    behaviour: ({ organization, path, baseUrl }) => {
      const id = path['operationId'] ?? '';
      const operation = operationsOf(organization).get(id);
      if (!operation) return refuse(404, 'OperationNotFoundException', `The operation ${id} does not exist.`);
      operation.status = 'succeeded';
      return { body: { ...operation, url: `${baseUrl}/${organization.name}/_apis/operations/${id}` } };
    },
  },
  ...pipelinesBeyondContract,
  ...preflightBeyondContract,
  ...pullRequestsBeyondContract,
];
