import { PortError } from '../../platform/port-error.ts';
import type { Ports } from '../../platform/ports.ts';
import { isAbandonedWork } from './ended-work.ts';

const refuseWhenAbandoned = (): void => {
  if (isAbandonedWork())
    throw new PortError('stopped', 'This work was given up; another try does what it did not.');
};

type Method = (...given: unknown[]) => unknown;

/** A change of a document counts when it is made, however long ago it was asked for. */
const fencedChange = (given: unknown): unknown =>
  typeof given === 'function'
    ? (...values: unknown[]): unknown => {
        refuseWhenAbandoned();
        return (given as Method)(...values);
      }
    : given;

const fencedPort = <T extends object>(port: T): T =>
  new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...given: unknown[]): Promise<unknown> => {
        refuseWhenAbandoned();
        return (method as Method).apply(target, given.map(fencedChange));
      };
    },
  });

/**
 * Ports that work which was given up can call no more: a call that hung, and is answered after the next try has begun, leads
 * to nothing. The call itself is idempotent, as all of them are.
 */
export const fenced = (ports: Ports): Ports => {
  const { clock, interruption, model, ...rest } = ports;
  const fencedRest = Object.fromEntries(
    Object.entries(rest).map(([name, port]) => [name, fencedPort(port)]),
  ) as typeof rest;
  return { ...fencedRest, clock, interruption, ...(model ? { model } : {}) };
};
