import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { status as grpcStatus } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { runResultSchema, type RunResult } from '../../factory/domain/run-result.ts';
import { calledService, refusedBy, type CalledService } from './support/called-service.ts';
import { factory, git, resultOf } from './support/factory-cli.ts';
import { grpcClient } from './support/grpc-client.ts';
import { readmeCalls } from './support/readme-calls.ts';
import { serve, type ServedFactory } from './support/served-factory.ts';

const TEXTS = {
  loyalty:
    'Create a loyalty service where members earn and redeem points; a balance never goes below zero and points expire after 12 months',
  gym: 'A gym: members book a place in a class; a class has a capacity; a member may have at most three open bookings; a booking can be cancelled until two hours before; who does not show up twice in a month is blocked for a week',
  invoices:
    'An invoice has lines with quantity and unit price; its total is the sum; it is drafted, sent, paid or cancelled; a sent invoice can no longer change; it is overdue 30 days after sending',
  rates:
    'An exchange-rate service with a gRPC interface for the other services: rates per currency pair and day, a rate cannot change after it was published',
};
type Kind = keyof typeof TEXTS;
const KINDS = Object.keys(TEXTS) as Kind[];

const workspace = mkdtempSync(join(tmpdir(), 'factory-behaviour-'));
const results = new Map<Kind, RunResult>();
let served: ServedFactory | undefined;

const resultFor = (kind: Kind): RunResult => {
  const result = results.get(kind);
  if (!result) throw new Error(`Nothing was made of ${kind}.`);
  return result;
};

const made = (kind: Kind): { name: string; repository: string } => {
  const [service] = resultFor(kind).services;
  if (!service) throw new Error(`${kind} has no service.`);
  return service;
};

afterAll(async () => {
  await served?.stop();
  rmSync(workspace, { recursive: true, force: true });
});

describe.each(KINDS)('a run that makes %s', (kind) => {
  beforeAll(() => {
    const answer = factory('run', TEXTS[kind], '--json', '--workspace', workspace);
    results.set(kind, resultOf(answer));
    expect(answer.exitCode, answer.stderr).toBe(0);
  });

  it('completes as one service that serves every requirement', () => {
    const { status, services, requirements } = resultFor(kind);
    expect(status).toBe('completed');
    expect(services).toHaveLength(1);
    expect(requirements.total).toBeGreaterThan(2);
    expect(requirements).toMatchObject({ served: requirements.total, unrealised: [] });
  });

  it('passes all 24 checks, or says why one did not run', () => {
    const checks = resultFor(kind).services.flatMap(({ quality }) => quality.checks);
    expect(checks).toHaveLength(24);
    expect(checks.filter(({ status }) => status !== 'passed' && status !== 'not-run')).toEqual([]);
    for (const { name, detail } of checks.filter(({ status }) => status === 'not-run')) {
      expect(name).toMatch(/^(?:bicep|image)$/);
      expect(detail).not.toBe('');
    }
  });
});

describe('services that a host started again', () => {
  const called = async (kind: Kind): Promise<CalledService> => {
    const response = await fetch(`${served?.url}/api/projects/${resultFor(kind).projectId}`);
    const [service] = runResultSchema.parse(await response.json()).services;
    expect(service?.running).toBe(true);
    return calledService(service?.endpoint ?? '');
  };

  beforeAll(async () => {
    served = await serve(workspace);
  });

  it.each(KINDS)(
    'answer every call of the README of %s as one runs them one after the other',
    async (kind) => {
      const { repository } = made(kind);
      const { endpoint } = await called(kind);
      const calls = await readmeCalls(git(repository, 'show', 'HEAD:README.md'), endpoint);
      const { paths } = JSON.parse(git(repository, 'show', 'HEAD:api/openapi.json')) as {
        paths: Record<string, Record<string, { security?: unknown[] }>>;
      };
      const operations = Object.values(paths).flatMap((path) =>
        Object.values(path).filter(({ security }) => security?.length !== 0),
      );
      expect(calls).toHaveLength(operations.length);
      // 409: what one thing went through before excludes the rest.
      expect(calls.filter(({ status }) => status > 299 && status !== 409)).toEqual([]);
      expect(calls.filter(({ status }) => status < 300).length).toBeGreaterThan(calls.length / 2);
    },
  );

  it('let a balance come to exactly 0 and no lower, and points expire', async () => {
    const { call, create } = await called('loyalty');
    const account = await create('/accounts', { member: 'Mia' });
    const post = (verb: string, points: number, at?: string) =>
      call('POST', `/accounts/${account.id}/${verb}`, { body: { points }, ...(at ? { at } : {}) });
    expect(await post('earn', 100, '2026-01-10T09:00:00Z')).toMatchObject({ status: 200 });
    expect(await post('redeem', 101, '2026-01-11T09:00:00Z')).toMatchObject(refusedBy('floor'));
    const emptied = await post('redeem', 100, '2026-01-12T09:00:00Z');
    expect(emptied).toMatchObject({ status: 200, body: { balance: 0 } });
    expect(await post('redeem', 1, '2026-01-13T09:00:00Z')).toMatchObject(refusedBy('floor'));

    expect(await post('earn', 50, '2026-02-01T09:00:00Z')).toMatchObject({ body: { balance: 50 } });
    const balanceAt = async (at: string) =>
      (await call('GET', `/accounts/${account.id}`, { at })).body['balance'];
    expect(await balanceAt('2027-01-31T09:00:00Z')).toBe(50);
    expect(await balanceAt('2027-02-02T09:00:00Z')).toBe(0);
  });

  describe('keep the rules of a gym:', () => {
    let gym: CalledService;
    const classAt = (startsAt: string) =>
      gym.create('/classes', { name: 'Yoga', capacity: 10, startsAt }, '2026-03-01T08:00:00Z');
    const book = async (member: string, startsAt: string, at: string) => {
      const { id: classId } = await classAt(startsAt);
      return gym.call('POST', '/bookings', { body: { member, classId }, at });
    };

    beforeAll(async () => {
      gym = await called('gym');
    });

    it('a fourth open booking is refused, and allowed once one is cancelled', async () => {
      const at = '2026-03-02T08:00:00Z';
      const first = await book('Ann', '2026-03-20T18:00:00Z', at);
      for (const day of ['21', '22']) {
        expect(await book('Ann', `2026-03-${day}T18:00:00Z`, at)).toMatchObject({ status: 201 });
      }
      const fourth = () => book('Ann', '2026-03-23T18:00:00Z', at);
      expect(await fourth()).toMatchObject(refusedBy('openBookingsPerMember'));
      const cancelled = await gym.call('POST', `/bookings/${first.body.id}/cancel`, { at });
      expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled' } });
      expect(await fourth()).toMatchObject({ status: 201 });
    });

    it('a class takes no more than its capacity', async () => {
      const at = '2026-03-02T08:00:00Z';
      const body = { name: 'Spin', capacity: 1, startsAt: '2026-03-20T18:00:00Z' };
      const { id: classId } = await gym.create('/classes', body, at);
      const take = (member: string) => gym.call('POST', '/bookings', { body: { member, classId }, at });
      expect(await take('Bea')).toMatchObject({ status: 201 });
      expect(await take('Cyd')).toMatchObject(refusedBy('capacityOfClass'));
    });

    it('a booking can be cancelled until two hours before, and not a second later', async () => {
      const { body: booking } = await book('Dan', '2026-03-20T18:00:00Z', '2026-03-02T08:00:00Z');
      const cancel = (at: string) => gym.call('POST', `/bookings/${booking.id}/cancel`, { at });
      expect(await cancel('2026-03-20T16:00:01Z')).toMatchObject(refusedBy('cancelUntil'));
      expect(await cancel('2026-03-20T16:00:00Z')).toMatchObject({ status: 200 });
    });

    it('who does not show up twice in a month is blocked for a week', async () => {
      for (const day of ['03', '05']) {
        const { body } = await book('Eve', `2026-03-${day}T18:00:00Z`, `2026-03-${day}T08:00:00Z`);
        const at = `2026-03-${day}T19:00:00Z`;
        expect(await gym.call('POST', `/bookings/${body.id}/mark-no-show`, { at })).toMatchObject({
          status: 200,
        });
      }
      const third = (at: string) => book('Eve', '2026-03-30T18:00:00Z', at);
      expect(await third('2026-03-06T08:00:00Z')).toMatchObject(refusedBy('blockedAfterNoShow'));
      expect(await third('2026-03-12T18:59:59Z')).toMatchObject(refusedBy('blockedAfterNoShow'));
      expect(await third('2026-03-12T19:00:01Z')).toMatchObject({ status: 201 });
    });
  });

  describe('keep the rules of invoices:', () => {
    let invoices: CalledService;
    const lines = [
      { quantity: 3, unitPrice: 1.35 },
      { quantity: 2, unitPrice: 10 },
    ];

    beforeAll(async () => {
      invoices = await called('invoices');
    });

    it('the total is the sum, and one of two writers has to look again', async () => {
      const { id } = await invoices.create('/invoices', { lines });
      const { body, etag } = await invoices.call('GET', `/invoices/${id}`);
      expect(body).toMatchObject({ total: 24.05, status: 'drafted' });
      const change = (quantity: number) =>
        invoices.call('PUT', `/invoices/${id}`, {
          body: { lines: [{ quantity, unitPrice: 2.5 }] },
          headers: { 'if-match': etag },
        });
      const writers = await Promise.all([change(1), change(4)]);
      expect(writers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
      const winner = writers.find(({ status }) => status === 200);
      expect((await invoices.call('GET', `/invoices/${id}`)).body).toEqual(winner?.body);
      expect([2.5, 10]).toContain(winner?.body['total']);
    });

    it('what was sent no longer changes, and is overdue 30 days later until it is paid', async () => {
      const { id } = await invoices.create('/invoices', { lines }, '2026-04-01T08:00:00Z');
      const move = (verb: string, at: string) => invoices.call('POST', `/invoices/${id}/${verb}`, { at });
      expect(await move('send', '2026-04-02T09:00:00Z')).toMatchObject({ body: { status: 'sent' } });

      const { etag } = await invoices.call('GET', `/invoices/${id}`);
      const changed = await invoices.call('PUT', `/invoices/${id}`, {
        body: { lines: [{ quantity: 1, unitPrice: 1 }] },
        headers: { 'if-match': etag },
      });
      expect(changed).toMatchObject({ status: 409, body: { type: 'urn:problem:state-conflict' } });

      const overdueAt = async (at: string) =>
        (await invoices.call('GET', `/invoices/${id}`, { at })).body['overdue'];
      expect(await overdueAt('2026-05-02T08:59:59Z')).toBe(false);
      expect(await overdueAt('2026-05-02T09:00:01Z')).toBe(true);
      expect(await move('pay', '2026-05-03T09:00:00Z')).toMatchObject({
        body: { status: 'paid', total: 24.05 },
      });
      expect(await overdueAt('2026-05-04T09:00:00Z')).toBe(false);
    });
  });

  it('answer over REST and gRPC alike, and refuse to change a published rate', async () => {
    const { call, create, proof } = await called('rates');
    const { projectId } = resultFor('rates');
    const { name, repository } = made('rates');
    const log = join(workspace, 'deployments', projectId, name, 'service.log');
    const addresses = [...readFileSync(log, 'utf8').matchAll(/"msg":"listening"[^\n]*"grpc":"([^"]+)"/g)];
    const proto = join(workspace, `${name}.proto`);
    writeFileSync(proto, git(repository, 'show', `HEAD:api/${name}.proto`));
    const grpc = grpcClient(proto, addresses.at(-1)?.[1] ?? '', await proof());
    try {
      const body = { currencyPair: 'EURUSD', day: '2026-03-02', value: 1.09 };
      const { id } = await create('/rates', body);
      expect(await grpc.call('getRate', { rateId: id })).toMatchObject({ id, ...body, status: 'draft' });

      const changed = { rateId: id, ...body, value: 1.1 };
      expect(await grpc.call('changeRate', changed)).toMatchObject({ value: 1.1 });
      expect(await call('POST', `/rates/${id}/publish`)).toMatchObject({
        status: 200,
        body: { value: 1.1, status: 'published' },
      });

      await expect(grpc.call('changeRate', { ...changed, value: 1.2 })).rejects.toMatchObject({
        code: grpcStatus.FAILED_PRECONDITION,
      });
      const { etag } = await call('GET', `/rates/${id}`);
      const put = await call('PUT', `/rates/${id}`, {
        body: { ...body, value: 1.2 },
        headers: { 'if-match': etag },
      });
      expect(put).toMatchObject({ status: 409, body: { type: 'urn:problem:state-conflict' } });
      expect(await grpc.call('getRate', { rateId: id })).toMatchObject({ value: 1.1, status: 'published' });
    } finally {
      grpc.close();
    }
  });
});
