import { randomUUID } from 'node:crypto';

import { refuse } from './refusal.ts';

/** A person or a service principal. */
export type Identity = { id: string; displayName: string; uniqueName: string };

export type Project = {
  id: string;
  name: string;
  organization: Organization;
  description: string;
  visibility: 'private' | 'public';
  /** Id of its process template. */
  process: string;
  revision: number;
  createdAt: Date;
};

export type Organization = {
  name: string;
  /** By name in lower case. */
  projects: Map<string, Project>;
  /** The next number of a kind, from 1: pull requests, work items and builds count per organisation. */
  next(kind: string): number;
  /** Permissions that the caller lacks, by the names that the service gives them: `ForcePush`. */
  denied: Set<string>;
};

export type State = {
  /** By name in lower case. */
  organizations: Map<string, Organization>;
};

/** Process templates that every organisation has. */
export const processes = {
  Agile: 'adcc42ab-9882-485e-a3ed-7678f01f66bc',
  Scrum: '6b724908-ef14-45cf-84f8-768b5384da45',
  Basic: 'b8a3a935-7e91-48b8-a94c-606d37c3e9f2',
  CMMI: '27450541-8e31-4150-9947-dc59f998fc01',
} as const;

/**
 * State that an area keeps of an owner (an organisation, a project, a repository), made when it is first asked for:
 * `const workItemsOf = areaState((project: Project) => new Map())`.
 */
export const areaState = <Owner extends object, Value>(make: (owner: Owner) => Value) => {
  const kept = new WeakMap<Owner, Value>();
  return (owner: Owner): Value => {
    const found = kept.get(owner) ?? make(owner);
    kept.set(owner, found);
    return found;
  };
};

export const createState = (): State => ({ organizations: new Map() });

export const addOrganization = (state: State, name: string): Organization => {
  const numbers = new Map<string, number>();
  const organization: Organization = {
    name,
    projects: new Map(),
    denied: new Set(),
    next(kind) {
      const number = (numbers.get(kind) ?? 0) + 1;
      numbers.set(kind, number);
      return number;
    },
  };
  state.organizations.set(name.toLowerCase(), organization);
  return organization;
};

export const addProject = (
  organization: Organization,
  name: string,
  more: Partial<Pick<Project, 'description' | 'visibility' | 'process'>> = {},
): Project => {
  const project: Project = {
    id: randomUUID(),
    name,
    organization,
    description: '',
    visibility: 'private',
    process: processes.Agile,
    revision: 1,
    createdAt: new Date(),
    ...more,
  };
  organization.projects.set(name.toLowerCase(), project);
  return project;
};

/** By id or by name, in any case. */
export const findProject = (organization: Organization, idOrName: string): Project | undefined =>
  organization.projects.get(idOrName.toLowerCase()) ??
  [...organization.projects.values()].find(({ id }) => id === idOrName.toLowerCase());

export const projectNamed = (organization: Organization, idOrName: string): Project =>
  findProject(organization, idOrName) ??
  refuse(
    404,
    'ProjectDoesNotExistWithNameException',
    `TF200016: The following project does not exist: ${idOrName}. Verify that the name of the project is correct and that the project exists on the specified Azure DevOps Server.`,
  );
