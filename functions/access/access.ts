import type { HttpHandler, HttpRequest, InvocationContext } from '@azure/functions';

import type { Authenticate, Caller } from '../../factory/domain/caller.ts';
import type { AccessRole } from '../../factory/domain/role.ts';
import { tenantOfProject } from '../../factory/domain/tenant.ts';
import type { FunctionDeps } from '../function-deps.ts';
import type { Answer } from '../http/answer.ts';
import { answering } from '../http/answering.ts';
import type { Operation } from '../openapi/operation.ts';
import { noProject } from '../projects/find-project.ts';
import { auditRefusal } from './audit-refusal.ts';
import { roleMissing, tooManyRequests, unauthenticated } from './refusals.ts';
import { createRequestRate, createStreamPlaces, type TenantLimits } from './tenant-limits.ts';

/** Where an access key is shown. */
export const KEY_HEADER = 'x-api-key';

/** Who may call over HTTP. */
export type Access = {
  /** The factory's own tenant: that of what is open to everybody. */
  tenant: string;
  /** Finds out who calls; `anybody`: whoever reaches this machine's own address is the person at it, who may do everything. */
  authenticate: Authenticate | 'anybody';
  /** Absent: none. */
  limits?: TenantLimits | undefined;
};

type DepsOf = (tenant: string) => FunctionDeps;
type Refused = { refused: Answer; caller?: Caller; why?: string };

const isNeeded = ({ roles }: Caller, access: readonly AccessRole[]): boolean =>
  access.some((role) => roles.includes(role));

/**
 * The one place that every request of the API passes. In this order: who calls (401), how often their tenant does (429),
 * whether they have a role that the operation declares (403), whether what they name is their tenant's (404, as for what does
 * not exist). Then the operation runs over the ports of that tenant, as that person.
 */
export const createAccess = ({ tenant, authenticate, limits }: Access, depsOf: DepsOf) => {
  const rate = limits && createRequestRate(limits.requestsPerMinute);
  const places = limits && createStreamPlaces(limits.eventStreams);

  const admit = async (
    authenticated: Authenticate,
    needed: readonly AccessRole[],
    { headers, params }: HttpRequest,
  ): Promise<{ caller: Caller } | Refused> => {
    const shown = await authenticated({
      authorization: headers.get('authorization') ?? undefined,
      key: headers.get(KEY_HEADER) ?? undefined,
    });
    if ('refused' in shown) return { refused: unauthenticated(shown.refused), why: shown.refused.why };
    const { caller } = shown;
    const waitMs = rate?.take(caller.tenant, depsOf(caller.tenant).ports.clock.now().getTime()) ?? 0;
    if (waitMs > 0) return { refused: tooManyRequests(waitMs) };
    if (!isNeeded(caller, needed))
      return { refused: roleMissing(needed, caller.roles), caller, why: `needs ${needed.join(' or ')}` };
    const { projectId } = params;
    const owner = projectId === undefined ? undefined : tenantOfProject(projectId);
    if (owner !== undefined && owner !== caller.tenant)
      return { refused: noProject(projectId), caller, why: 'a project of another tenant' };
    return { caller };
  };

  const asCaller = ({ tenant: of, person }: Caller): FunctionDeps => ({
    ...depsOf(of),
    people: { personOf: () => person, submitterMayAccept: false },
    maxBodyBytes: limits?.bodyBytes,
    takeStream: places && (() => places.take(of)),
  });

  /** An operation behind this access. */
  return (
    name: string,
    { access }: Pick<Operation, 'access'>,
    make: (deps: FunctionDeps) => HttpHandler,
  ): HttpHandler => {
    if (access === 'open' || access === 'hook' || authenticate === 'anybody') return make(depsOf(tenant));
    const check = async (request: HttpRequest, context: InvocationContext) => {
      let caller: Caller | undefined;
      const answer = await answering(async () => {
        const admitted = await admit(authenticate, access, request);
        if (!('refused' in admitted)) {
          caller = admitted.caller;
          return {};
        }
        const { refused, why, ...by } = admitted;
        if (why !== undefined) await auditRefusal({ name, request, context, depsOf, why, ...by });
        return refused;
      })(request, context);
      return { caller, answer };
    };
    return async (request, context) => {
      const { caller, answer } = await check(request, context);
      return caller ? make(asCaller(caller))(request, context) : answer;
    };
  };
};
