import { refuse } from './refusal.ts';
import { projectNamed, type Identity, type Organization, type Project, type State } from './state.ts';
import type { Query } from './validate.ts';

/** A call that the contract allows, as a behaviour sees it. */
export type Call = {
  operationId: string;
  organization: Organization;
  /** Path parameters by the names of the specification, decoded. */
  path: Record<string, string>;
  query: Query;
  headers: Record<string, string | undefined>;
  body: unknown;
  identity: Identity;
  state: State;
  /** Of the server, without a slash at its end. */
  baseUrl: string;
  now(): Date;
};

export type Reply = {
  /** That of the contract unless given. */
  status?: number;
  /** Checked by the contract; a list is wrapped as `{ count, value }`. */
  body?: unknown;
  /** Answered instead of a body: a file, a log. Not checked. */
  raw?: { bytes: Uint8Array; contentType: string };
  headers?: Record<string, string>;
};

export type Behaviour = (call: Call) => Reply | Promise<Reply>;

/** By operation of the contract: `git.Pushes_Create`. */
export type Behaviours = Record<string, Behaviour>;

/** A call that the contract does not know. What it takes and answers is proven by nothing. */
export type BeyondContract = {
  /** How a report calls it. */
  id: string;
  method: string;
  /** Over the decoded path, in any case; its named groups become path parameters, `organization` among them. */
  pattern: RegExp;
  behaviour: Behaviour;
};

/** The body, which the contract has checked. */
export const bodyOf = <Body>({ body }: Call): Body => body as Body;

export const textOf = ({ query }: Call, name: string): string | undefined => {
  const value = query[name];
  return value === undefined ? undefined : String(value);
};

export const numberOf = ({ query }: Call, name: string): number | undefined => {
  const value = query[name];
  return value === undefined ? undefined : Number(value);
};

/** The project that the path names. Where the path names none: the first of the organisation that `has` what is asked for. */
export const projectOf = ({ organization, path }: Call): Project =>
  projectNamed(organization, path['project'] ?? path['projectId'] ?? '');

/** Refuses what the caller has no permission for. */
export const permit = ({ organization, identity }: Call, permission: string): void => {
  if (organization.denied.has(permission))
    refuse(
      403,
      'GitNeedsPermissionException',
      `TF401027: You need the Git '${permission}' permission to perform this action. Details: identity '${identity.uniqueName}', scope 'repository'.`,
    );
};
