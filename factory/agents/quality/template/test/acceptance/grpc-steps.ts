import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { credentials, loadPackageDefinition, Metadata, type Client, type GrpcObject } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { expect } from 'vitest';

import type { Thing } from './client.ts';
import type { StepDefinition } from './step-definition.ts';
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
  for (const [header, value] of Object.entries(world.headers)) metadata.set(header, value);
  try {
    return await new Promise((resolve, reject) => {
      if (!stub?.[method]) return reject(new Error(`The .proto declares no call "${name}".`));
      stub[method](request, metadata, (error, answer) => (error ? reject(error) : resolve(answer)));
    });
  } finally {
    stub?.close();
  }
};

/** The message that holds the thing: the answer itself, or what it wraps. */
const thingIn = (answer: Thing): Thing => {
  if ('id' in answer) return answer;
  const inner = Object.values(answer).find((value) => typeof value === 'object' && value !== null);
  return (inner ?? answer) as Thing;
};

const letters = (text: unknown): string =>
  String(text)
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]/g, '');

/** Both say the same, each in its own notation: `0.9` and "0.90", "no-show" and `STATUS_NO_SHOW`, an instant and its text. */
const alike = (one: unknown, other: unknown): boolean => {
  if (typeof other === 'number') return Math.abs(Number(one) - other) < 1e-9;
  const seconds = (one as { seconds?: number } | undefined)?.seconds;
  if (seconds !== undefined) return Math.floor(Date.parse(String(other)) / 1_000) === Number(seconds);
  return letters(one).endsWith(letters(other));
};

/** Steps about what is recorded and read over gRPC. */
export const grpcSteps: readonly StepDefinition[] = [
  {
    pattern: /^an? (.+) "([^"]+)" is recorded over gRPC:?$/,
    run: async (world, [word = '', name = ''], [row = {}]) => {
      const subject = subjectCalled(world.vocabulary, word);
      const body = bodyOf(world, subject, row);
      const answer = await invoke(world, need(subject.grpc, 'gRPC').record, body);
      world.named.set(name, { given: body, kept: { ...answer, id: thingIn(answer)['id'] } });
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
      const answer = await invoke(world, need(subject.grpc, 'gRPC').view, { id: kept['id'] });
      const found = thingIn(answer);
      expect(found['id']).toBe(kept['id']);
      for (const [property, value] of Object.entries(given))
        expect(alike(found[property], value), `${property}: ${String(found[property])}`).toBe(true);
    },
  },
];
