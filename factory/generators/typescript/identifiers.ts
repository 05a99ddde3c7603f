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
  'accepted another data inbox key reaction refusal stub subject url valid version wanted',
);

/** Functions of the generated modules, beside which a use case's must be told apart. */
const functions = listed(
  'acceptedFormat assertOwner assertRole assertState checked created createServer criteriaOf csv currentActor dayOf',
  'developmentEndpoints download earlier earlierDay etagOf filterOf fromCursor idempotentRequest later laterDay lockKey',
  'expectationIn ndjson noContent ok once openEmbeddedStore openPublisher openStore operationsOn optimistically reactionsOn',
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
  'apply arguments bind call caller constructor length name prototype raise releaseEvents restore state toString',
  'valueOf version',
);

const isTaken = (name: string): boolean => reserved.has(name) || locals.has(name) || functions.has(name);

/** The variable that holds one of a kind: `auditEvent`, `classEntity`. */
export const variableName = (name: string): string => (isTaken(name) ? `${name}Entity` : name);

/** The variable that holds the repository: `auditEvents`, where that is free. */
export const repositoryName = (one: string, many: string): string =>
  isTaken(many) || many === one ? `${one}Repository` : many;

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
