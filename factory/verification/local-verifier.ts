import type { Ports, Sandbox, Verifier } from '../../platform/ports.ts';
import type { Clock } from './inspection.ts';
import { inspectTemplates } from './inspect-templates.ts';
import { verifyCode } from './verify-code.ts';
import { verifyDelivery } from './verify-delivery.ts';
import { verifyExtensions } from './verify-extensions.ts';
import { verifyPlatform } from './verify-platform.ts';

/**
 * Verifies on this machine: code runs in the sandbox, the template compiler as a child process. `bicepPath` names the Bicep
 * CLI; without it the one in `.bicep/` or on the path is used.
 */
export const createLocalVerifier = (options: {
  sandbox: Sandbox;
  clock: Clock;
  bicepPath?: string | undefined;
}): Verifier => {
  const { sandbox, clock, bicepPath } = options;
  const templates = inspectTemplates(bicepPath);
  return {
    isConfined: async () => (await sandbox.isConfined?.()) ?? true,
    verifyService: ({ projectId, subject, attempt }, given) =>
      verifyCode({ sandbox, clock, key: `${projectId}-${subject}-${attempt}`, ...given }),
    verifyDelivery: (_, files) => verifyDelivery({ files, clock, bicepPath }),
    verifyPlatform: (_, given) => verifyPlatform({ ...given, clock, bicepPath }),
    verifyExtensions: ({ projectId }, files) => verifyExtensions(sandbox, `${projectId}-extensions`, files),
    inspectTemplates: (_, files) => templates(files),
  };
};

/** The ports of a platform that has a sandbox on this machine. */
export const withLocalVerifier = (
  { ports, sandbox }: { ports: Omit<Ports, 'verifier'>; sandbox: Sandbox },
  bicepPath?: string,
): Ports => ({ ...ports, verifier: createLocalVerifier({ sandbox, clock: ports.clock, bicepPath }) });
