import { noInput, problem } from './operation-parts.ts';
import type { Operation } from './operation.ts';

/** Operations that other systems call when something happened there. */
export const hookOperations = {
  takeAzureDevOpsHook: {
    ...noInput,
    method: 'POST',
    path: '/api/hooks/azure-devops',
    access: 'hook',
    summary:
      'Say that something happened in Azure DevOps: a hint to look now. Basic authentication: the organisation and the secret of its hooks.',
    body: 'AzureDevOpsHook',
    responses: {
      202: {
        description: 'What waits for such news looks for it. Nothing else changes, whatever the event says.',
      },
      400: problem('The body is no event of a service hook; `errors` names every field.'),
      401: problem('The organisation is not known, or its secret is another.'),
      403: problem('The event is from another organisation.'),
      413: problem('The body is larger than 1 MiB.'),
      415: problem('The body is not application/json.'),
    },
  },
} satisfies Record<string, Operation>;
