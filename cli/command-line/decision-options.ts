import type { Own } from './read-arguments.ts';
import { usageError } from './usage-error.ts';

/** A decision as the command line says it; what stands in files is not read yet. */
export type GivenDecision =
  | { kind: 'retry'; guidance?: string }
  | { kind: 'accept'; reason: string }
  | { kind: 'amend'; file: string; path: string; reason?: string }
  | { kind: 'answer'; file: string }
  | { kind: 'abort'; reason: string };

const KINDS = ['retry', 'accept', 'amend', 'answer', 'abort'] as const;
type Kind = (typeof KINDS)[number];

const KEPT = 'It is kept with the decision, for whoever reads it later.';

/** What else a decision takes, and must have. */
const companions: Record<
  Kind,
  { needs?: { option: keyof Own; why: string }; takes: readonly (keyof Own)[] }
> = {
  retry: { takes: ['guidance'] },
  accept: { needs: { option: 'reason', why: KEPT }, takes: ['reason'] },
  amend: {
    needs: { option: 'path', why: 'It names the artifact in whose place the file is put.' },
    takes: ['path', 'reason'],
  },
  answer: { takes: [] },
  abort: { needs: { option: 'reason', why: KEPT }, takes: ['reason'] },
};

const kindOf = (own: Own): Kind => {
  const [kind, other] = KINDS.filter((name) => own[name]);
  const list = KINDS.map((name) => `--${name}`).join(', ');
  if (!kind) throw usageError('`factory decide` needs a decision.', `One of ${list} is one.`, 'decide');
  if (other)
    throw usageError('There are two decisions.', `--${kind} and --${other} exclude each other.`, 'decide');
  return kind;
};

const checkCompanions = (kind: Kind, own: Own): void => {
  const { needs, takes } = companions[kind];
  if (needs && !own[needs.option])
    throw usageError(`--${kind} needs --${needs.option}.`, needs.why, 'decide');
  for (const name of ['guidance', 'reason', 'path'] as const)
    if (own[name] !== undefined && !takes.includes(name))
      throw usageError(`--${kind} cannot use --${name}.`, 'It belongs to another decision.', 'decide');
};

/** The one decision that the options name. Throws `CliError`. */
export const decisionOf = (own: Own): GivenDecision => {
  const kind = kindOf(own);
  checkCompanions(kind, own);
  const { guidance, reason = '', path = '' } = own;
  switch (kind) {
    case 'retry':
      return { kind, ...(guidance ? { guidance } : {}) };
    case 'amend':
      return { kind, file: own.amend ?? '', path, ...(reason ? { reason } : {}) };
    case 'answer':
      return { kind, file: own.answer ?? '' };
    default:
      return { kind, reason };
  }
};

/** The hash that a script was given of what a review shows. Throws `CliError`. */
export const shownOf = ({ shown }: Own): string | undefined => {
  if (shown === undefined || /^[0-9a-f]{64}$/.test(shown)) return shown;
  throw usageError(
    '--shown is not the hash of a review.',
    'It is member sha256 of `factory reviews <review> --json`: 64 digits and letters from a to f.',
    'decide',
  );
};
