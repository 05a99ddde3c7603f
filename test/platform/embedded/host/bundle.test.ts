import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { TOY_APP, eventually, spawnHost } from './spawn-host.ts';

it('runs an esbuild bundle from a folder where nothing else is', { timeout: 30_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  const app = join(folder, 'dist', 'app.mjs');
  await build({
    entryPoints: [TOY_APP],
    outfile: app,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    external: ['@azure/functions-core'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  const workspace = join(folder, 'workspace');
  const host = await spawnHost({ app, workspace, cwd: folder });
  try {
    // Without a host.json the route prefix is the Functions host's default.
    const started = await fetch(`${host.url}/api/start/chain/c1`, { method: 'POST', body: '["a","b"]' });
    expect(await started.json()).toEqual({ instanceId: 'c1' });
    const output = await eventually(async () => {
      const status = (await (await fetch(`${host.url}/api/status/c1`)).json()) as {
        runtimeStatus: string;
        output: unknown;
      };
      return status.runtimeStatus === 'Completed' ? status.output : undefined;
    });
    expect(output).toEqual(['a done', 'b done']);
  } finally {
    await host.kill();
  }
});
