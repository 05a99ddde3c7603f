import type { Happening } from '../trace.ts';

type WithoutTime<H> = H extends unknown ? Omit<H, 'at'> : never;

/** Writes down what happens, with the time. */
export type Recorder = (happening: WithoutTime<Happening>) => void;
