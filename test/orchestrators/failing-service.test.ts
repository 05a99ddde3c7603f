import { expect, it } from 'vitest';

import { deployment } from '../../orchestrators/deployment.ts';
import { factory } from '../../orchestrators/factory.ts';
import { microservice } from '../../orchestrators/microservice.ts';
import { quality } from '../../orchestrators/quality.ts';
import { drive, type Answers } from './drive.ts';

const input = { projectId: 'p-1', correlationId: 'c-1' };
const services = ['catalogue', 'orders', 'payments', 'shipping'];
const parts = { microservice, quality, deployment };

/** A whole project: the orchestrations of its services run too, and what each leaves behind for a service is kept. */
const driveProject = (fails: (activity: string, service: string) => boolean) => {
  const left = new Map<string, Set<string>>(services.map((service) => [service, new Set()]));
  const answer: Answers = (name, given) => {
    if (name in parts) return drive(parts[name as keyof typeof parts], given, answer).result;
    const service = typeof given['service'] === 'string' ? given['service'] : '';
    if (fails(name, service)) {
      const message = `The quality gate holds ${service} back: check types failed.`;
      return { ok: false, failure: { kind: 'quality-gate', message } };
    }
    left.get(service)?.add(name);
    if (name === 'designArchitecture') return { ok: true, value: { services, isSolution: true } };
    if (name === 'commitService') return { ok: true, value: { repository: service, commit: 'abc' } };
    if (name === 'deployService') return { ok: true, value: { endpoint: 'http://127.0.0.1:8080' } };
    return { ok: true, value: null };
  };
  const driven = drive(factory, input, answer);
  return { ...driven, left };
};

it.each([
  ['microservice', 'engineering', 'assembleService'],
  ['quality', 'quality', 'verifyService'],
  ['deployment', 'deployment', 'smokeTest'],
])('a service that fails in its %s does not lose the work of the others', (_, stage, activity) => {
  const { result, scheduled, log, left } = driveProject(
    (name, service) => name === activity && service === 'orders',
  );

  expect(services.filter((service) => left.get(service)?.has(activity))).toEqual([
    'catalogue',
    'payments',
    'shipping',
  ]);
  expect(result).toEqual({ status: 'failed', kind: 'quality-gate' });
  expect(log.at(-1)).toBe(`recordTransition project.failed ${stage}`);
  expect(scheduled.at(-1)?.input['message']).toBe('The quality gate holds orders back: check types failed.');
  expect(log.includes('commitService')).toBe(stage === 'deployment');
});

it('two that fail both end before the first of them is named', () => {
  const { scheduled, left } = driveProject(
    (name, service) => name === 'verifyService' && ['catalogue', 'payments'].includes(service),
  );

  expect(left.get('shipping')).toContain('verifyService');
  expect(scheduled.at(-1)?.input['message']).toContain('catalogue');
});

it('without a failure every service is assembled, verified, committed and called', () => {
  const { result, left } = driveProject(() => false);

  expect(result).toEqual({ status: 'completed' });
  for (const service of services) {
    expect([...(left.get(service) ?? [])]).toEqual(
      expect.arrayContaining(['assembleService', 'verifyService', 'commitService', 'smokeTest']),
    );
  }
});
