import nlp from 'compromise';

import { verbOf } from '../vision/reading/verbs.ts';

/** The verb that a participle comes from: "requested" → "request". Empty for a word that is no participle: "new", "open". */
export const infinitiveOf = (participle: string): string => {
  const known = verbOf(participle);
  if (known) return known.form === 'participle' ? known.lemma : '';
  if (!/(?:ed|en|t|d)$/.test(participle)) return '';
  const verb = nlp(`they ${participle} it`).verbs().toInfinitive().text();
  return /^[a-z]+$/.test(verb) && verb !== participle ? verb : '';
};
