import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { app } from '@azure/functions';
import { z } from 'zod';

import { LOCAL_TENANT } from './factory/domain/tenant.ts';
import { knowledgeSeed } from './factory/knowledge/knowledge-seed.ts';
import { withLocalVerifier } from './factory/verification/local-verifier.ts';
import { pageFiles } from './functions/page/page-files.ts';
import { createEmbeddedPlatform } from './platform/embedded/embedded-platform.ts';
import { localPeople } from './platform/embedded/local-people.ts';
import { folderFrom } from './platform/embedded/page/folder-from.ts';
import { registerApp } from './register-app.ts';
import { settingsSchema } from './settings.ts';

/** The composition root on the embedded platform: reads the settings and makes the platform. */
const settings = settingsSchema.safeParse(process.env);
if (!settings.success) {
  throw new Error(`The settings of the app are wrong.\n${z.prettifyError(settings.error)}`);
}
const { BICEP_PATH, FACTORY_WORKSPACE, FACTORY_INSTALL_CACHE, FACTORY_RECOVER_SERVICES, FACTORY_SENDERS } =
  settings.data;

const workspace = resolve(FACTORY_WORKSPACE);
const platform = createEmbeddedPlatform({
  workspace,
  knowledge: knowledgeSeed,
  ...(FACTORY_INSTALL_CACHE ? { installCacheDirectory: resolve(FACTORY_INSTALL_CACHE) } : {}),
});

const ports = withLocalVerifier(platform, BICEP_PATH);

/** The page lies beside the bundle; beside the sources it is built when it is asked for. */
const besideThis = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const findPage = import.meta.url.endsWith('/app.ts')
  ? () => folderFrom(besideThis('./scripts/portal.ts'))
  : () => besideThis('./portal');

registerApp({
  access: { tenant: LOCAL_TENANT, authenticate: 'anybody' },
  portsOf: () => ports,
  senders: FACTORY_SENDERS,
  bicepPath: BICEP_PATH,
  people: localPeople(),
  workspace,
  page: pageFiles(findPage),
});

app.hook.appStart(async () => {
  for (const warning of await platform.start(FACTORY_RECOVER_SERVICES === 'true'))
    process.emitWarning(warning);
});
app.hook.appTerminate(() => platform.stop());
