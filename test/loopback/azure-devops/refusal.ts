/** What the service refuses, in the shape in which it says so. */
export type Refusal = {
  status: number;
  /** Type of its exception: `GitReferenceStaleException`. */
  typeKey: string;
  /** Begins with its code, where there is one: `TF401028: …`. */
  message: string;
};

const marker = Symbol('refusal');

/** Ends a call with a refusal. */
export const refuse = (status: number, typeKey: string, message: string): never => {
  throw Object.assign(new Error(message), { [marker]: { status, typeKey, message } satisfies Refusal });
};

/** The refusal that a behaviour threw, `undefined` for any other error. */
export const refusalOf = (error: unknown): Refusal | undefined =>
  typeof error === 'object' && error !== null && marker in error ? (error[marker] as Refusal) : undefined;

export const refusalBody = ({ typeKey, message }: Refusal): unknown => ({
  $id: '1',
  innerException: null,
  message,
  typeName: `Microsoft.TeamFoundation.${typeKey}, Microsoft.TeamFoundation`,
  typeKey,
  errorCode: 0,
  eventId: 3000,
});
