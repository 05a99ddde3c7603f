const SYSTEM =
  '(?:the |our |this |an? )?(?:new )?(?:system|service|application|app|platform|software|solution|product|tool|portal|micro-?service)';
const AUXILIARY = '(?:(?:shall|must|should|will|can|has to|needs to) (?:also )?)?';
const WHO =
  "(?:(?:an?|the|all|any|every|each) )?(?:(?:registered|authori[sz]ed|authenticated|logged-in) )?[\\p{L}'-]+(?: [\\p{L}'-]+)?";

/** What lets people do something, and who they are. */
const LETTING: readonly RegExp[] = [
  new RegExp(`^${SYSTEM} ${AUXILIARY}(?:allow|enable|permit)s? (${WHO}?) to `, 'iu'),
  new RegExp(`^${SYSTEM} ${AUXILIARY}lets? ((?:(?:an?|the|all|any|every|each) )?[\\p{L}'-]+) `, 'iu'),
  new RegExp(
    `^${SYSTEM} ${AUXILIARY}(?:provide|give|offer)s? (${WHO}?) (?:with )?(?:the|a) (?:ability|possibility|option|means|way) to `,
    'iu',
  ),
  new RegExp(`^${SYSTEM} ${AUXILIARY}make it possible for (${WHO}?) to `, 'iu'),
  new RegExp(`^it (?:shall|must|should|will|has to) (?:also )?be possible for (${WHO}?) to `, 'iu'),
  new RegExp(
    `^(${WHO}?) (?:shall|must|should|will) (?:also )?(?:be able|be allowed|be permitted|have the (?:ability|possibility|option)) to `,
    'iu',
  ),
];

/** "The system shall allow a clerk to accept …" → "A clerk can accept …": who is let do something does it. */
export const asDone = (text: string): string => {
  for (const pattern of LETTING) {
    const [whole, who = ''] = pattern.exec(text) ?? [];
    if (whole !== undefined && !/^(?:it|us|me|i|we)$/i.test(who))
      return `${who.charAt(0).toUpperCase()}${who.slice(1)} can ${text.slice(whole.length)}`;
  }
  return text;
};
