import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { z } from 'zod';

import { ENVIRONMENT } from '../../cli/command-line/environment-table.ts';
import { jsonSchemaOf } from '../../functions/openapi/json-schema-of.ts';
import { azureSettingsSchema } from '../../settings.azure.ts';
import { settingsSchema } from '../../settings.ts';
import { HOST_APP_SETTINGS, HOST_SETTINGS } from './host-settings.ts';
import { limitsOf, membersOf } from './json-schema.ts';
import { code, document, madeFrom, table } from './markdown.ts';

const settingRows = (schema: z.ZodType): string[][] =>
  membersOf(jsonSchemaOf(schema, 'input')).map(({ path, schema: setting }) => [
    code(path),
    limitsOf(setting),
    setting.unit ?? '',
    setting.default === undefined ? '' : code(String(setting.default)),
    setting.description ?? '',
  ]);

/** Every value below an object, under its dotted path. */
const valuesOf = (value: unknown, path = ''): [string, unknown][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, below]) => valuesOf(below, path ? `${path}.${name}` : name))
    : [[path, value]];

/** Rows of a host.json. Throws where a value has no description, or a description no value. */
export const hostRows = (host: unknown): string[][] => {
  const values = valuesOf(host);
  const missing = Object.keys(HOST_SETTINGS).filter((name) => !values.some(([path]) => path === name));
  if (missing.length > 0) throw new Error(`host.json has no ${missing.join(', ')}.`);
  return values.map(([path, value]) => {
    const setting = HOST_SETTINGS[path];
    if (!setting)
      throw new Error(`scripts/reference/host-settings.ts does not say what ${path} of host.json is.`);
    return [
      code(path),
      code(String(value)),
      setting.unit ?? '',
      setting.onlyAzure ? 'Azure' : 'both',
      setting.meaning,
    ];
  });
};

/** The reference of these settings and of this host.json. */
export const configurationReferenceOf = (
  settings: z.ZodType,
  onAzure: z.ZodType,
  host: unknown,
): Promise<string> =>
  document('docs/reference/configuration.md', [
    '# Reference: configuration',
    madeFrom(
      '`settings.ts`, `settings.azure.ts`, `settings.access.ts`, `settings.model.ts`, `cli/command-line/environment-table.ts` and `host.json`',
    ),
    'Whoever uses the command line needs none of it: the defaults do, and [options](../cli.md#options) come before them. A generated service has settings of its own; the README of its repository lists them.',
    '## Settings of the app on the embedded platform',
    'Environment variables. They are parsed once, when the app starts; a wrong value ends it with a message that names the setting.',
    table(['setting', 'values', 'unit', 'default', 'meaning'], settingRows(settings)),
    '## Settings of the app on Azure',
    'Application settings. They are parsed as those above; secrets are not among them: they name secrets of the Key Vault.',
    table(['setting', 'values', 'unit', 'default', 'meaning'], settingRows(onAzure)),
    '## Environment of the command line',
    table(
      ['variable', 'meaning'],
      Object.entries(ENVIRONMENT).map(([name, meaning]) => [code(name), meaning]),
    ),
    "Packages are installed with npm's own configuration (`.npmrc`, `npm_config_…`) and the usual variables of proxies and certificate authorities (`HTTPS_PROXY`, `NO_PROXY`, `NODE_EXTRA_CA_CERTS`, …). Nothing else of the environment reaches what a run starts, besides `PATH`.",
    '## Application settings of the Functions host',
    'Read by the host and its extensions, not by the app. `bicep/` provides all of them.',
    table(
      ['setting', 'meaning'],
      Object.entries(HOST_APP_SETTINGS).map(([name, meaning]) => [code(name), meaning]),
    ),
    '## host.json',
    'Settings of the Functions host. _Both_: the embedded host goes by it, too.',
    table(['setting', 'value', 'unit', 'host', 'meaning'], hostRows(host)),
  ]);

/** docs/reference/configuration.md */
export const configurationReference = (): Promise<string> => {
  const path = join(resolve(import.meta.dirname, '../..'), 'host.json');
  return configurationReferenceOf(
    settingsSchema,
    azureSettingsSchema,
    JSON.parse(readFileSync(path, 'utf8')),
  );
};
