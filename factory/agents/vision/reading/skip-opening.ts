import { ahead, lower, use, type Scan } from './scan.ts';

/** Openings that ask politely and say nothing about the product. */
const OPENING =
  /^(?:(?:i|we)(?:'d| would)? (?:really )?(?:need|want|like)(?: to have)? (?:something|anything|one) (?:that|which)|please|hi|hello|hey|thanks|thank you|dear \S+|ok|okay|so|well|basically|then|also|finally|first|furthermore|additionally|moreover|in addition|besides|(?:can|could|would|will) you(?: please)?|(?:i|we)(?:'d| would)? (?:really )?(?:need|want|like)(?: you)? to|(?:i|we)(?:'d| would)? (?:really )?(?:like|need|want)(?: to have)?(?= (?:an?|the|our|some|new)\b)|(?:i'd|we'd) like(?: to)?|the (?:goal|aim|purpose|idea) (?:is|of it is) to|it (?:should|must|shall|has to) (?:also )?be possible to|there (?:should|must|shall) be|there is a need for|make sure that|let's|we are looking for|i am looking for|looking for|something for(?= (?:an?|the|our|my) )|(?:i|we)(?:'d| would) (?:really |very much )?(?:appreciate|love|welcome|be (?:happy|glad|grateful) (?:about|for|to have))(?: it if you could build| to have)?)(?: |$)/;

/** Where the first words that say something stand. */
export const skipOpening = (scan: Scan): number => {
  let at = 0;
  for (;;) {
    const found = OPENING.exec(`${ahead(scan, at, 9)} `);
    if (!found) return at;
    const length = found[0].trim().split(' ').length;
    if (lower(scan, at) === 'so' && lower(scan, at + 1) === 'that') return at;
    use(scan, at, at + length);
    at += length;
  }
};
