import type { Artifact } from '../../factory/domain/artifact.ts';
import type { Ports } from '../../platform/ports.ts';

type Used = Pick<Ports, 'artifacts' | 'projects'>;

/**
 * The artifact store as agents see it: what a person amended is not overwritten. Who writes such an artifact again is answered
 * with the person's.
 */
export const keepAmendments = ({ artifacts, projects }: Used): Ports['artifacts'] => ({
  ...artifacts,
  async putAll(projectId, stage, files) {
    const amended = (await projects.get(projectId))?.project.amended ?? [];
    const kept = files.filter(({ path }) => amended.includes(path));
    const written = await artifacts.putAll(
      projectId,
      stage,
      files.filter(({ path }) => !amended.includes(path)),
    );
    if (kept.length === 0) return written;
    const present = await artifacts.list(projectId);
    const theirs = kept.flatMap(({ path }) => present.find((artifact) => artifact.path === path) ?? []);
    const byPath = new Map<string, Artifact>([...written, ...theirs].map((each) => [each.path, each]));
    return files.flatMap(({ path }) => byPath.get(path) ?? []);
  },
});
