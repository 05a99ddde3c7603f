import { z } from 'zod';

import type { Hinted } from '../../factory/domain/hint.ts';

const name = z.string().max(200);
const place = z.looseObject({ name: name.optional() });
const container = z.looseObject({ baseUrl: z.string().max(500).optional() });

/** What Azure DevOps sends to a web hook, as far as it is looked at. */
export const hookEventSchema = z
  .looseObject({
    eventType: z
      .string()
      .regex(/^[\w.-]{1,100}$/)
      .describe('`build.complete`, `git.pullrequest.updated`, …; what is not known here is passed over.'),
    resource: z
      .looseObject({
        project: place.optional(),
        definition: z.looseObject({ project: place.optional() }).optional(),
        repository: z.looseObject({ project: place.optional() }).optional(),
        pullRequest: z
          .looseObject({ repository: z.looseObject({ project: place.optional() }).optional() })
          .optional(),
      })
      .describe('What it is about. Only where that is, is looked at: the state is read again.'),
    resourceContainers: z
      .looseObject({
        collection: container.optional(),
        account: container.optional(),
        project: container.optional(),
      })
      .optional()
      .describe('Where it is from.'),
  })
  .describe('A payload of a service hook of Azure DevOps.');
export type HookEvent = z.infer<typeof hookEventSchema>;

/** What may be new, by the type of an event. A work item that changed is waited for by nobody. */
const HINTS: Readonly<Record<string, readonly Hinted[]>> = {
  'build.complete': ['runPipeline'],
  'git.pullrequest.updated': ['pullRequest'],
  'git.pullrequest.merged': ['pullRequest'],
  'ms.vss-code.git-pullrequest-comment-event': ['pullRequest'],
  'workitem.updated': [],
};

export const hintsOf = ({ eventType }: HookEvent): readonly Hinted[] =>
  Object.hasOwn(HINTS, eventType) ? (HINTS[eventType] ?? []) : [];

const organizationIn = (baseUrl: string): string | undefined => {
  if (!URL.canParse(baseUrl)) return undefined;
  const { hostname, pathname } = new URL(baseUrl);
  const old = /^([\w-]+)\.visualstudio\.com$/i.exec(hostname)?.[1];
  return (old ?? pathname.split('/')[1] ?? '').toLowerCase() || undefined;
};

/** Organisations that an event says it is from; older ones say none. */
export const organizationsOf = ({ resourceContainers = {} }: HookEvent): string[] => {
  const { collection, account, project } = resourceContainers;
  return [collection, account, project].flatMap((one) =>
    one?.baseUrl === undefined ? [] : (organizationIn(one.baseUrl) ?? []),
  );
};

/** The project that an event is about; `undefined` where it names none. */
export const projectOf = ({ resource }: HookEvent): string | undefined => {
  const { project, definition, repository, pullRequest } = resource;
  const found = project ?? definition?.project ?? repository?.project ?? pullRequest?.repository?.project;
  return found?.name?.toLowerCase();
};
