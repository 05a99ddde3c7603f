import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readHostSettings, resolveSetting } from '../../../../platform/embedded/host/host-settings.ts';
import { temporaryDirectory } from './durable/toy-engine.ts';

describe('host.json', () => {
  it('is found above the entry, and its settings are resolved from the environment', () => {
    const folder = temporaryDirectory();
    mkdirSync(join(folder, 'dist'));
    writeFileSync(
      join(folder, 'host.json'),
      JSON.stringify({
        functionTimeout: '00:10:30',
        extensions: {
          http: { routePrefix: '/api/v1/' },
          durableTask: { hubName: '%HUB%-x', maxConcurrentActivityFunctions: 7 },
          serviceBus: { maxConcurrentCalls: 2, maxAutoLockRenewalDuration: '00:02:00' },
        },
      }),
    );
    expect(readHostSettings(join(folder, 'dist', 'app.js'), { HUB: 'main' })).toEqual({
      path: join(folder, 'host.json'),
      routePrefix: 'api/v1',
      taskHub: 'main-x',
      maxConcurrentActivities: 7,
      maxConcurrentOrchestrations: 4,
      maxConcurrentCalls: 2,
      maxLockRenewalMs: 120_000,
      versioning: { version: '', match: 'None' },
      functionTimeoutMs: 630_000,
    });
  });

  it('may be missing', () => {
    expect(readHostSettings(join(temporaryDirectory(), 'app.js'), {})).toEqual({
      path: undefined,
      routePrefix: 'api',
      taskHub: '',
      maxConcurrentActivities: 4,
      maxConcurrentOrchestrations: 4,
      maxConcurrentCalls: 4,
      maxLockRenewalMs: 300_000,
      versioning: { version: '', match: 'None' },
      functionTimeoutMs: 1_800_000,
    });
  });

  it('names a setting that is not set', () => {
    expect(resolveSetting('a-%X%-%Y%', { X: '1', Y: '2' })).toBe('a-1-2');
    expect(() => resolveSetting('%MISSING%', {})).toThrow(
      "The app setting MISSING, named by '%MISSING%', is not set in the environment.",
    );
  });
});
