export type RuntimeStatus = 'Pending' | 'Running' | 'Completed' | 'Failed' | 'Terminated';

/** An orchestration instance. `input`, `output`, `customStatus` are JSON texts; times are ms since the epoch. */
export type Instance = {
  id: string;
  /** Unique to this run of the instance: an id may be used again when its instance is finished. */
  execution: string;
  name: string;
  status: RuntimeStatus;
  input: string;
  output: string | null;
  customStatus: string | null;
  /** Whom to tell the result, and which of its tasks this is. */
  parent: { instanceId: string; execution: string; taskId: number } | undefined;
  /** The orchestration that a client started; its own id when it is that one. */
  rootId: string;
  /** W3C trace context of the request that started the root. */
  traceParent: string;
  /** Of the orchestrations, when it was started: what its history can be replayed with; empty where there was none. */
  version: string;
  createdAt: number;
  updatedAt: number;
};

export const isFinished = (status: RuntimeStatus): boolean =>
  status === 'Completed' || status === 'Failed' || status === 'Terminated';

/** A request to the engine that cannot be met; `status` is the HTTP status that says why. */
export class RefusedRequest extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'RefusedRequest';
    this.status = status;
  }
}
