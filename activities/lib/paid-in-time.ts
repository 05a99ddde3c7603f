import { activityLimitMs, isPaidInTime } from '../../factory/domain/activity-limits.ts';
import type { Outcome } from '../../factory/domain/failure.ts';
import type { Ports } from '../../platform/ports.ts';
import { reserveUnder, type BudgetPorts } from './budget.ts';
import type { ActivityInput } from './recorded.ts';

const MINUTE = 60_000;

type Used = BudgetPorts & Pick<Ports, 'clock'>;

/**
 * Pays for an activity that runs tools: its limit is set aside before, what it took takes the place of that. An activity that a
 * crash made run again goes on under what was set aside for it.
 */
export const paidInTime =
  <I extends ActivityInput, T>(ports: Used, name: string, activity: (input: I) => Promise<Outcome<T>>) =>
  async (input: I): Promise<Outcome<T>> => {
    if (!isPaidInTime(name)) return activity(input);
    const { projectId, attempt, run } = input;
    const service = 'service' in input ? input.service : undefined;
    const key = ['time', name, service, run, attempt].filter((part) => part !== undefined).join(':');
    const most = activityLimitMs(name) / MINUTE;
    await reserveUnder(ports, projectId, key, name, { timeMinutes: most });
    const began = ports.clock.now().getTime();
    try {
      return await activity(input);
    } finally {
      const took = (ports.clock.now().getTime() - began) / MINUTE;
      await ports.budgets.settle(projectId, key, { timeMinutes: Math.min(took, most) });
    }
  };
