import { verifyExtensions as real } from '../../../factory/verification/verify-extensions.ts';
import { replayed } from './recording.ts';

export const verifyExtensions: typeof real = (sandbox, key, files) =>
  replayed('verify-extensions', { files }, () => real(sandbox, key, files));
