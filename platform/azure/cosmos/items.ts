import type { JSONObject, OperationInput } from '@azure/cosmos';

import { criticalError } from '../../port-error.ts';
import { workSignal } from '../interruption.ts';
import { clientSpan } from '../telemetry/span.ts';
import type { ContainerName } from './containers.ts';
import type { CosmosDatabase } from './cosmos-database.ts';
import { cosmosError, statusOf } from './cosmos-error.ts';

/** What every document of the factory has, whatever else it holds. */
export type Document = { id: string; pk: string; tenant: string; ttl?: number };
export type Stored<T> = { document: T; etag: string };

export type Change<T> =
  | { kind: 'create' | 'upsert'; document: T }
  | { kind: 'replace'; document: T; etag: string }
  | { kind: 'delete'; id: string };

/** Documents of one container that are one tenant's. A stale etag and an id that exists are answers, not errors. */
export type Items = {
  read<T extends Document>(pk: string, id: string): Promise<Stored<T> | undefined>;
  /** False where the id exists. */
  create(document: Document): Promise<boolean>;
  upsert(document: Document): Promise<void>;
  /** False where another writer came between, or the document is gone. */
  replace(document: Document, etag: string): Promise<boolean>;
  /** All or none, in one partition; false where one of them met a conflict. At most 100 changes and 2 MB. */
  batch<T extends Document>(pk: string, changes: readonly Change<T>[]): Promise<boolean>;
  /** All that a query of one partition finds. */
  query<T extends Document>(
    pk: string,
    query: string,
    parameters?: Readonly<Record<string, unknown>>,
  ): Promise<T[]>;
};

const CONFLICTS = new Set([404, 409, 412, 424, 449]);

const operationOf = (change: Change<Document>): OperationInput => {
  switch (change.kind) {
    case 'create':
      return { operationType: 'Create', resourceBody: change.document as unknown as JSONObject };
    case 'upsert':
      return { operationType: 'Upsert', resourceBody: change.document as unknown as JSONObject };
    case 'replace':
      return {
        operationType: 'Replace',
        id: change.document.id,
        resourceBody: change.document as unknown as JSONObject,
        ifMatch: change.etag,
      };
    case 'delete':
      return { operationType: 'Delete', id: change.id };
  }
};

/** @param tenant whose documents they are: any other is refused, whatever the service answers */
export const createItems = (database: CosmosDatabase, name: ContainerName, tenant: string): Items => {
  const refuseOthers = <T extends Document>(documents: readonly T[], pk: string): void => {
    if (documents.every((document) => document.tenant === tenant && document.pk === pk)) return;
    throw criticalError(
      'tenant-crossing',
      `Cosmos DB answered a document of ${name} that is not of the tenant who asked. Nothing of it was used.`,
    );
  };

  const call = <T>(
    operation: string,
    work: (abortSignal: AbortSignal) => Promise<T & { requestCharge?: number }>,
  ) =>
    clientSpan(
      `${operation} ${name}`,
      {
        'db.system.name': 'azure.cosmosdb',
        'db.collection.name': name,
        'db.operation.name': operation,
        'server.address': database.host,
      },
      async (span) => {
        const signal = workSignal(database.timeoutMs);
        try {
          const answer = await work(signal);
          span.setAttribute('azure.cosmosdb.operation.request_charge', answer.requestCharge ?? 0);
          return answer;
        } catch (error) {
          if (signal.aborted && statusOf(error) === undefined)
            throw cosmosError(signal.reason, `${operation} ${name}`);
          throw error;
        }
      },
    );

  const orError = (error: unknown, operation: string, ...expected: number[]): void => {
    if (!expected.includes(statusOf(error) ?? 0)) throw cosmosError(error, `${operation} ${name}`);
  };

  return {
    async read<T extends Document>(pk: string, id: string) {
      try {
        const container = await database.container(name);
        const { resource, etag, statusCode } = await call('read', (abortSignal) =>
          container.item(id, pk).read<T>({ abortSignal }),
        );
        if (statusCode === 404 || resource === undefined) return undefined;
        refuseOthers([resource], pk);
        return { document: resource, etag };
      } catch (error) {
        orError(error, 'read', 404);
        return undefined;
      }
    },
    async create(document) {
      try {
        const container = await database.container(name);
        await call('create', (abortSignal) => container.items.create(document, { abortSignal }));
        return true;
      } catch (error) {
        orError(error, 'create', 409);
        return false;
      }
    },
    async upsert(document) {
      try {
        const container = await database.container(name);
        await call('upsert', (abortSignal) => container.items.upsert(document, { abortSignal }));
      } catch (error) {
        orError(error, 'upsert');
      }
    },
    async replace(document, etag) {
      try {
        const container = await database.container(name);
        await call('replace', (abortSignal) =>
          container
            .item(document.id, document.pk)
            .replace(document, { abortSignal, accessCondition: { type: 'IfMatch', condition: etag } }),
        );
        return true;
      } catch (error) {
        orError(error, 'replace', 404, 412, 449);
        return false;
      }
    },
    async batch(pk, changes) {
      try {
        const container = await database.container(name);
        const { result, code } = await call('batch', async (abortSignal) => {
          const answer = await container.items.batch(changes.map(operationOf), pk, { abortSignal });
          const charge = (answer.result ?? []).reduce((sum, each) => sum + each.requestCharge, 0);
          return { result: answer.result, code: answer.code, requestCharge: charge };
        });
        const failed = (result ?? []).find(({ statusCode }) => statusCode >= 400 && statusCode !== 424);
        if (failed === undefined && (code === undefined || code < 300)) return true;
        if (failed && !CONFLICTS.has(failed.statusCode))
          throw cosmosError({ code: failed.statusCode }, `batch ${name}`);
        return false;
      } catch (error) {
        orError(error, 'batch', 409, 412, 449);
        return false;
      }
    },
    async query<T extends Document>(
      pk: string,
      query: string,
      parameters: Readonly<Record<string, unknown>> = {},
    ) {
      try {
        const container = await database.container(name);
        const { resources } = await call('query', (abortSignal) =>
          container.items
            .query<T>(
              {
                query,
                parameters: Object.entries(parameters).map(([key, value]) => ({
                  name: `@${key}`,
                  value: value as string,
                })),
              },
              { partitionKey: pk, abortSignal },
            )
            .fetchAll(),
        );
        refuseOthers(resources, pk);
        return resources;
      } catch (error) {
        orError(error, 'query');
        return [];
      }
    },
  };
};
