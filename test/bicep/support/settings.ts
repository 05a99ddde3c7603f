import { HOST_APP_SETTINGS } from '../../../scripts/reference/host-settings.ts';
import { azureSettingsSchema } from '../../../settings.azure.ts';
import type { Snapshot } from './bicep-cli.ts';
import { named } from './references.ts';

/** Settings for a developer's machine only. */
const LOCAL_ONLY = ['ServiceBus', 'FACTORY_ALLOW_ENVIRONMENT_CREDENTIAL'];

const read = Object.keys(azureSettingsSchema.shape).filter((name) => !LOCAL_ONLY.includes(name));

/** Application settings as they are deployed, outputs of modules as `[‹module.output›]`. */
export const settingsOf = ({ predictedResources }: Snapshot): Record<string, string> => {
  const config = predictedResources.find(({ type }) => type === 'Microsoft.Web/sites/config');
  return Object.fromEntries(
    Object.entries(config?.properties ?? {}).map(([name, value]) => [name, named(String(value))]),
  );
};

/** Settings that nobody reads. */
export const leftOver = (settings: Readonly<Record<string, string>>): string[] =>
  Object.keys(settings).filter((name) => !read.includes(name) && !(name in HOST_APP_SETTINGS));

/** Settings that are read and that no environment provides. */
export const unprovided = (environments: readonly Readonly<Record<string, string>>[]): string[] =>
  [...read, ...Object.keys(HOST_APP_SETTINGS)].filter(
    (name) => !environments.some((settings) => name in settings),
  );

/** What only a deployment knows, an output or a secret, and something plausible for it. */
const PLAUSIBLE: readonly (readonly [RegExp, string])[] = [
  [/@Microsoft\.KeyVault\(SecretUri=\{0\}secrets\/\{1\}\)', ‹keyVault\.endpoint›, 'access-keys'\)/, '[]'],
  [/clientId›/, '00000000-0000-4000-8000-000000000001'],
  [/[eE]ndpoint›/, 'https://example.azure.net/'],
  [/./, 'example'],
];

/** What the app says of the settings, with plausible outputs in the place of what only a deployment knows. */
export const settingErrors = (settings: Readonly<Record<string, string>>): string[] => {
  const values = Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      /^\[(?:‹|format\('@Microsoft)/.test(value)
        ? (PLAUSIBLE.find(([pattern]) => pattern.test(value))?.[1] ?? '')
        : value,
    ]),
  );
  return (azureSettingsSchema.safeParse(values).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')} ${message}`,
  );
};
