const listed = (...lines: readonly string[]): ReadonlySet<string> => new Set(lines.join(' ').split(' '));

/** Words that no variable, function or parameter may be called in a strict module. */
const reserved = listed(
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends',
  'false finally for function if implements import in instanceof interface let new null package private protected',
  'public return static super switch this throw true try typeof undefined var void while with yield',
);

/** Variables of the generated modules, beside which an aggregate's own must be told apart. */
const locals = listed(
  'actor application assertExpected at body close columns conditions container cursor database document documents',
  'earlier envelope error exclusively expected facts fields filter format found header id input items limit logger model',
  'ndjson notes ok others outbox page path query ready request resource rest rules server service stamp state store stored',
  'accepted another data entries given inbox key reaction refusal stub subject url valid value version wanted',
);

/** Functions of the generated modules, beside which a use case's must be told apart. */
const functions = listed(
  'acceptedFormat assertOwner assertRole assertState assertUnchanged checked created createServer criteriaOf csv currentActor dayOf',
  'developmentEndpoints download earlier earlierDay etagOf filterOf fromCursor idempotentRequest later laterDay lockKey',
  'expectationIn ndjson noContent ok once openEmbeddedStore openPublisher openStore openTelemetry operationsOn optimistically reactionsOn',
  'balanceOf derivedOf listOf nameOf oneOf partOf periodOf sumOf',
  'releaseAll reserveAll rounded scheduleWorker stamps startService summed systemClock toCursor toInstant versionsOf',
);

/** Types that generated modules use beside an aggregate. */
const types = listed(
  'Actor AggregateRoot Array AsyncIterable Boolean CloudEvent CollectionDefinition Configuration ConcurrentChangeError Container',
  'CosmosCollection CosmosInbox CosmosLease CosmosMutableCollection CosmosOutbox Date Decision Dependencies DocumentCollection DomainEvent',
  'DuplicateValueError Envelope Error Exclusively FastifyInstance Function IdempotencyKeyReusedError IdempotentRequest Inbox',
  'Infinity InvariantViolation JSON JsonObject LedgerEntry Logger Map MutableCollection NaN NeverApplicable NotFoundError NotYetApplicable Number Object Omit Operations',
  'Outbox OutboxRelay OwnReactions Page PageRequest Partial Pick Promise Quantity Reaction ReactionDispatcher Readonly ReceivedEvent Record Required ReturnType',
  'RuleViolation Rules RunningService ServiceStore Set SqliteCollection SqliteInbox SqliteMutableCollection SqliteOutbox Stamp',
  'StateConflict String Symbol UnknownReferenceError URL',
);

/** Members that every aggregate has already. */
const members = listed(
  'apply arguments bind call caller constructor hasOwnProperty isPrototypeOf length name propertyIsEnumerable prototype',
  'raise releaseEvents restore state then toJSON toLocaleString toString valueOf version',
);

const isTaken = (name: string): boolean => reserved.has(name) || locals.has(name) || functions.has(name);

/** The variable that holds one of a kind: `auditEvent`, `classEntity`. */
export const variableName = (name: string): string => (isTaken(name) ? `${name}Entity` : name);

/** The variable that holds the repository: `auditEvents`, where that is free. */
export const repositoryName = (one: string, many: string): string =>
  isTaken(many) || many === one ? `${one}Repository` : many;

/** A field in a variable of its own: `class` in `classValue`. */
export const fieldVariable = (name: string): string =>
  name !== 'id' && isTaken(name) ? `${name}Value` : name;

/** A field in a pattern that takes it out, or in an object that it is put into: `member`, `class: classValue`. */
export const fieldMember = (name: string): string =>
  fieldVariable(name) === name ? name : `${name}: ${fieldVariable(name)}`;

/** The function that asserts a rule: `assertCancelUntil`. */
export const assertionName = (rule: string): string => {
  const name = `assert${rule}`;
  return isTaken(name) ? `${name}Rule` : name;
};

/** The function that finds or computes what a field stands for: `classOf`. */
export const valueFunction = (name: string): string =>
  functions.has(`${name}Of`) ? `${name}ValueOf` : `${name}Of`;

/** The function that makes an event: `eventRecorded`. */
export const eventFunction = (name: string): string => (isTaken(name) ? `${name}Event` : name);

/** The type of an event: `EventRecorded`. */
export const eventTypeName = (name: string): string => (types.has(name) ? `${name}Event` : name);

/** The variable that holds the port of a system outside. */
export const systemVariable = (name: string): string =>
  isTaken(name) || name === 'event' ? `${name}System` : name;

/** The function of a use case. */
export const functionName = (name: string): string => (isTaken(name) ? `${name}UseCase` : name);

/** A class that hides nothing that generated modules need: `Error` → `ErrorEntity`. */
export const typeName = (name: string): string => (types.has(name) ? `${name}Entity` : name);

/** The method that does what a use case asks for, or `fallback` where its name cannot be. */
export const methodName = (name: string, fallback: string): string =>
  /^[a-z]+$/.test(name) && !members.has(name) ? name : fallback;

/** Members of an aggregate with behaviour, besides. */
const behaviour = listed('advance release reserve snapshot');

/** The method of a transition or posting, or `fallback` where its name cannot be. */
export const instanceMethodName = (name: string, fallback: string): string =>
  /^[a-z][A-Za-z0-9]*$/.test(name) && !members.has(name) && !behaviour.has(name) ? name : fallback;
