import type { Release } from "./release.ts";

/** The storage of all objects of a class. A class that is renamed or moves to another Worker keeps its namespace. */
export type Namespace = {
  id: string;
  /** The Worker and the class that run its objects. */
  worker: string;
  className: string;
  storage: "sqlite" | "key-value";
};

/** What is live under a Worker's name. */
export type LiveWorker = {
  release: Release;
  code: string;
  /** Ids of the namespaces by binding. They stay right when a class is renamed elsewhere. */
  bound: Record<string, string>;
  /** The migrations that were applied, oldest first. */
  applied: Release["migrations"];
  /** Which of the two forms its configuration has used. */
  form: "migrations" | "exports" | "none";
};

/** What Cloudflare keeps of an account: a value, so that a release that is refused leaves no trace. */
export type Account = {
  workers: Record<string, LiveWorker>;
  namespaces: Namespace[];
  /** Transfers that one Worker expects and the other hasn't committed yet. */
  expected: { className: string; from: string; to: string; storage: Namespace["storage"] }[];
  /** Whether a new class can have key-value storage: since July 2026 only in accounts that had such classes before. */
  keyValue: "closed" | "open";
  /** How many namespaces were ever made. */
  made: number;
};

/** An account in which nothing is live. */
export function emptyAccount(keyValue: Account["keyValue"]): Account {
  return { workers: {}, namespaces: [], expected: [], keyValue, made: 0 };
}

/** What a deploy did to the classes. */
export type Changes = {
  created: string[];
  renamed: { from: string; to: string }[];
  transferred: { from: string; worker: string; to: string }[];
  deleted: string[];
  /** What `exports` still says, although it has been done. */
  stale: string[];
};

export const noChanges = (): Changes => ({ created: [], renamed: [], transferred: [], deleted: [], stale: [] });

/** The namespace of a Worker's class, if there is one. */
export function namespaceOf(account: Account, worker: string, className: string): Namespace | undefined {
  return account.namespaces.find((namespace) => namespace.worker === worker && namespace.className === className);
}

/** The names of other Workers whose live release binds a namespace. */
export function boundElsewhere(account: Account, { id, worker }: Namespace): string[] {
  return Object.entries(account.workers)
    .filter(([name, { bound }]) => name !== worker && Object.values(bound).includes(id))
    .map(([name]) => name);
}

/** Adds an empty namespace. */
export function withNamespace(account: Account, namespace: Omit<Namespace, "id">): Account {
  const made = account.made + 1;
  return { ...account, made, namespaces: [...account.namespaces, { ...namespace, id: `namespace-${made}` }] };
}

/** Lets other code run the objects of a namespace. */
export function withOwner(account: Account, { id }: Namespace, owner: { worker: string; className: string }): Account {
  const namespaces = account.namespaces.map((each) => (each.id === id ? { ...each, ...owner } : each));
  return { ...account, namespaces };
}

/** Removes a namespace, and with it all that its objects have stored. */
export function withoutNamespace(account: Account, { id }: Namespace): Account {
  return { ...account, namespaces: account.namespaces.filter((each) => each.id !== id) };
}
