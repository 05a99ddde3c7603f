import type { PlannedAttribute } from '../../../domain/product-plan.ts';
import { IRREGULAR_PARTICIPLES } from '../reading/irregular-participles.ts';

type Nature = PlannedAttribute['nature'];

/** What the head word of an attribute's name says it holds. Words of no list hold text. */
const HEADS: readonly [Nature, RegExp][] = [
  ['date', /^(?:date|day|birthday|birthdate|deadline)$/],
  ['instant', /^(?:time|timestamp|datetime|moment|instant|at)$/],
  [
    'number',
    /^(?:count|quantity|capacity|age|year|seats|points|score|rating|stock|pages|copies|floor|rank)$/,
  ],
  [
    'quantity',
    /^(?:weight|height|length|width|depth|volume|temperature|distance|area|percentage|speed|concentration|mass|duration|pressure|humidity|latitude|longitude|altitude|mileage|ratio|value)$/,
  ],
  ['money', /^(?:price|cost|costs|amount|fee|total|salary|budget|balance|charge|revenue|wage|rent|deposit)$/],
  ['flag', /^(?:flag|enabled|disabled|active|urgent|visible|hidden)$/],
  ['details', /^(?:metadata|payload)$/],
];

/** "date of birth" → date, "weight in grams" → weight, "collection date" → date. */
export const headOf = (name: string): string => (name.split(/ (?:of|in) /)[0] ?? '').split(' ').at(-1) ?? '';

/** "date found" → "date", "hours worked" → "hours". */
const withoutParticiple = (name: string): string =>
  name.replace(new RegExp(` (?:[a-z]+[^e\\W]ed|${IRREGULAR_PARTICIPLES})$`), '');

/** "hours worked" is measured, "goals scored" are counted, "date found" is a date. */
const natureOfDone = (name: string): Nature | undefined => {
  const inner = withoutParticiple(name);
  if (inner === name) return undefined;
  if (
    /(?:^| )(?:hours|minutes|days|weeks|metres|meters|kilometres|kilometers|km|miles|litres|liters)$/.test(
      inner,
    )
  )
    return 'quantity';
  const nature = natureOf(inner);
  return nature === 'text' && /[^s]s$/.test(inner) ? 'number' : nature === 'text' ? undefined : nature;
};

export const natureOf = (name: string): Nature => {
  const done = natureOfDone(name);
  if (done !== undefined) return done;
  if (/(?:^| )(?:hourly|daily|weekly|monthly|nightly|day) rate$/.test(name)) return 'money';
  if (/^(?:(?:maximum|minimum|max|min|total) )?(?:number|amount) of /.test(name)) return 'number';
  if (/^(?:start|end|begin|beginning)$/.test(name)) return 'instant';
  if (/^(?:is|has|whether) /.test(name)) return 'flag';
  if (/(?:ed|made|born) on$/.test(name)) return 'date';
  if (
    /(?:^| )(?:value|level|consumption|usage|reading|size) in |(?:^| )amount in (?!(?:euros?|dollars?|pounds?|francs?|eur|usd|gbp|chf|cents?|money|cash|the)\b)/.test(
      name,
    )
  )
    return 'quantity';
  return HEADS.find(([, heads]) => heads.test(headOf(name)))?.[0] ?? 'text';
};

/** Words that by themselves say that they tell one thing from another. */
const IDENTIFIER = /^(?:barcode|isbn|sku|vin|iban|qr-code|identifier|id|number|code|reference|serial)$/;
const SERIAL =
  /^(?:serial|inventory|registration|asset|tag|catalogue|catalog|reference|identification|unique|chassis|accession)$/;

/** Whether an attribute identifies its thing: "barcode", "serial number", "invoice number" of an invoice. */
export const identifies = (attribute: string, subject: string): boolean => {
  const words = attribute.split(' ');
  const head = words.pop() ?? '';
  if (!IDENTIFIER.test(head) || attribute.includes(' of ')) return false;
  return words.every((word) => SERIAL.test(word) || subject.split(' ').includes(word));
};

/** Whether an attribute says when the thing itself happened: "date", "time", "visit date" of a visit. */
export const isMoment = (attribute: string, subject: string): boolean => {
  const nature = natureOf(attribute);
  if (nature !== 'date' && nature !== 'instant') return false;
  const [name = '', of = ''] = attribute.split(' of ');
  const modifiers = [...name.split(' ').slice(0, -1), ...of.split(' ').filter(Boolean)];
  return modifiers.every(
    (word) => /^(?:start|event|occurrence)$/.test(word) || subject.split(' ').includes(word),
  );
};
