import { z } from 'zod';

import { bodyAs, listOf, type DevOpsRest } from '../azure-devops-rest.ts';
import { pathOf, type DevOpsPlace } from '../devops-place.ts';
import { KEY_VARIABLE } from './pipeline-definition.ts';

/** A run as the service keeps it. */
const buildSchema = z.object({
  id: z.number().int(),
  status: z.string(),
  definition: z.object({ id: z.number().int() }),
  result: z.string().nullish(),
  /** What was set when it was queued, as JSON text. */
  parameters: z.string().nullish(),
  validationResults: z.array(z.object({ result: z.string(), message: z.string() })).nullish(),
});
export type Build = z.infer<typeof buildSchema>;

export const isCompleted = ({ status }: Build): boolean => status === 'completed';
const isCancelled = ({ result }: Build): boolean => result === 'canceled';

export const buildPath = ({ organization, project }: DevOpsPlace, ...rest: (string | number)[]): string =>
  pathOf(organization, project, '_apis', 'build', 'builds', ...rest);

const parametersSchema = z.record(z.string(), z.unknown());

const keyOf = ({ parameters }: Build): unknown => {
  try {
    return parametersSchema.parse(JSON.parse(parameters ?? '{}'))[KEY_VARIABLE];
  } catch {
    return undefined;
  }
};

/** Most pages that are looked through, of 200 runs each, newest first. */
const PAGES = 10;

const page = async (
  rest: DevOpsRest,
  place: DevOpsPlace,
  definitions: readonly number[],
  continuationToken: string | undefined,
) => {
  const answer = await rest({
    method: 'GET',
    path: buildPath(place),
    query: {
      definitions: definitions.join(','),
      queryOrder: 'queueTimeDescending',
      $top: 200,
      continuationToken,
    },
  });
  return {
    builds: bodyAs(listOf(buildSchema), answer).value,
    next: answer.headers.get('x-ms-continuationtoken') ?? undefined,
  };
};

/** Runs that were queued under a key, newest first. */
export const findBuilds = async (
  rest: DevOpsRest,
  place: DevOpsPlace,
  definitions: readonly number[],
  key: string,
): Promise<Build[]> => {
  if (definitions.length === 0) return [];
  const found: Build[] = [];
  let token: string | undefined;
  for (let number = 1; number <= PAGES; number += 1) {
    const { builds, next } = await page(rest, place, definitions, token);
    found.push(...builds.filter((build) => keyOf(build) === key));
    if (next === undefined) break;
    token = next;
  }
  return found;
};

/** The newest run of a key that was not cancelled: one that was starts over. */
export const liveBuild = (builds: readonly Build[]): Build | undefined =>
  builds.find((build) => !isCancelled(build) && build.status !== 'cancelling');

/** Whether a definition has no run left. */
export const isUnused = async (rest: DevOpsRest, place: DevOpsPlace, definition: number): Promise<boolean> =>
  (await page(rest, place, [definition], undefined)).builds.length === 0;

/** `undefined` for one that is gone. */
export const readBuild = async (
  rest: DevOpsRest,
  place: DevOpsPlace,
  id: number,
): Promise<Build | undefined> => {
  const answer = await rest({ method: 'GET', path: buildPath(place, id), expected: [404] });
  return answer.status === 404 ? undefined : bodyAs(buildSchema, answer);
};

/** Asks the service to end a run; one that is gone or has ended stays as it is. */
export const cancelBuild = async (rest: DevOpsRest, place: DevOpsPlace, id: number): Promise<void> => {
  await rest({
    method: 'PATCH',
    path: buildPath(place, id),
    body: { status: 'cancelling' },
    expected: [400, 404, 409],
  });
};

/** Removes a run with its logs. */
export const deleteBuild = async (rest: DevOpsRest, place: DevOpsPlace, id: number): Promise<void> => {
  await rest({ method: 'DELETE', path: buildPath(place, id), expected: [404] });
};
