/** A field of the body (`pointer`, a JSON Pointer as URI fragment) or a parameter that is at fault. */
export type Fault = { detail: string } & ({ pointer: string } | { parameter: string });

const problems = {
  validation: { status: 400, title: 'Validation failed' },
  unauthenticated: { status: 401, title: 'Unauthenticated' },
  forbidden: { status: 403, title: 'Forbidden' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  conflict: { status: 409, title: 'Conflict' },
  'state-conflict': { status: 409, title: 'State conflict' },
  'precondition-failed': { status: 412, title: 'Precondition failed' },
  'payload-too-large': { status: 413, title: 'Payload too large' },
  'unsupported-media-type': { status: 415, title: 'Unsupported media type' },
  'rule-violated': { status: 422, title: 'Rule violated' },
  'idempotency-key-reused': { status: 422, title: 'Idempotency key reused' },
  internal: { status: 500, title: 'Internal error' },
  'not-ready': { status: 503, title: 'Not ready' },
} as const;

export type ProblemName = keyof typeof problems;

/** `status`: another one than the problem's usual. `rule`: name of the rule that was broken. `headers`: sent along. */
type Particulars = { status?: number; rule?: string; headers?: Readonly<Record<string, string>> };

/** What is answered in place of a success, as RFC 9457 problem details. */
export class Problem extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly #name: ProblemName;
  readonly #faults: readonly Fault[];
  readonly #rule: string | undefined;

  constructor(
    name: ProblemName,
    detail: string,
    faults: readonly Fault[] = [],
    { status = problems[name].status, rule, headers = {} }: Particulars = {},
  ) {
    super(detail);
    this.#name = name;
    this.#faults = faults;
    this.#rule = rule;
    this.status = status;
    this.headers = headers;
  }

  /** `instance`: the path that was asked for. */
  toDetails(instance: string): object {
    return {
      type: `urn:problem:${this.#name}`,
      title: problems[this.#name].title,
      status: this.status,
      detail: this.message,
      instance,
      ...(this.#rule !== undefined && { rule: this.#rule }),
      ...(this.#faults.length > 0 && { errors: this.#faults }),
    };
  }
}

/** A problem whose detail says what is wrong with each field and parameter. */
export const faulty = (name: ProblemName, faults: readonly Fault[]): Problem =>
  new Problem(name, faults.map(({ detail }) => detail).join('; '), faults);
