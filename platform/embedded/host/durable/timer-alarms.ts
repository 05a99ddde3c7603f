import type { AlarmClock } from '../alarm-clock.ts';
import type { Delivery, PendingTimer } from './engine-store.ts';
import { EventType, occurred } from './history-event.ts';

/** Wakes orchestrations whose durable timers are due. The timer's row stays until a turn has taken the event. */
export const createTimerAlarms = (
  clock: AlarmClock,
  deliver: (instanceId: string, delivery: Delivery) => void,
) => {
  const cancels = new Map<number, () => void>();
  return {
    set: (timer: PendingTimer): void => {
      const ring = (): void => {
        cancels.delete(timer.id);
        const event = occurred(clock.now().getTime(), {
          EventType: EventType.TimerFired,
          TimerId: timer.taskId,
          FireAt: new Date(timer.fireAt).toISOString(),
        });
        deliver(timer.instanceId, { origin: { table: 'timer', id: timer.id }, event });
      };
      cancels.set(timer.id, clock.at(timer.fireAt, ring));
    },
    cancel: (timerId: number): void => {
      cancels.get(timerId)?.();
      cancels.delete(timerId);
    },
    cancelAll: (): void => {
      for (const cancel of cancels.values()) cancel();
      cancels.clear();
    },
  };
};
