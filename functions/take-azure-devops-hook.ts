import type { HttpHandler } from '@azure/functions';

import type { FunctionDeps } from './function-deps.ts';
import { authenticateHook } from './hooks/authenticate-hook.ts';
import type { HintProjects } from './hooks/hint-projects.ts';
import { hintsOf, organizationsOf, projectOf } from './hooks/hook-event.ts';
import { answering } from './http/answering.ts';
import { parseRequest } from './http/parse-request.ts';
import { problem } from './http/problem.ts';
import { operations } from './openapi/operations.ts';

const refused = () => {
  const answer = problem(
    'unauthorized',
    'Give the organisation as the user of basic authentication, and the secret of its hooks as the password.',
  );
  return { ...answer, headers: { ...answer.headers, 'www-authenticate': 'Basic realm="hooks"' } };
};

/**
 * `POST /api/hooks/azure-devops`. A hook is a hint, whatever it says: what waits for something in that place looks there itself,
 * earlier than it would have.
 */
export const takeAzureDevOpsHook = (
  deps: Pick<FunctionDeps, 'hookSecret'>,
  hint: HintProjects,
): HttpHandler =>
  answering(async (request, context) => {
    const organization = await authenticateHook(request, deps.hookSecret);
    if (organization === undefined) return refused();
    const parsed = await parseRequest(operations.takeAzureDevOpsHook, request);
    if (!parsed.ok) return parsed.refused;
    const event = parsed.value.body;
    if (organizationsOf(event).some((one) => one !== organization))
      return problem('forbidden', 'The event is from another organisation than the one that calls.');
    await hint(context, { organization, project: projectOf(event) }, hintsOf(event));
    return { status: 202 };
  });
