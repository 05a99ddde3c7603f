import type { Service } from './blueprint.ts';
import type { Alert } from './alert.ts';
import { availabilityAlerts } from './availability-alerts.ts';
import { callAlerts } from './call-alerts.ts';
import { eventAlerts } from './event-alerts.ts';
import { storeAlerts } from './store-alerts.ts';

/** All alerts of a service. Rules, dashboard and runbook are made from these. */
export const alertsOf = (service: Service): Alert[] => [
  ...availabilityAlerts(service),
  ...callAlerts(service),
  ...storeAlerts(service),
  ...eventAlerts(service),
];
