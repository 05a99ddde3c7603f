import { verifyCode as real } from '../../../factory/verification/verify-code.ts';
import { replayed } from './recording.ts';

export const verifyCode: typeof real = (input) => {
  const { files, service, plan } = input;
  return replayed('verify-code', { files, service, plan }, () => real(input));
};
