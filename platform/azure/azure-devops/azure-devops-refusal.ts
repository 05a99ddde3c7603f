import { redactSecrets } from '../../../factory/domain/secrets.ts';
import { PortError } from '../../port-error.ts';

/** Why the service refused. */
export type AzureDevOpsRefusal = {
  status: number;
  /** `TF401028`, `VS403403`; empty where it gave none. */
  code: string;
  /** Type of its exception: `GitReferenceStaleException`; empty where it gave none. */
  typeKey: string;
  /**
   * Its words, without secrets. They may quote anything: only for whoever wrote what was refused, as the log of a build is.
   */
  said: string;
};

/** Characters of its words. */
const LONGEST = 1_000;

const CODE = /^(?:TF|VS)\d{5,7}(?=:)/;
const TYPE = /^[A-Za-z]{1,100}$/;

const fieldsOf = (bytes: Uint8Array): { message?: unknown; typeKey?: unknown } => {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
};

/** Reads a refusal; one that is no JSON has neither code nor type. */
export const refusalOf = (status: number, bytes: Uint8Array): AzureDevOpsRefusal => {
  const { message, typeKey } = fieldsOf(bytes);
  return {
    status,
    code: CODE.exec(String(message ?? ''))?.[0] ?? '',
    typeKey: typeof typeKey === 'string' && TYPE.test(typeKey) ? typeKey : '',
    said: typeof message === 'string' ? redactSecrets(message).slice(0, LONGEST) : '',
  };
};

/** A refusal in few words: `403 (TF401027)`. */
export const describeRefusal = ({ status, code, typeKey }: AzureDevOpsRefusal): string => {
  const name = code === '' ? typeKey : code;
  return name === '' ? String(status) : `${status} (${name})`;
};

const advice: Record<number, string> = {
  403: 'Give the identity of the factory the permission that is missing.',
  404: 'It does not exist, or the identity of the factory may not see it.',
  409: 'Something of that name or in another state is there.',
};

/** A refusal that the caller did not expect. */
export const refusalError = (
  refusal: AzureDevOpsRefusal,
  { organization, purpose }: { organization: string; purpose: string },
): PortError =>
  new PortError(
    'invalid-configuration',
    `Azure DevOps refused to ${purpose} (organization ${organization}): ${describeRefusal(refusal)}. ${advice[refusal.status] ?? 'It does not take the call of the factory.'}`,
  );

export const signInError = (organization: string): PortError =>
  new PortError(
    'invalid-configuration',
    `Azure DevOps showed its sign-in page instead of an answer: the organization ${organization} does not accept the token of the factory. Check that its application is consented in the tenant and is a user of the organization, or that the personal access token is of this organization and has not expired.`,
  );
