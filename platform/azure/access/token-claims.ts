import type { JWTPayload } from 'jose';
import { z } from 'zod';

import type { Caller } from '../../../factory/domain/caller.ts';
import { accessRoleSchema, reviewRoles, type AccessRole } from '../../../factory/domain/role.ts';

const claimsSchema = z.object({
  oid: z.string().regex(/^[\w-]{1,64}$/),
  tid: z.string(),
  roles: z.array(z.unknown()).default([]),
  scp: z.string().default(''),
  idtyp: z.string().optional(),
  azp: z.string().optional(),
  preferred_username: z.string().optional(),
});

/** Roles that the factory does not have are nobody's. */
const rolesOf = (roles: readonly unknown[]): AccessRole[] =>
  roles.flatMap((role) => accessRoleSchema.safeParse(role).data ?? []);

/** A name for audit trails: printable, short. It decides nothing; the object id does. */
const printable = (name: string): string => name.replaceAll(/[^\p{L}\p{N}@._+' -]/gu, '').slice(0, 120);

/** Whether a token is meant for calling the API: a user's for its scope, or an application's own. An ID token is neither. */
const isAccessToken = ({ scp, idtyp }: z.infer<typeof claimsSchema>, scope: string): boolean =>
  idtyp === 'app' || scp.split(' ').includes(scope);

/** Whom a verified token names, in its tenant; `undefined` where it names nobody or is no access token. */
export const callerOfClaims = (payload: JWTPayload, tenant: string, scope: string): Caller | undefined => {
  const claims = claimsSchema.safeParse(payload).data;
  if (!claims || !isAccessToken(claims, scope)) return undefined;
  const roles = rolesOf(claims.roles);
  const said = printable(claims.preferred_username ?? '');
  const name =
    claims.idtyp === 'app' ? `application ${printable(claims.azp ?? claims.oid)}` : said || claims.oid;
  return {
    tenant,
    roles,
    person: { id: `entra:${claims.tid.toLowerCase()}/${claims.oid}`, name, roles: reviewRoles(roles) },
  };
};
