import { PortError } from '../../../platform/port-error.ts';
import type { Ports } from '../../../platform/ports.ts';

/**
 * How a method fails. `once`: its first call is refused; `lost`: its first call does its work, and the answer is lost;
 * `hang`: its first call is not answered, and does its work only after the next try has done it; `always`: every call is
 * refused.
 */
export const WAYS = ['once', 'lost', 'hang', 'always'] as const;
export type Way = (typeof WAYS)[number];

/** `target`: `port.method`. */
export type Fault = { target: string; way: Way };

/** What an injected error says. */
export const INJECTED = 'The connection was lost (injected).';

/** Told how often the method was called, from 1, and with what. */
export type ChangeArguments = (nth: number, given: unknown[]) => unknown[];

type Method = (...given: unknown[]) => unknown;

/** Ports that are no service: time, and what ends processes. */
const LOCAL: readonly string[] = ['clock', 'interruption'];

/** Ports that count their calls and fail as they are told. */
export const createFaultyPorts = (ports: Ports, given?: Fault, changeArguments?: ChangeArguments) => {
  const calls = new Map<string, number>();
  let fault = given;
  let late: (() => Promise<unknown>) | undefined;
  let refused = 0;
  let isHanging = false;

  const refuse = (): never => {
    refused += 1;
    throw new PortError('transient', INJECTED);
  };

  const failing = async (way: Way, nth: number, call: () => Promise<unknown>): Promise<unknown> => {
    if (way === 'always') return refuse();
    if (nth > 1) return call();
    if (way === 'once') return refuse();
    if (way === 'lost') {
      await call();
      return refuse();
    }
    refused += 1;
    isHanging = true;
    const answer = Promise.withResolvers<unknown>();
    late = async () => {
      const done = call();
      answer.resolve(done);
      await done.catch(() => undefined);
    };
    return answer.promise;
  };

  const faultyPort = <T extends object>(name: string, port: T): T =>
    new Proxy(port, {
      get(target, member) {
        const method: unknown = Reflect.get(target, member);
        if (typeof method !== 'function') return method;
        const key = `${name}.${String(member)}`;
        return async (...args: unknown[]): Promise<unknown> => {
          const nth = (calls.get(key) ?? 0) + 1;
          calls.set(key, nth);
          const isIt = fault?.target === key;
          const own = isIt && changeArguments ? changeArguments(nth, args) : args;
          const call = async (): Promise<unknown> => (method as Method).apply(target, own);
          return isIt && fault ? failing(fault.way, nth, call) : call();
        };
      },
    });

  return {
    ports: Object.fromEntries(
      Object.entries(ports).map(([name, port]) => [
        name,
        LOCAL.includes(name) ? port : faultyPort(name, port),
      ]),
    ) as Ports,
    calls,
    methods: Object.entries(ports)
      .filter(([name]) => !LOCAL.includes(name))
      .flatMap(([name, port]) => Object.keys(port).map((method) => `${name}.${method}`)),
    refused: () => refused,
    isHanging: () => isHanging,
    /** Said when the activity whose call hangs was answered for. */
    noLongerWaited: () => {
      isHanging = false;
    },
    /** Lets the call that hung do its work now. */
    answerLate: async (): Promise<boolean> => {
      if (!late) return false;
      const answer = late;
      late = undefined;
      await answer();
      return true;
    },
    heal: () => {
      fault = undefined;
    },
  };
};

export type FaultyPorts = ReturnType<typeof createFaultyPorts>;
