-- What release 1 has made in the object of each concert. It is live, and selling.

CREATE TABLE _sql_schema_migrations (id INTEGER PRIMARY KEY, applied_at TEXT NOT NULL DEFAULT (datetime('now')));
INSERT INTO _sql_schema_migrations (id) VALUES (1);

-- One row. The price of a seat is in cents. There was no waiting room.
CREATE TABLE concert (price INTEGER NOT NULL);

CREATE TABLE seats (
  seat TEXT PRIMARY KEY,      -- 'A1'
  buyer TEXT,                 -- who holds it, or has bought it; NULL: nobody ever did
  held_until INTEGER,         -- seconds since 1970; at that very second the hold is over. Nobody tidies up after it
  payment TEXT                -- the payment it was bought by, under the name that the bank was given; NULL: it isn't sold
);

-- A buyer's hold is all the seats that she holds: she has one at a time, and it has no name. She may have bought others
-- before. All seats of one hold end at the same time, and are paid by the same payment. What is sold keeps the end of its hold,
-- which may be yet to come. Amounts aren't stored: they are seats times price.
