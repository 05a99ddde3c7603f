/** "REQ-1:", "FR2.", "US-3 –", "1.2", "User story 4:": what numbers a requirement and says nothing. */
const NUMBERED = new RegExp(
  `^[[(]?(?:${[
    '(?:REQ|NFR|FR|BR|UR|SR|US|UC|AC|RQ|R|F)[-_. ]?\\d+(?:\\.\\d+)*[\\])]?\\s*(?:[:.)–—-]\\s*|\\s(?=[A-Z]))',
    '[A-Z]{2,8}-\\d+[\\])]?\\s*(?:[:.)–—-]\\s*|\\s(?=[A-Z]))',
    '(?:[Uu]ser [Ss]tory|[Ss]tory|[Rr]equirement|[Uu]se [Cc]ase|[Ff]eature|[Rr]ule|[Ee]pic|[Ss]cenario)\\s+#?\\d+(?:\\.\\d+)*\\s*[:.)–—-]\\s*',
    '\\d+(?:\\.\\d+)+[.)]?\\s+(?=[A-Z])',
  ].join('|')})`,
  'u',
);

/** "Must have: users can …": how much it is wanted; what follows is wanted all the same. */
const WEIGHED = /^(?:(?:must|should|could|nice to)[ -]haves?|musts?|shoulds?|coulds?)\s*:\s*(?=\S)/i;

/** "Description: the shed keeps …": what kind of text follows. */
const INTRODUCED =
  /^(?:(?:short |product |project )?(?:description|summary|overview|background|context)|(?:functional |business )?requirements?|acceptance criteria|details)\s*:\s*(?=\S+(?:\s+\S+){3})/i;

const MARKS: readonly RegExp[] = [NUMBERED, WEIGHED, INTRODUCED];

/** A sentence without what numbers, weighs or announces it. */
export const withoutMarks = (text: string): string => {
  const rest = MARKS.reduce((left, mark) => left.replace(mark, ''), text);
  return rest === text || rest === '' ? text : withoutMarks(rest);
};

const TITLED =
  /^(?:title|(?:project|product|service|application|app|system)(?: name| title)?|name of the (?:project|product|service|app|system))\s*:\s*([^:;]{2,60}?)[.]?$/i;

/** "Title: Bike shed" → "Bike shed". */
export const titleIn = (text: string): string | undefined => TITLED.exec(text)?.[1];

const FOLLOWING =
  /\b(with|has|have|having|contains?|includes?|including|store|stores) (?:(?:all|at least) )?the following (?:data |record )?(?:fields|attributes|properties|columns|data|details|information|items)\s*:?/gi;

/** "with the following fields:" → "with:". */
export const withoutFollowing = (text: string): string => text.replace(FOLLOWING, '$1:');

const NATURE =
  '(?:text|string|number|integer|decimal|amount|date|day|time|timestamp|boolean|yes/no|yes or no|optional|required|mandatory|unique)';
/** "Size – number", "Kind: small, medium or large": a field and what it may hold, as an item of a list. */
const FIELD = new RegExp(
  `^([\\p{L}][\\p{L} -]{0,30}?)(?:\\s*:\\s*|\\s+–\\s+)((?:an? )?${NATURE}(?:, ${NATURE})*|(?:one of )?[\\p{L}\\p{N}-]+(?: [\\p{L}\\p{N}-]+)?(?:, [\\p{L}\\p{N}-]+(?: [\\p{L}\\p{N}-]+)?)*,? or [\\p{L}\\p{N}-]+(?: [\\p{L}\\p{N}-]+)?)[.,;]?$`,
  'iu',
);

/** What it may hold goes into a bracket: "Size (number)". */
export const bracketed = (item: string): string =>
  item.replace(FIELD, (_, name: string, rest: string) => `${name} (${rest.replace(/^an? /i, '')})`);

/** Words above a list that name no thing whose attributes the items could be. */
export const NO_OWNER =
  /^(?:.* )?(?:roles?|actors?|users?|stakeholders|features?|functions?|functionality|stories|requirements|criteria|rules?|states?|status|statuses|entities|things|objects|endpoints?|operations?|goals?|scope|notes?|constraints?|assumptions?|services?|microservices?|modules?|processes|workflows?|steps?|types?|kinds?|category|categories|priority|priorities|permissions?|events?|have|may|can)$/i;
