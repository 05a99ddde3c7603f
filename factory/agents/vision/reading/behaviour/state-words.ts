import { OPERATIONAL, verbOf } from '../verbs.ts';

/** Classes whose participles say what was done to a thing, not where it stands. */
const NO_STATE = new Set(['calculation', 'integration', 'notification', 'validation', 'permission']);

const OPINIONS =
  /^(?:rate|review|comment|follow|share|like|react|translate|use|name|call|need|want|set|make|describe|identify|define|base|relate|include)$/;

/** Participles that join a thing to what is known of it. */
const STRUCTURAL =
  /^(?:identified|described|characteri[sz]ed|defined|called|named|based|related|associated|linked|connected|contained|included|meant|intended|expected|supposed|allowed|permitted|given|required|needed|used|made|made up|known|located|interested|concerned|involved|limited|supported)$/;

/** Whether a participle can be a state: "approved", not "found". */
export const isState = (participle: string): boolean => {
  const verb = verbOf(participle.split(' ')[0] ?? '');
  if (participle === 'sent') return true;
  if (STRUCTURAL.test(participle)) return false;
  if (!verb) return true;
  return !OPERATIONAL.has(verb.class) && !NO_STATE.has(verb.class) && !OPINIONS.test(verb.lemma);
};

/** Whether doing a verb brings a thing to another state. */
export const isStateVerb = (verb: string): boolean => {
  const known = verbOf(verb.split(' ')[0] ?? '');
  return verb === 'send' || (known?.class === 'workflow' && !OPINIONS.test(known.lemma));
};
