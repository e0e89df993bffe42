-- Version 2 of the ledger's file. Amounts are nano-dollars, times are microseconds since 1970 in UTC.

-- What many rows have in common.
create table origin (
  id integer primary key,
  tenant text not null,
  route text not null,
  tier text not null,
  intent text,
  provider text not null,
  model text not null,
  model_id text not null,
  simulated integer not null,
  streamed integer not null,
  price_version text not null
);

-- A row per call to a provider, and per request that no provider answered. Rows are never changed.
create table ledger (
  n integer primary key,
  id text not null,
  kind integer not null,
  admitted integer not null,
  started integer not null, -- after admitted
  ended integer not null, -- after admitted
  origin integer not null references origin (id),
  user text,
  tags text, -- one per line
  failure text,
  uncached_input integer not null,
  cache_read integer not null,
  cache_write_5m integer not null,
  cache_write_other integer not null,
  output integer not null,
  reasoning integer not null, -- a part of output
  estimated integer not null,
  cost_nanos integer not null,
  baseline_nanos integer not null,
  saved_nanos integer not null,
  response_id text -- the provider's own id of its answer
);

create index ledger_admitted on ledger (admitted);

-- What was spent under a budget, for one value of its scope, in one period.
create table account (
  id integer primary key,
  budget text not null,
  scope text not null,
  period text not null,
  value text not null,
  since integer, -- seconds since 1970; null for a budget without end
  until integer,
  cost_nanos integer not null,
  tokens integer not null,
  requests integer not null
);

-- What is held for calls under way; from id on, the row that is appended if nobody sees their end.
create table hold (
  hold_id text primary key,
  accounts text not null, -- ids, separated by commas
  expires integer not null,
  held_nanos integer not null,
  held_tokens integer not null,
  held_requests integer not null,
  id text not null,
  kind integer not null,
  admitted integer not null,
  started integer not null,
  ended integer not null,
  origin integer not null,
  user text,
  tags text,
  failure text,
  uncached_input integer not null,
  cache_read integer not null,
  cache_write_5m integer not null,
  cache_write_other integer not null,
  output integer not null,
  reasoning integer not null,
  estimated integer not null,
  cost_nanos integer not null,
  baseline_nanos integer not null,
  saved_nanos integer not null,
  response_id text
) without rowid;
