import { readFileSync } from 'node:fs';

import { opened, withFreeValues } from './corrections.ts';

type QueryParameter = { name: string; type: string; required?: boolean; enumCI?: string[] };

type ListedOperation = {
  id: string;
  method: string;
  path: string;
  apiVersions: Record<string, string>;
  projectOptional?: boolean;
  consumes?: string;
  query: QueryParameter[];
  headers: { name: string; required?: boolean }[];
  body?: object;
  response: { status: number; schema?: { type?: string } };
  examples?: { title: string; body: unknown }[];
};

/** An operation as the contract lists it; `id` is `<area>.<name>`: `git.Pushes_Create`. */
export type Operation = ListedOperation & {
  segments: readonly string[];
  versions: ReadonlySet<string>;
};

export type Contract = {
  operations: readonly Operation[];
  schemas: object;
  /** By operation, what the specification leaves open. */
  overlay: Record<string, { schema: object; rules: string[]; openAt?: string[] }>;
};

/** What the specification writes behind some names tells two operations of one path apart; their required parameters do, too. */
const idOf = (listed: string): string => listed.split(' ')[0] ?? listed;

type File = Omit<Contract, 'operations'> & { operations: ListedOperation[] };

const load = (): Contract => {
  const file = JSON.parse(
    readFileSync(new URL('../../contracts/azure-devops.json', import.meta.url), 'utf8'),
  ) as File;
  return {
    schemas: withFreeValues(file.schemas) as object,
    overlay: opened(file.overlay),
    operations: file.operations.map((listed) => ({
      ...listed,
      id: idOf(listed.id),
      segments: listed.path.split('/').slice(1),
      versions: new Set(Object.values(listed.apiVersions)),
    })),
  };
};

/** Operations and schemas of the Azure DevOps REST API, from `test/contracts/azure-devops.json`. */
export const contract: Contract = load();
