import type { InvocationContext } from '@azure/functions';

import { HINT, isHinted, type Hinted } from '../../factory/domain/hint.ts';
import type { Project } from '../../factory/domain/project.ts';
import { raiseEvent } from '../../orchestrators/lib/durable.ts';
import type { Ports } from '../../platform/ports.ts';

/** Where something may be new: an organisation, and its project where it is known. In lower case. */
export type HintedPlace = { organization: string; project: string | undefined };

/** Has what waits there look at once. */
export type HintProjects = (
  context: InvocationContext,
  place: HintedPlace,
  hinted: readonly Hinted[],
) => Promise<void>;

const isThere = ({ status, definition }: Project, { organization, project }: HintedPlace): boolean =>
  status === 'running' &&
  definition.azureDevOps.organization.toLowerCase() === organization &&
  (project === undefined || definition.azureDevOps.project.toLowerCase() === project);

/** Raises the event of every wait of that kind. It carries nothing: who waits reads the state itself. */
export const hintProjects =
  (projects: Pick<Ports['projects'], 'list'>, raise: typeof raiseEvent = raiseEvent): HintProjects =>
  async (context, place, hinted) => {
    if (hinted.length === 0) return;
    const waits = (await projects.list())
      .filter((project) => isThere(project, place))
      .flatMap((project) => Object.entries(project.waits))
      .filter(([, event]) => isHinted(event, hinted));
    await Promise.all(waits.map(([instanceId, event]) => raise(context, instanceId, event, HINT)));
  };
