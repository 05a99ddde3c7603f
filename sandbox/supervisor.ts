import { resolve } from 'node:path';

import { createSupervisor } from './create-supervisor.ts';
import { supervisorSettingsSchema } from './supervisor-settings.ts';

/** Entry of the sandbox's image: serves jobs until one in which code ran was fetched, then ends, and the session with it. */
const settings = supervisorSettingsSchema.parse(process.env);
const { SANDBOX_GUEST_UID: uid, SANDBOX_GUEST_GID: gid } = settings;

const end = async (code: number): Promise<never> => {
  await supervisor.stop();
  process.exit(code);
};

const supervisor = await createSupervisor({
  workspace: resolve(settings.SANDBOX_WORKSPACE),
  installCacheDirectory: settings.SANDBOX_INSTALL_CACHE,
  bicepPath: settings.BICEP_PATH,
  guest: uid === undefined ? undefined : { uid, gid: gid ?? uid },
  // The answer to whoever fetched the result goes out first.
  onSpent: () => void setTimeout(() => void end(0), 1_000),
});

process.once('SIGTERM', () => void end(0));
supervisor.server.listen(settings.SANDBOX_PORT, '0.0.0.0', () => {
  process.stdout.write(`${JSON.stringify({ msg: 'listening', address: supervisor.server.address() })}\n`);
});
