/** What a planted fault is chosen by. `operationId` is absent for calls beyond the contract. */
export type Incoming = { method: string; path: string; operationId: string | undefined };

/** How the server misbehaves. Without `answer` and `cut`, the call is answered as ever, with what is added. */
export type Fault = {
  on: (call: Incoming) => boolean;
  /** How many calls it meets; one unless given. */
  times?: number;
  /** How many calls it lets pass first. */
  after?: number;
  answer?: { status: number; body?: unknown; html?: string };
  headers?: Record<string, string>;
  delayMs?: number;
  /** Cuts the connection: `before` anything was done, or `after` it was. */
  cut?: 'before' | 'after';
  /** Something that another client does just before the call is worked on. */
  meanwhile?: () => void;
};

export const createFaults = () => {
  const planted: (Fault & { left: number; skip: number })[] = [];
  return {
    plant(fault: Fault): void {
      planted.push({ ...fault, left: fault.times ?? 1, skip: fault.after ?? 0 });
    },
    /** The fault that meets a call, used up by it. */
    take(call: Incoming): Fault | undefined {
      for (const fault of planted) {
        if (fault.left === 0 || !fault.on(call)) continue;
        if (fault.skip > 0) {
          fault.skip -= 1;
          continue;
        }
        fault.left -= 1;
        return fault;
      }
      return undefined;
    },
    /** Takes all faults back. */
    clear: (): void => void planted.splice(0),
    /** Faults that met no call, or fewer than they could. */
    left: (): number => planted.reduce((sum, { left }) => sum + left, 0),
  };
};
