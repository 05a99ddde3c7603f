import { bare } from './solution-words.ts';

/** Work on a thing that a system does which we do not build. */
export type ReadExternal = { thing: string; system: string };

const OUTSIDE =
  /(?:^| )(?:provider|gateway|carrier|processor|partner|vendor|bank|courier|operator|broker|agency|authority|external .+|third[- ]party .+|mail system|mail server|e-?mail (?:system|service|provider)|sms (?:system|service|provider))$/;
const THROUGH =
  /^(.+?) (?:go|goes|run|runs|are routed|is routed|pass|passes|are made|are done) (?:through|via|over) (.+)$/i;
const HANDLED =
  /^(.+?) (?:is|are|must be|should be) (?:handled|processed|collected|made|charged|taken|sent|delivered|carried out|carried|decided|checked|verified|cleared|settled|transported|dispatched|executed) (?:by|through|via) (.+)$/i;

/** "Payments go through Stripe". */
const PROPER = /^\p{Lu}[\p{L}\d]*(?: \p{Lu}[\p{L}\d]*)?$/u;

const systemOf = (text: string): string => bare(text).replace(/^(?:external|third[- ]party) /, '');

/** "Payments go through a payment provider", "parcels are delivered by a carrier". */
export const readExternal = (sentence: string): ReadExternal | undefined => {
  const text = sentence.trim().replace(/[.;!]+$/, '');
  const found = THROUGH.exec(text) ?? HANDLED.exec(text);
  if (!found) return undefined;
  const [, subject = '', by = ''] = found;
  if (
    /[,;:]/.test(subject) ||
    bare(by).split(' ').length > 4 ||
    /\b(?:states?|steps?|stages?|life cycle)\b/.test(by)
  )
    return undefined;
  if (!OUTSIDE.test(bare(by)) && !PROPER.test(by.trim())) return undefined;
  return { thing: bare(subject), system: systemOf(by) };
};

const GRPC =
  /,?\s*(?:\b(?:and|also)\s+)?(?:\b(?:with|over|through|via|by|using|offers?|exposes?|provides?|has|have|speaks?|supports?|reachable)\s+)+(?:by\s+|over\s+|through\s+)?(?:an?\s+|the\s+)?(?:[\w-]+\s+)?grpc(?:[- ](?:interface|api|endpoint|server|calls?|methods?))?(?:\s+(?:for|to)\s+(?:the\s+|our\s+)?(?:other\s+|internal\s+|calling\s+)?(?:micro-?)?(?:services|calls|systems|callers))?/i;
const LISTED =
  /,?\s*\b(?:and|plus|with)\s+grpc\b(?:\s+(?:calls|interfaces?|apis?|communication))?(?:\s+between\s+(?:the\s+|all\s+|our\s+)?(?:micro-?)?services)?/i;
const STREAMS =
  /,?\s*\b(?:with|by|using|over)\s+(?:a\s+)?stream(?:ing|s)?\s+(?:calls\s+)?between\s+(?:the\s+|our\s+)?(?:other\s+)?(?:micro-?)?services/i;
/** What is left of a sentence that said nothing else. */
const NOTHING_ELSE =
  /^(?:and |also )?(?:it|they|the service|the services|this|other services|the other services|services|(?:other |the other )?services call (?:it|them|each other|one another)|it (?:is|must be|should be|can be|shall be)(?: also)?(?: called| reachable| available| used)?(?: by other services)?|called by other services)?$/i;

export type WithoutInterface = { words: string; rest: string };

/** "with a gRPC interface for the other services": the words that ask for it, and the sentence without them. */
export const readInterface = (sentence: string): WithoutInterface | undefined => {
  const found = GRPC.exec(sentence) ?? LISTED.exec(sentence) ?? STREAMS.exec(sentence);
  if (!found) return undefined;
  const rest = (sentence.slice(0, found.index) + sentence.slice(found.index + found[0].length)).trim();
  const said = rest.replace(/[.;,!\s]+$/, '');
  return NOTHING_ELSE.test(said)
    ? { words: sentence.trim().replace(/[.;!]+$/, ''), rest: '' }
    : { words: found[0].trim().replace(/^,\s*/, ''), rest };
};
