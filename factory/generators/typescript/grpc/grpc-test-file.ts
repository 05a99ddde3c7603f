import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { camelCase } from '../../../domain/naming.ts';
import { collectionPath, idParameter } from '../../../domain/operation.ts';
import { rpcModel } from '../../contracts/grpc/rpc-model.ts';
import { aggregateModels, type AggregateModel } from '../aggregate-model.ts';
import { block, literal, paragraphs } from '../source-text.ts';
import { inputCall, inputFunction } from '../tests/input-file.ts';
import { hasReferences, preparedCall, preparedFunction } from '../tests/prepared-file.ts';

/** The aggregate that the tests are about: one that can be read back, best one that refers to nothing. */
const chosen = (models: readonly AggregateModel[]): AggregateModel | undefined =>
  models.find((model) => model.get && model.create.isCalled && !hasReferences(model)) ??
  models.find((model) => model.get && model.create.isCalled);

const collectionOf = ({ aggregate }: AggregateModel): string => literal(collectionPath(aggregate));

const readsBack = (model: AggregateModel): string => {
  const { create, get, aggregate, noun } = model;
  return block(
    `it('answers over gRPC and over HTTP with the same ${noun}', async () => {`,
    'const { client, url } = await connected();',
    `const input = ${preparedCall(model, 'url')};`,
    `const made = await client.${create.name}(input, claims(${collectionOf(model)}, { body: input }));`,
    `const path = \`\${${collectionOf(model)}}/\${made.id}\`;`,
    'remember(path, made);',
    `expect(await client.${get?.name}({ ${idParameter(aggregate)}: made.id }, claims(path, {}))).toEqual(made);`,
    `const { body } = await call(url, 'GET', path);`,
    'expect(body).toEqual(made);',
    '});',
  );
};

const repeats = (model: AggregateModel): string =>
  block(
    `it('does once what is asked for twice with the same key', async () => {`,
    `const { client${hasReferences(model) ? ', url' : ''} } = await connected();`,
    `const input = ${preparedCall(model, 'url')};`,
    `const headers = { ...claims(${collectionOf(model)}, { body: input }), 'idempotency-key': 'key-1' };`,
    `const first = await client.${model.create.name}(input, headers);`,
    `expect(await client.${model.create.name}(input, headers)).toEqual(first);`,
    '});',
  );

const refuses = (model: AggregateModel): string => {
  const required = model.given.find((field) => field.required && field.default === 'none');
  return block(
    `it('refuses with a status and the problem', async () => {`,
    'const { client } = await connected();',
    `const missing = client.${model.get?.name}({ ${idParameter(model.aggregate)}: '019c1363-49c0-7000-8000-000000000000' }, claims(${collectionOf(model)}, {}));`,
    'await expect(missing).rejects.toMatchObject({ code: status.NOT_FOUND });',
    required &&
      block(
        `const { ${required.name}: _, ...incomplete } = ${inputCall(model)};`,
        `const error = await client.${model.create.name}(incomplete as never, claims(${collectionOf(model)}, { body: incomplete })).catch((reason: unknown) => reason as ServiceError);`,
        'expect(error).toMatchObject({ code: status.INVALID_ARGUMENT });',
        `const [problem] = 'metadata' in error ? error.metadata.get('problem-bin') : [];`,
        `expect(JSON.parse(String(problem))).toMatchObject({ errors: [{ pointer: '#/${required.name}' }] });`,
      ),
    '});',
  );
};

const asksWho = (model: AggregateModel): string => {
  const id = `{ ${idParameter(model.aggregate)}: '019c1363-49c0-7000-8000-000000000000' }`;
  return block(
    `it.each([{}, { authorization: 'Bearer mia' }, { authorization: \`Bearer \${tokenOf({ exp: seconds(-60) })}\` }])(`,
    `'asks who calls where it is told %j', async (headers) => {`,
    'const { client } = await connected();',
    `const refused = client.${model.get?.name}(${id}, headers as Record<string, string>);`,
    'await expect(refused).rejects.toMatchObject({ code: status.UNAUTHENTICATED });',
    '},',
    ');',
  );
};

const health = `it('says that it is well', async () => {
  const { address } = await connected();
  const client = new Client(address, credentials.createInsecure());
  onTestFinished(() => client.close());
  const answer = await new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      '/grpc.health.v1.Health/Check',
      () => Buffer.alloc(0),
      (bytes: Buffer) => [...bytes],
      {},
      (error, value) => (error ? reject(error) : resolve(value)),
    );
  });
  // Field 1, an enumeration: 1 is SERVING.
  expect(answer).toEqual([0x08, 1]);
});`;

/** `test/integration/grpc.test.ts` of a service with a gRPC interface: calls over the wire, beside HTTP. */
export const grpcTestFile = (service: Service): GeneratedFile[] => {
  const model = service.interfaces.includes('grpc') ? chosen(aggregateModels(service)) : undefined;
  if (!model) return [];
  const client = `${camelCase(rpcModel(service).service)}Client`;
  const needsInput = !hasReferences(model) || model.given.some((field) => field.required);
  return [
    {
      path: 'test/integration/grpc.test.ts',
      content: paragraphs(
        block(
          `import { Client, credentials, status, type ServiceError } from '@grpc/grpc-js';`,
          `import { expect, it, onTestFinished } from 'vitest';`,
        ),
        block(
          `import { ${client} } from '../../src/api/grpc/client.ts';`,
          needsInput && `import { ${inputFunction(model)} } from '../support/${model.folder}-input.ts';`,
          `import { seconds, tokenOf } from '../support/bearer.ts';`,
          `import { claims, remember } from '../support/caller.ts';`,
          `import { call } from '../support/contract.ts';`,
          hasReferences(model) &&
            `import { ${preparedFunction(model)} } from '../support/prepared-${model.folder}.ts';`,
          `import { runService } from '../support/running-service.ts';`,
        ),
        block(
          'const connected = async () => {',
          'const { url, grpc } = await runService();',
          `const client = ${client}(grpc);`,
          'onTestFinished(client.close);',
          'return { client, url, address: grpc };',
          '};',
        ),
        readsBack(model),
        repeats(model),
        refuses(model),
        asksWho(model),
        health,
      ),
    },
  ];
};
