/** Words that no variable, function or parameter may be called in a strict module. */
const reserved = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof undefined var void while with yield'
  ).split(' '),
);

/** Types that generated modules use beside an aggregate, so that none may take their names. */
const languageTypes = new Set(
  (
    'Aggregate Array AsyncIterable Boolean Clock Dependencies Date Error Function Infinity JsonObject NaN Number Object Operations ' +
    'Omit Outbox Page Partial Pick Promise Readonly Record Rules Set Map Stamp Store String Symbol'
  ).split(' '),
);

/** A name for a variable or function that the language leaves free. */
export const variableName = (name: string): string => (reserved.has(name) ? `${name}Item` : name);

/** A name for a class that hides nothing the generated code needs: `Error` → `ErrorItem`. */
export const typeName = (name: string): string => (languageTypes.has(name) ? `${name}Item` : name);

/** Names that a class has already, as static or instance member. */
const members = new Set(
  (
    'apply arguments bind call caller constructor length name prototype raise releaseEvents restore state toString ' +
    'valueOf version'
  ).split(' '),
);

/** A method's name, or what to use in its place. */
export const methodName = (name: string, fallback: string): string =>
  /^[a-z]+$/.test(name) && !members.has(name) ? name : fallback;
