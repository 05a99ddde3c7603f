import { verifyDelivery as real } from '../../../factory/verification/verify-delivery.ts';
import { replayed } from './recording.ts';

export const verifyDelivery: typeof real = (input) =>
  replayed('verify-delivery', { files: input.files }, () => real(input));
