import { z } from 'zod';

import { sendersTextSchema } from './factory/domain/sender.ts';

/** Every setting of the app, by the name of its environment variable; docs/reference/configuration.md is made from it. */
export const settingsSchema = z.object({
  FACTORY_PLATFORM: z.literal('embedded').default('embedded').describe('What the app stands on.'),
  FACTORY_WORKSPACE: z
    .string()
    .min(1)
    .meta({ unit: 'folder' })
    .default('.factory')
    .describe(
      'Folder of the embedded platform: projects, repositories, work items, logs. The command line sets it from `--workspace`.',
    ),
  FACTORY_MODEL: z.literal('rules').default('rules').describe('Who thinks: the built-in agents.'),
  FACTORY_INSTALL_CACHE: z
    .string()
    .min(1)
    .meta({ unit: 'folder' })
    .optional()
    .describe(
      'Folder of the packages that generated services share, over all workspaces. Else `~/.cache/connectsoft-factory/installs`.',
    ),
  FACTORY_SENDERS: sendersTextSchema
    .optional()
    .describe(
      'Other systems that send messages: a JSON array of senders, as the reference of the messages has them. Else one of the own tenant.',
    ),
  BICEP_PATH: z
    .string()
    .min(1)
    .meta({ unit: 'file' })
    .optional()
    .describe(
      'The Bicep CLI. Else the one in `.bicep/` or on the `PATH`; without any, its checks are _not run_.',
    ),
  FACTORY_RECOVER_SERVICES: z
    .enum(['true', 'false'])
    .default('false')
    .describe(
      '`true` starts deployed services again that are down. The command line sets it: `true` for `serve`.',
    ),
});
