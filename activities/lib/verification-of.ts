import type { Verification } from '../../platform/ports.ts';
import type { ActivityInput } from './recorded.ts';

/** What an activity verifies, as the verifier is told. */
export const verificationOf = ({ projectId, attempt }: ActivityInput, subject: string): Verification => ({
  projectId,
  subject,
  attempt,
});
