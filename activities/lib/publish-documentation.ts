import { PortError } from '../../platform/port-error.ts';
import type { Ports, WikiPage } from '../../platform/ports.ts';
import type { ActivityInput } from './recorded.ts';
import { undoable } from './undoable.ts';

type Used = Pick<Ports, 'artifacts' | 'documentation' | 'undo'>;

/** Artifacts that people read: the summary, and what the plan and the architecture say. */
const DOCUMENTS = /^(?:summary|(?:plan|architecture)\/[\w-]+)\.md$/;

const pagesOf = async ({ artifacts }: Used, projectId: string): Promise<WikiPage[]> => {
  const paths = (await artifacts.list(projectId))
    .map(({ path }) => path)
    .filter((path) => DOCUMENTS.test(path));
  const pages: WikiPage[] = [];
  for (const path of paths) {
    const content = (await artifacts.read(projectId, path)) ?? '';
    pages.push({ path: path === 'summary.md' ? '' : path.slice(0, -'.md'.length), content });
  }
  return pages;
};

/**
 * Writes the documents of a project into the customer's wiki, where the platform has one, and says so in a few words. A wiki
 * that the factory may not write is said, and no reason to stop: the documents are artifacts.
 */
export const publishDocumentation = async (
  ports: Used,
  { projectId, stage }: ActivityInput & { stage: 'finalization' | 'deployment' },
): Promise<string[]> => {
  const { documentation } = ports;
  if (!documentation) return [];
  const pages = await pagesOf(ports, projectId);
  const marker = `wiki:${projectId}:${stage}`;
  try {
    const path = await undoable(ports, { projectId, stage, kind: 'wiki', marker, args: {} }, () =>
      documentation.publish(projectId, pages),
    );
    return [`${pages.length} wiki pages at ${path}`];
  } catch (error) {
    if (!PortError.is(error) || error.kind !== 'invalid-configuration') throw error;
    return [`not in the wiki: ${error.message}`];
  }
};
