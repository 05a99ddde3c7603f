const ONES =
  /^(.*\b(?:micro-?)?services)(?::|,| –|, namely) (one (?:for|of) .+? and (?:one|another|the other) (?:for|of) .+?)[.;]?$/iu;
const NEXT = /(?:,? and|,|;)\s+(?=(?:one|another|a third|the other) (?:for|of) )/iu;
const ONE = /^(?:one|another|a third|the other) (?:for|of) (?:the )?/iu;
const DETAILS = /\s*\(([^()]+)\)$/;

/** "two services: one for members (name) and one for newsletters" → "two services: members with name; newsletters". */
export const withNamedOnes = (sentence: string): string =>
  sentence.replace(ONES, (_, head: string, ones: string) => {
    const items = ones.split(NEXT).map((item) => item.replace(ONE, '').replace(DETAILS, ' with $1'));
    return `${head}: ${items.join('; ')}.`;
  });
