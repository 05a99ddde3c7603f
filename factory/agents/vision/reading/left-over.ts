import { CHATTER, isFunctionWord } from './function-words.ts';
import { verbOf, type VerbClass } from './verbs.ts';
import type { Word } from './word.ts';

const TOPICS: readonly [string, RegExp][] = [
  [
    'permission',
    /\b(?:only .* (?:can|may|see|change|export)|roles?|permissions?|rights?|admins?|administrators?|authori[sz]\w+|authenticat\w+|log(?:ged)? ?in|sign ?(?:in|up)|passwords?|access control|tenants?|private|owner only)\b/,
  ],
  ['notification', /\b(?:notif\w+|e-?mails?|sms|alerts?|remind\w*|messages?|inform\w*|newsletters?)\b/],
  [
    'limit',
    /\b(?:at most|at least|no more than|no fewer than|up to|maximum|minimum|more than|less than|fewer than)\b/,
  ],
  [
    'time',
    /\b(?:within|before|after|until|expires?|overdue|deadline|daily|weekly|monthly|yearly|hourly|nightly|every (?:day|week|month|year|hour|night|minute)|per (?:day|week|month|year|hour)|days?|weeks?|months?|years?|hours?|minutes?|seconds?|retention)\b/,
  ],
  [
    'limit',
    /\b(?:at most|at least|no more than|up to|maximum|minimum|max|min|more than|less than|fewer than|limit\w*|\d[\d.,%]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred|positive|negative|zero|once|twice)\b/,
  ],
  ['condition', /\b(?:if|when|whenever|unless|otherwise|in case|as soon as)\b/],
  ['export-format', /\b(?:pdf|excel|xlsx?|xml|yaml|parquet|word documents?)\b/],
  [
    'integration',
    /\b(?:integrat\w+|sync\w*|webhooks?|import\w*|third.party|external|kafka|erp|crm|sap|slack|api of|virus\w*|malware|ocr)\b/,
  ],
  [
    'calculation',
    /\b(?:totals?|sums?|averages?|counts?|statistics?|reports?|dashboards?|charts?|calculat\w+|comput\w+|sort\w*|rank\w*|graphs?|trends?)\b/,
  ],
  [
    'interface',
    /\b(?:pages?|screens?|mobile|web ?site|frontend|front-end|ui|app store|buttons?|portal|barcode scanner)\b/,
  ],
  [
    'quality',
    /\b(?:fast|secure|securely|scal\w+|reliabl\w+|performan\w+|robust|highly available|user.friendly|intuitive|modern|available|responsive|gdpr|compliant)\b/,
  ],
  [
    'technology',
    /\b(?:java|python|go|rust|c#|\.net|postgres\w*|mysql|mongodb?|redis|react|angular|docker|kubernetes|grpc|graphql|aws|gcp)\b/,
  ],
];

/** Topics that weigh more than the verb. */
const EARLY = 4;

const CLASS_TOPICS: Partial<Record<VerbClass, string>> = {
  workflow: 'workflow',
  notification: 'notification',
  calculation: 'calculation',
  integration: 'integration',
  permission: 'permission',
  validation: 'limit',
};

/** What words that became no requirement are about. */
export const topicOf = (words: readonly Word[]): string => {
  const text = words.map(({ lower }) => lower).join(' ');
  const [early, late] = [TOPICS.slice(0, EARLY), TOPICS.slice(EARLY)];
  const found = early.find(([, pattern]) => pattern.test(text));
  if (found) return found[0];
  for (const { lower } of words.slice(0, 4)) {
    const topic = CLASS_TOPICS[verbOf(lower)?.class ?? 'log'];
    if (topic) return topic;
  }
  return late.find(([, pattern]) => pattern.test(text))?.[0] ?? 'unknown';
};

/** Whether a word says something: neither grammar nor politeness. */
export const isContent = (word: string): boolean =>
  /[\p{L}\p{N}]/u.test(word) && !isFunctionWord(word) && !CHATTER.has(word);

/** Grammar that changes what is meant all the same, and may therefore not be passed over. */
export const isTelling = (word: Word): boolean =>
  word.number ||
  /^(?:only|never|not|unless|until|within|before|after|once|cannot|if|when|nobody)$/.test(word.lower);
