import { z } from 'zod';

import { PortError } from '../../../port-error.ts';
import { bodyAs, type DevOpsRest } from '../azure-devops-rest.ts';
import { pathOf, type DevOpsPlace } from '../devops-place.ts';
import { unchangedSince, type PatchOperation } from './json-patch.ts';
import type { Process } from './process.ts';
import { readWorkItem, type Item } from './read-work-items.ts';

const createdSchema = z.object({ id: z.number().int() });
const PATCH = { 'content-type': 'application/json-patch+json' };

/** Answers its number. */
export const createWorkItem = async (
  rest: DevOpsRest,
  { organization, project }: DevOpsPlace,
  type: string,
  patch: readonly PatchOperation[],
): Promise<number> => {
  const answer = await rest({
    method: 'POST',
    // The dollar sign is not encoded.
    path: `${pathOf(organization, project, '_apis', 'wit', 'workitems')}/$${encodeURIComponent(type)}`,
    headers: PATCH,
    body: patch,
  });
  return bodyAs(createdSchema, answer).id;
};

/** How often somebody else may come first. */
const TRIES = 4;

/**
 * Changes a work item on top of what it is now: where somebody changed it meanwhile it is read again, and `change` says what is
 * left to do. Nothing left is no call.
 */
export const updateWorkItem = async (
  rest: DevOpsRest,
  place: DevOpsPlace,
  process: Process,
  item: Item,
  change: (item: Item) => readonly PatchOperation[],
): Promise<void> => {
  let present: Item | undefined = item;
  for (let time = 1; time <= TRIES && present !== undefined; time += 1) {
    const patch = change(present);
    if (patch.length === 0) return;
    const { status } = await rest({
      method: 'PATCH',
      path: pathOf(place.organization, place.project, '_apis', 'wit', 'workitems', item.id),
      headers: PATCH,
      body: [unchangedSince(present.rev), ...patch],
      expected: [404, 409, 412],
    });
    if (status < 300) return;
    present = await readWorkItem(rest, place, process, item.id);
  }
  const { key } = item.draft;
  throw new PortError(
    'transient',
    present === undefined
      ? `Work item #${item.id} (${key}) vanished while it was changed.`
      : `Work item #${item.id} (${key}) is being changed by others.`,
  );
};

/** Moves it to the recycle bin; one that is gone is gone. */
export const deleteWorkItem = async (
  rest: DevOpsRest,
  { organization, project }: DevOpsPlace,
  id: number,
): Promise<void> => {
  await rest({
    method: 'DELETE',
    path: pathOf(organization, project, '_apis', 'wit', 'workitems', id),
    expected: [404],
  });
};
