/** Past participles that do not end in "-ed", with their infinitives. */
const LEMMAS: Record<string, string> = Object.fromEntries(
  [
    'sent send,paid pay,built build,made make,sold sell,held hold,lost lose,won win,done do,drawn draw,withdrawn withdraw',
    'written write,taken take,given give,shown show,kept keep,found find,read read,left leave,lent lend,spent spend,bought buy',
    'begun begin,broken break,chosen choose,driven drive,hidden hide,laid lay,led lead,met meet,put put,repaid repay,run run',
    'seen see,set set,shut shut,split split,stolen steal,taught teach,thrown throw,torn tear,undone undo,worn wear',
    'brought bring,caught catch,cut cut,fed feed,forgiven forgive,frozen freeze,grown grow,heard hear,hit hit,known know',
    'let let,sought seek,spoken speak,sung sing,swept sweep,told tell,understood understand,woken wake,wound wind',
  ].flatMap((line) => line.split(',').map((pair) => pair.split(' '))),
);

/** As alternatives of a pattern. */
export const IRREGULAR_PARTICIPLES = Object.keys(LEMMAS).join('|');

/** "sent" → "send"; `undefined` for other words. */
export const irregularLemma = (participle: string): string | undefined =>
  Object.hasOwn(LEMMAS, participle) ? LEMMAS[participle] : undefined;

/** "send" → "sent"; `undefined` for verbs with a regular participle. */
export const irregularParticiple = (lemma: string): string | undefined =>
  Object.entries(LEMMAS).find(([, each]) => each === lemma)?.[0];
