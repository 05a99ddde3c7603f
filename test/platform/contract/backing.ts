/** What a contract suite needs of an adapter under test: fresh data, and any number of clients of it. */
export type Backing<Port> = {
  /** A new client of the same data, as another process would open it. */
  connect(): Promise<Port>;
  /** Ends all clients; the data stays. */
  disconnectAll(): Promise<void>;
  /** Ends all clients and removes the data. */
  destroy(): Promise<void>;
};
