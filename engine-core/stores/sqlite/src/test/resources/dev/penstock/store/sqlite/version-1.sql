-- Version 1 of the ledger's file. Amounts are nano-dollars, times are microseconds since 1970 in UTC.

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
  saved_nanos integer not null
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
  saved_nanos integer not null
) without rowid;

-- The ledger for people: words, days, dollars.
create view ledger_rows as
select
  n,
  ledger.id,
  case kind
    when 0 then 'answered' when 1 then 'failed' when 2 then 'wasted' when 3 then 'cancelled'
    when 4 then 'lost' when 5 then 'recalled' when 6 then 'refused' when 7 then 'unanswered'
  end as kind,
  date(admitted / 1000000, 'unixepoch') as day,
  strftime('%Y-%m-%dT%H:%M:%SZ', admitted / 1000000, 'unixepoch') as admitted,
  round((ended - started) / 1000.0, 3) as duration_ms,
  tenant, user, replace(tags, char(10), ' ') as tags,
  route, tier, intent, provider, model, model_id, simulated, streamed, failure,
  uncached_input + cache_read + cache_write_5m + cache_write_other as input,
  uncached_input, cache_read, cache_write_5m, cache_write_other, output, reasoning, estimated,
  cost_nanos,
  round(cost_nanos / 1e9, 9) as cost_usd,
  round(baseline_nanos / 1e9, 9) as baseline_usd,
  round(saved_nanos / 1e9, 9) as saved_usd,
  price_version
from ledger join origin on origin.id = ledger.origin;

create view spend_by_day as
select
  day, tenant, provider, model, tier,
  sum(kind in ('answered', 'failed', 'wasted', 'cancelled', 'lost')) as calls,
  sum(kind in ('answered', 'recalled')) as queries,
  sum(kind = 'recalled') as recalled,
  sum(input) as input,
  sum(output) as output,
  round(sum(cost_nanos) / 1e9, 9) as cost_usd,
  round(sum(iif(estimated, cost_nanos, 0)) / 1e9, 9) as estimated_usd,
  round(sum(iif(kind <> 'answered', cost_nanos, 0)) / 1e9, 9) as wasted_usd
from ledger_rows
group by day, tenant, provider, model, tier;

pragma application_id = 1347636273;
pragma user_version = 1;
