import type { Service } from '../../domain/blueprint.ts';
import { subscriptionsOf } from '../../domain/solution.ts';
import type { AgentFinding } from '../define-agent.ts';
import { ENVIRONMENTS, type DeliveryPlan } from './delivery-plan.ts';
import { settingsOf } from './plan-delivery.ts';

const finding = (rule: string, message: string): AgentFinding => ({ rule, message });

const repeated = (rule: string, names: readonly string[]): AgentFinding[] =>
  names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => finding(rule, `${name} is listed more than once.`));

const SECRET = /(?:password|secret|accountkey|sharedaccesskey|connectionstring)/i;

/** What the service reads: another variable would reach what runs it, and no other value is known to work. */
const settingFindings = ({ settings }: DeliveryPlan, service: Service): AgentFinding[] => {
  const known = new Map(settingsOf(service).map((each) => [each.name, each]));
  return settings.flatMap(({ name, value }) => {
    const expected = known.get(name);
    if (!expected) return [finding('known-setting', `${name} is no setting of the service.`)];
    const isOther = value !== undefined && name !== 'LOG_LEVEL' && value !== expected.value;
    return isOther ? [finding('known-setting', `${name} has another value than the service needs.`)] : [];
  });
};

/** What is wrong with a delivery plan although its shape is right. */
export const checkDeliveryPlan = (plan: DeliveryPlan, service: Service): AgentFinding[] => {
  const resources = new Set(plan.resources.map(({ kind }) => kind));
  const subscriptions = subscriptionsOf(service);
  const needed = [
    service.store.kind,
    'managed-identity',
    'log-analytics',
    ...(service.events.length > 0 || subscriptions.length > 0 ? ['service-bus' as const] : []),
  ] as const;
  return [
    ...(plan.service === service.name
      ? []
      : [finding('known-service', `The plan is for ${plan.service}, not for ${service.name}.`)]),
    ...repeated(
      'unique-names',
      plan.environments.map(({ name }) => name),
    ),
    ...repeated(
      'unique-names',
      plan.settings.map(({ name }) => name),
    ),
    ...repeated(
      'unique-names',
      plan.alerts.map(({ name }) => name),
    ),
    ...ENVIRONMENTS.filter((name) => !plan.environments.some((each) => each.name === name)).map((name) =>
      finding('environments', `Environment ${name} is missing.`),
    ),
    ...plan.environments
      .filter(({ replicas }) => replicas.minimum > replicas.maximum)
      .map(({ name }) => finding('replicas', `${name} has a minimum above its maximum.`)),
    ...plan.environments
      .filter(({ name, approval }) => name === 'production' && !approval)
      .map(() => finding('approval', 'Production is deployed without approval.')),
    ...(JSON.stringify(plan.subscriptions) === JSON.stringify(subscriptions)
      ? []
      : [
          finding(
            'subscriptions',
            `The service subscribes to ${subscriptions.map(({ topic }) => topic).join(', ') || 'no topic'}.`,
          ),
        ]),
    ...needed
      .filter((kind) => !resources.has(kind))
      .map((kind) => finding('resources', `The service needs ${kind}.`)),
    ...settingFindings(plan, service),
    ...plan.settings
      .filter(({ source, value }) => (source === 'fixed') !== (value !== undefined))
      .map(({ name }) => finding('settings', `${name} must have a value exactly when it is fixed.`)),
    ...plan.settings
      .filter(({ name, value }) => SECRET.test(name) || SECRET.test(value ?? ''))
      .map(({ name }) =>
        finding('secrets', `${name} looks like a secret; use the workload identity or Key Vault.`),
      ),
  ];
};
