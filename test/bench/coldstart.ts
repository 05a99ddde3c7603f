/**
 * What a cold start costs: `npm run bench:coldstart`. Loads the package for Azure, and beside it an app that registers one
 * orchestrator, each in processes of their own by turns, and prints medians. `-- 15`: so many of each; 9 otherwise.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

import { build, type Metafile } from 'esbuild';
import { unzipSync } from 'fflate';
import { z } from 'zod';

import { bundleApp, FOR_NODE, SMALLER } from '../../scripts/build/bundle.ts';
import { median } from './percentile.ts';

const root = resolve(import.meta.dirname, '../..');
const runs = Number(process.argv[2] ?? 9);

/** Aims: the ratio of the two, and milliseconds on the machine where this was written. */
const MOST_RATIO = 1.5;
const MOST_MS = 350;

const measuredSchema = z.object({
  loadMs: z.number(),
  readyMs: z.number(),
  megabytes: z.number(),
  functions: z.number(),
  files: z.array(z.string()),
});
type Measured = z.infer<typeof measuredSchema>;

/** Settings as a deployment has them; nothing is connected before it is used. */
const SETTINGS = {
  COSMOS_ENDPOINT: 'https://example.documents.azure.com:443/',
  BLOB_ENDPOINT: 'https://example.blob.core.windows.net/',
  KEY_VAULT_ENDPOINT: 'https://example.vault.azure.net/',
  SANDBOX_ENDPOINT: 'https://example.dynamicsessions.io/',
  ServiceBus__fullyQualifiedNamespace: 'example.servicebus.windows.net',
  FACTORY_MODEL: 'azure-openai',
  MODEL_ENDPOINT: 'https://example.openai.azure.com/',
  MODEL_DEPLOYMENT: 'gpt-5.1',
  AZURE_CLIENT_ID: '00000000-0000-4000-8000-000000000001',
};
const TELEMETRY = {
  APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)};IngestionEndpoint=https://127.0.0.1:9/`,
  APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
};

const BASELINE = `
import * as df from 'durable-functions';
df.app.orchestration('hello', function* (context) {
  return yield context.df.callActivity('say', 'hello');
});
`;

const measure = (app: string, environment: Record<string, string>): Measured => {
  const program = join(root, 'test/bench/coldstart/measure-load.ts');
  const output = execFileSync(process.execPath, [program, app], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
  });
  return measuredSchema.parse(JSON.parse(output.trim().split('\n').at(-1) ?? ''));
};

/** Modules of the sources and of libraries that lie in the files that were loaded. */
const modulesIn = ({ outputs }: Metafile, files: readonly string[]): string[] => {
  const names = new Set(files.map((url) => basename(new URL(url).pathname)));
  return Object.entries(outputs)
    .filter(([path]) => names.has(basename(path)))
    .flatMap(([, { inputs }]) => Object.keys(inputs));
};

/** Kilobytes of each library in the loaded files, the largest first. */
const heaviest = ({ outputs }: Metafile, files: readonly string[]): [string, number][] => {
  const names = new Set(files.map((url) => basename(new URL(url).pathname)));
  const sizes = new Map<string, number>();
  for (const [path, { inputs }] of Object.entries(outputs)) {
    if (!names.has(basename(path))) continue;
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      const library = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? 'the factory';
      sizes.set(library, (sizes.get(library) ?? 0) + bytesInOutput / 1_024);
    }
  }
  return [...sizes].toSorted(([, a], [, b]) => b - a);
};

const unpack = (zip: string, folder: string): void => {
  for (const [path, bytes] of Object.entries(unzipSync(readFileSync(zip)))) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
};

const folder = mkdtempSync(join(tmpdir(), 'factory-coldstart-'));
try {
  const zip = join(folder, 'factory.zip');
  execFileSync(process.execPath, [join(root, 'scripts/package.ts'), '--output', zip], { stdio: 'inherit' });
  const place = join(folder, 'app');
  unpack(zip, place);
  const metafile = await bundleApp(root, join(folder, 'again'), 'azure');
  const baseline = join(folder, 'baseline');
  await build({
    ...FOR_NODE,
    ...SMALLER,
    stdin: { contents: BASELINE, resolveDir: root },
    outfile: join(baseline, 'app.js'),
  });
  writeFileSync(join(baseline, 'package.json'), '{ "type": "module" }');

  const apps = {
    'one orchestrator': () => measure(join(baseline, 'app.js'), {}),
    'the factory': () => measure(join(place, 'dist/app.js'), SETTINGS),
    'with telemetry': () => measure(join(place, 'dist/app.js'), { ...SETTINGS, ...TELEMETRY }),
  };
  const all = new Map<string, Measured[]>(Object.keys(apps).map((name) => [name, []]));
  for (let run = 0; run < runs; run += 1)
    for (const [name, once] of Object.entries(apps)) all.get(name)?.push(once());

  console.log(
    `\n${''.padEnd(20)}${['load ms', 'ready ms', 'MB', 'functions', 'files', 'modules'].map((each) => each.padStart(11)).join('')}`,
  );
  for (const [name, measured] of all) {
    const [first] = measured;
    const of = (pick: (each: Measured) => number): string =>
      median(measured.map(pick)).toFixed(0).padStart(11);
    const modules =
      name === 'one orchestrator' ? '–' : String(modulesIn(metafile, first?.files ?? []).length);
    console.log(
      `${name.padEnd(20)}${of((each) => each.loadMs)}${of((each) => each.readyMs)}${of((each) => each.megabytes)}${of((each) => each.functions)}${of((each) => each.files.length)}${modules.padStart(11)}`,
    );
  }
  const loadOf = (name: string): number => median((all.get(name) ?? []).map(({ loadMs }) => loadMs));
  const ratio = loadOf('the factory') / loadOf('one orchestrator');
  const files = all.get('the factory')?.[0]?.files ?? [];
  const largest = heaviest(metafile, files).slice(0, 12);
  console.log(
    `\nin the loaded files, kB: ${largest.map(([name, size]) => `${name} ${size.toFixed(0)}`).join(', ')}`,
  );
  console.log(`zip: ${(statSync(zip).size / 1_048_576).toFixed(1)} MB`);
  console.log(
    `ratio ${ratio.toFixed(2)} (aim ${MOST_RATIO}), load ${loadOf('the factory').toFixed(0)} ms (aim ${MOST_MS}), medians of ${runs}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
