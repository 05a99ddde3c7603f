import { z } from 'zod';

/** Names a tenant in ids and partition keys. Short: instance ids have 100 characters at most, and a project's id is part of them. */
export const tenantKeySchema = z.string().regex(/^[a-z][a-z0-9]{0,11}$/, {
  error: 'must be 1 to 12 lower-case letters and digits, beginning with a letter',
});

/** The one tenant of a factory that serves nobody else. */
export const LOCAL_TENANT = 'local';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const PROJECT_ID = new RegExp(`^p-(?:([a-z][a-z0-9]{0,11})-)?(${UUID})$`);

/** A server-made instance id: `p-`, the tenant's key unless it is the local one, and a UUIDv7: printable ASCII, never user text. */
export const projectIdSchema = z.string().regex(PROJECT_ID);

/** @param uuid lower case */
export const projectIdOf = (tenant: string, uuid: string): string =>
  tenant === LOCAL_TENANT ? `p-${uuid}` : `p-${tenant}-${uuid}`;

/** Whose project an id names; `undefined` for what is no project's id. */
export const tenantOfProject = (projectId: string): string | undefined => {
  const match = PROJECT_ID.exec(projectId);
  return match ? (match[1] ?? LOCAL_TENANT) : undefined;
};

const AT_START = new RegExp(`^p-(?:[a-z][a-z0-9]{0,11}-)?${UUID}(?=-|$)`);

/** The project's id that a key begins with; `undefined` where it begins with none. */
export const projectIdIn = (key: string): string | undefined => AT_START.exec(key)?.[0];

/** What is made once for each tenant. */
export const perTenant = <T>(make: (tenant: string) => T): ((tenant: string) => T) => {
  const made = new Map<string, T>();
  return (tenant) => {
    const known = made.get(tenant);
    if (known !== undefined) return known;
    const fresh = make(tenant);
    made.set(tenant, fresh);
    return fresh;
  };
};
