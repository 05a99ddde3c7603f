import { ACTIVITY_NAMES } from './activities/activity-names.ts';
import type { Activities } from './activities/create-activities.ts';
import type { ActivityInput } from './activities/lib/recorded.ts';
import { failed, type Outcome } from './factory/domain/failure.ts';
import type { Sender } from './factory/domain/sender.ts';
import { perTenant, projectIdOf, tenantOfProject } from './factory/domain/tenant.ts';
import { uuidV7 } from './platform/uuid-v7.ts';
import { FACTORY_VERSION } from './factory/version.ts';
import type { FunctionDeps } from './functions/function-deps.ts';
import type { Access } from './functions/access/access.ts';
import { registerFunctions } from './functions/register-functions.ts';
import { registerActivities } from './orchestrators/lib/durable.ts';
import { registerOrchestrations } from './orchestrators/register-orchestrations.ts';
import type { Ports } from './platform/ports.ts';

/** What the app is made of, whatever it stands on. */
export type AppParts = Pick<FunctionDeps, 'page' | 'workspace' | 'hookSecret'> & {
  /** Who uses it where access lets in anybody; absent where it never does. */
  people?: FunctionDeps['people'];
  /** Who may call over HTTP. */
  access: Access;
  portsOf: (tenant: string) => Ports;
  /** Other systems that send messages; one of the own tenant where absent. */
  senders?: readonly Sender[] | undefined;
  bicepPath?: string | undefined;
};

type Activity = (input: ActivityInput) => Promise<Outcome<unknown>>;

/** Each activity over the ports of the tenant whose project it works for. */
const routed = (activitiesOf: (tenant: string) => Promise<Activities>): Record<string, Activity> =>
  Object.fromEntries(
    ACTIVITY_NAMES.map((name) => [
      name,
      async (input: ActivityInput) => {
        const tenant = tenantOfProject(input.projectId);
        if (tenant === undefined)
          return failed(
            'critical',
            `Internal error of the factory: ${name} was called without a project's id.`,
          );
        const activities: Record<string, unknown> = await activitiesOf(tenant);
        return (activities[name] as Activity)(input);
      },
    ]),
  );

// Agents and generators are most of the code; an instance that answers requests only never loads them.
const loadActivities = () => import('./activities/create-activities.ts');
const readDefinition: FunctionDeps['readDefinition'] = async (text) =>
  (await import('./factory/agents/vision/read-definition.ts')).readDefinition(text);

/** Where access names the caller of each request, nobody else uses the app. */
const nobody: FunctionDeps['people'] = {
  personOf: () => ({ name: 'nobody', roles: [] }),
  submitterMayAccept: false,
};

/** Registers all functions, orchestrations and activities with the Functions host. */
export const registerApp = ({
  access,
  portsOf,
  senders,
  bicepPath,
  people = nobody,
  page,
  workspace,
  hookSecret,
}: AppParts): void => {
  registerActivities(
    routed(
      perTenant(async (each) => {
        const { createActivities } = await loadActivities();
        return createActivities(portsOf(each), { bicepPath });
      }),
    ),
  );
  registerOrchestrations();
  registerFunctions(
    access,
    perTenant((each) => {
      const ports = portsOf(each);
      return {
        ports,
        people,
        readDefinition,
        newProjectId: () => projectIdOf(each, uuidV7(ports.clock.now())),
        workspace,
        version: FACTORY_VERSION,
        page,
        hookSecret,
      };
    }),
    senders,
  );
};
