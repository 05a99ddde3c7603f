import type { Inspection } from '../../inspection.ts';
import type { Agreement, AgreementKind } from './agreement.ts';

const counted = (agreements: readonly Agreement[], kinds: readonly AgreementKind[]): string =>
  kinds.map((kind) => `${kind} ${agreements.filter((each) => each.kind === kind).length}`).join(', ');

/**
 * What comparisons come to. A kind of agreement that compares nothing is a finding: something that it reads was moved.
 */
export const agreementInspection = (
  agreements: readonly Agreement[],
  kinds: readonly AgreementKind[],
): Inspection => {
  const broken = new Map(
    agreements.flatMap(({ kind, file, broken: message }) =>
      message === undefined ? [] : [[`${kind} ${message}`, { kind, file, message }] as const],
    ),
  );
  const silent = kinds.filter((kind) => !agreements.some((each) => each.kind === kind));
  return {
    inspected: agreements.length,
    unit: 'agreements',
    remark: counted(agreements, kinds),
    findings: [
      ...[...broken.values()].map(({ kind, file, message }) => ({
        check: 'consistency' as const,
        rule: `consistency/${kind}`,
        file,
        message,
        suggestion: 'Take the value from one source in the generator, so that both places say the same.',
      })),
      ...(agreements.length === 0 ? [] : silent).map((kind) => ({
        check: 'consistency' as const,
        rule: `consistency/${kind}`,
        message: `Nothing that says ${kind} was found.`,
        suggestion: 'Generate what the comparison reads, or have it read where it is now.',
      })),
    ],
  };
};
