import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { azureSettingsSchema } from '../../settings.azure.ts';
import { settingsSchema } from '../../settings.ts';

type Sample = { Values: Record<string, string> };

const sample = JSON.parse(readFileSync('local.settings.sample.json', 'utf8')) as Sample;
const reference = readFileSync('docs/reference/configuration.md', 'utf8');

/** What the Functions host reads. */
const ofTheHost = new Set(['AzureWebJobsDisableHomepage', 'FUNCTIONS_WORKER_RUNTIME', 'AzureWebJobsStorage']);
const onAzure = Object.keys(azureSettingsSchema.shape);
const all = [...new Set([...onAzure, ...Object.keys(settingsSchema.shape)])];

const leftOver = ({ Values }: Sample): string[] =>
  Object.keys(Values).filter((name) => !ofTheHost.has(name) && !onAzure.includes(name));
/** Without a row in the reference. */
const undocumented = (names: readonly string[], markdown: string): string[] =>
  names.filter((name) => !new RegExp(`^\\| \`${name}\` +\\|`, 'm').test(markdown));
/** Settings that the reference has and no schema reads. */
const unread = (markdown: string): string[] => {
  const [, settings = ''] = markdown.split('## Settings of the app on the embedded platform');
  const [tables = ''] = settings.split('## Environment of the command line');
  return [...tables.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name!).filter((name) => !all.includes(name));
};
const wrong = ({ Values }: Sample): string[] =>
  (azureSettingsSchema.safeParse(Values).error?.issues ?? []).map(({ path }) => path.join('.'));

it('the sample starts the app on Azure, and holds nothing that nobody reads', () => {
  expect(wrong(sample)).toEqual([]);
  expect(leftOver(sample)).toEqual([]);
});

it('every setting is in the reference, and each there is read', () => {
  expect(all.length).toBeGreaterThan(30);
  expect(undocumented(all, reference)).toEqual([]);
  expect(unread(reference)).toEqual([]);
});

it('planted settings are found: one too many, one too few, one that is documented and gone', () => {
  expect(leftOver({ Values: { ...sample.Values, PLANTED: 'x' } })).toEqual(['PLANTED']);
  const { COSMOS_ENDPOINT: _, ...less } = sample.Values;
  expect(wrong({ Values: less })).toEqual(['COSMOS_ENDPOINT']);
  expect(undocumented([...all, 'PLANTED'], reference)).toEqual(['PLANTED']);
  const planted = reference.replace('| `COSMOS_DATABASE`', '| `PLANTED` | | | | |\n| `COSMOS_DATABASE`');
  expect(unread(planted)).toEqual(['PLANTED']);
});
