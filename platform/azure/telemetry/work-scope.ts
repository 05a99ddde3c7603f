import { createContextKey, type Attributes, type Context } from '@opentelemetry/api';

import { tenantOfProject } from '../../../factory/domain/tenant.ts';

/** For what something is done: on every span and log record of it. Ids only. */
export type WorkScope = {
  projectId?: string | undefined;
  correlationId?: string | undefined;
  stage?: string | undefined;
  service?: string | undefined;
};

const KEY = createContextKey('connectsoft.factory.scope');

const present = (attributes: Record<string, string | undefined>): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));

export const attributesOf = ({ projectId, correlationId, stage, service }: WorkScope): Attributes =>
  present({
    'factory.project.id': projectId,
    'factory.tenant': projectId === undefined ? undefined : tenantOfProject(projectId),
    'factory.correlation.id': correlationId,
    'factory.stage': stage,
    'factory.service': service,
  });

/** The scope is shared by all that runs in the context: what becomes known later holds from then on. */
export const withScope = (context: Context, scope: WorkScope): Context => context.setValue(KEY, scope);

export const scopeOf = (context: Context): WorkScope | undefined =>
  context.getValue(KEY) as WorkScope | undefined;
