import { z } from 'zod';

const userId = z.coerce.number().int().min(1).max(2_147_483_647);

/** Every setting of the supervisor, by the name of its environment variable. None is a secret: keys come with each job. */
export const supervisorSettingsSchema = z.object({
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(8_080),
  /** Folder of trees and records. */
  SANDBOX_WORKSPACE: z.string().min(1).default('/work'),
  /** Folder of installed packages, filled when the image was built. */
  SANDBOX_INSTALL_CACHE: z.string().min(1).optional(),
  /** The Bicep CLI. */
  BICEP_PATH: z.string().min(1).optional(),
  /** User and group of the code under test. */
  SANDBOX_GUEST_UID: userId.optional(),
  SANDBOX_GUEST_GID: userId.optional(),
});

export type SupervisorSettings = z.infer<typeof supervisorSettingsSchema>;
