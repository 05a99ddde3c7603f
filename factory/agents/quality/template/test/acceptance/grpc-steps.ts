import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { credentials, loadPackageDefinition, Metadata, type Client, type GrpcObject } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { expect } from 'vitest';

import { proofOf } from './callers.ts';
import type { Thing } from './client.ts';
import type { StepDefinition } from './step-definition.ts';
import { expectValues } from './values.ts';
import { need, subjectCalled } from './vocabulary.ts';
import { bodyOf, called, shown, type World } from './world.ts';

const folder = join(import.meta.dirname, '..', '..', 'api');

type Stub = Client & Record<string, Call>;
type Call = (request: Thing, metadata: Metadata, done: (error: Error | null, answer: Thing) => void) => void;

/** Every service that a package holds, at whatever depth. */
const servicesIn = (loaded: GrpcObject): (new (address: string, secret: unknown) => Stub)[] =>
  Object.values(loaded).flatMap((found) => {
    if (typeof found !== 'function') return 'format' in found ? [] : servicesIn(found as GrpcObject);
    return [found as unknown as new (address: string, secret: unknown) => Stub];
  });

/** Calls what the published `.proto` declares, at the address that the service logged. */
const invoke = async (world: World, name: string, request: Thing): Promise<Thing> => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.proto'));
  const loaded = loadPackageDefinition(
    loadSync(files, { includeDirs: [folder], longs: Number, enums: String, defaults: false }),
  );
  const method = name.charAt(0).toLowerCase() + name.slice(1);
  const [stub] = servicesIn(loaded)
    .map((Service) => new Service(world.service.grpc(), credentials.createInsecure()))
    .filter((each) => typeof each[method] === 'function');
  const metadata = new Metadata();
  const headers = { ...world.headers, ...(await proofOf(world.service, world.caller)) };
  for (const [header, value] of Object.entries(headers)) metadata.set(header, value);
  try {
    return await new Promise((resolve, reject) => {
      if (!stub?.[method]) return reject(new Error(`The .proto declares no call "${name}".`));
      stub[method](request, metadata, (error, answer) => (error ? reject(error) : resolve(answer)));
    });
  } finally {
    stub?.close();
  }
};

/** Steps about what is recorded and read over gRPC. */
export const grpcSteps: readonly StepDefinition[] = [
  {
    pattern: /^an? (.+) "([^"]+)" is recorded over gRPC:?$/,
    run: async (world, [word = '', name = ''], [row = {}]) => {
      const subject = subjectCalled(world.vocabulary, word);
      const body = bodyOf(world, subject, row);
      const kept = await invoke(world, need(subject.grpc, 'gRPC').record, body);
      expect(kept['id'], `The ${word} has an id`).toEqual(expect.any(String));
      world.named.set(name, { given: body, kept });
    },
  },
  {
    pattern: /^HTTP shows every value of the (.+) "([^"]+)"$/,
    run: async (world, [word = '', name = '']) => {
      const recorded = called(world, name);
      expect(await shown(world, recorded, subjectCalled(world.vocabulary, word))).toMatchObject(
        recorded.given,
      );
    },
  },
  {
    pattern: /^gRPC shows what HTTP shows of the (.+) "([^"]+)"$/,
    run: async (world, [word = '', name = '']) => {
      const subject = subjectCalled(world.vocabulary, word);
      const { given, kept } = called(world, name);
      const { view, key } = need(subject.grpc, 'gRPC');
      expectValues(subject, await invoke(world, view, { [key]: kept['id'] }), { ...given, id: kept['id'] });
    },
  },
];
