import { smokeTest as real } from '../../../../factory/verification/smoke-test.ts';
import { replayed } from '../../replay/recording.ts';

/** Of a running service the contract says all: where it listens differs from run to run. */
export const smokeTest: typeof real = (endpoint, contract) =>
  replayed('smoke-test', { contract }, () => real(endpoint, contract));
