import { failed, type Failure } from '../../factory/domain/failure.ts';
import type { Breach } from '../../factory/domain/quality-gate.ts';

/**
 * The failure that breaches of the gate come to; `undefined` where there is none, or none that is more than reported. `subject`
 * is what is held back, `report` the path of the artifact with the findings.
 */
export const heldBack = (
  subject: string,
  breaches: readonly Breach[],
  report: string,
): { ok: false; failure: Failure } | undefined => {
  const grave = breaches.filter(({ consequence }) => consequence !== 'report');
  if (grave.length === 0) return undefined;
  const isHalting = grave.some(({ consequence }) => consequence === 'halt');
  const details = grave.map(({ detail }) => detail.replace(/\.$/, '')).join('; ');
  return failed(
    isHalting ? 'critical' : 'quality-gate',
    `The quality gate holds ${subject} back: ${details}. See ${report}.`,
    // The only row of the gate that halts is the one of secrets.
    isHalting ? { criticalReason: 'secret' } : {},
  );
};
