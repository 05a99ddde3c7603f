import { createHash } from 'node:crypto';

import { projectSchema, type Project } from '../../../factory/domain/project.ts';
import { PortError } from '../../port-error.ts';
import type { ProjectStore } from '../../ports.ts';
import { changing } from './changing.ts';
import type { Document, Items } from './items.ts';
import { isOwn, refuseForeign } from './partitions.ts';

type ProjectDocument = Document & { kind: 'project'; createdAt: string; project: Project };
/** Which project an idempotency key made. */
type KeyDocument = Document & { kind: 'key'; projectId: string };

/** A document's id cannot hold every character of a key. */
const keyId = (key: string): string => `key-${createHash('sha256').update(key).digest('hex')}`;

const projectOf = ({ project }: ProjectDocument): Project => projectSchema.parse(project);

/** Projects of a tenant in one partition, so that a project and its idempotency key are written together or not at all. */
export const createProjectStore = (items: Items, tenant: string): ProjectStore => {
  const documentOf = (project: Project): ProjectDocument => ({
    id: project.id,
    pk: tenant,
    tenant,
    kind: 'project',
    createdAt: project.createdAt,
    project,
  });
  const find = async (id: string) =>
    isOwn(tenant, id) ? items.read<ProjectDocument>(tenant, id) : undefined;
  const madeBy = async (key: string) => {
    const known = await items.read<KeyDocument>(tenant, keyId(key));
    return known && find(known.document.projectId);
  };

  return {
    async create(project) {
      refuseForeign(tenant, project.id);
      const { idempotencyKey, id } = project;
      const key: KeyDocument = { id: keyId(idempotencyKey), pk: tenant, tenant, kind: 'key', projectId: id };
      const created = await items.batch<ProjectDocument | KeyDocument>(tenant, [
        { kind: 'create', document: key },
        { kind: 'create', document: documentOf(project) },
      ]);
      const stored = await madeBy(idempotencyKey);
      if (!stored)
        throw new PortError(
          'critical',
          `Project ${id} exists under another idempotency key. Give the new project an id of its own.`,
        );
      return { project: projectOf(stored.document), etag: stored.etag, created };
    },

    async get(id) {
      const stored = await find(id);
      return stored && { project: projectOf(stored.document), etag: stored.etag };
    },

    async list() {
      const found = await items.query<ProjectDocument>(
        tenant,
        'SELECT * FROM c WHERE c.kind = @kind ORDER BY c.createdAt DESC',
        { kind: 'project' },
      );
      return found.map(projectOf);
    },

    update: (id, change) =>
      changing(`Project ${id}`, async () => {
        const stored = await find(id);
        if (!stored)
          throw new PortError(
            'invalid-configuration',
            `There is no project ${id}. List the projects to find its id.`,
          );
        const before = projectOf(stored.document);
        const changed = projectSchema.parse(change(projectOf(stored.document)));
        if (changed.id !== before.id || changed.idempotencyKey !== before.idempotencyKey)
          throw new PortError('critical', `A change of project ${id} must keep its id and idempotency key.`);
        return (await items.replace(documentOf(changed), stored.etag)) ? { done: changed } : undefined;
      }),
  };
};
