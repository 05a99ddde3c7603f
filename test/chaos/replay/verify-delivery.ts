import type { verifyDelivery as real } from '../../../factory/verification/verify-delivery.ts';
import { DELIVERY_CHECKS } from '../../../factory/domain/quality-gate.ts';
import { givenRecording } from './recording.ts';

/** Verification of the delivery, replayed from a recording. */
export const verifyDelivery: typeof real = async () =>
  givenRecording().report.checks.filter(({ name }) => DELIVERY_CHECKS.includes(name));
