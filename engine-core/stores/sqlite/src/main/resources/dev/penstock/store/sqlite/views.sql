-- The ledger for people: words, days, dollars.
create view ledger_rows as
select
  n,
  ledger.id,
  case kind
    when 0 then 'answered' when 1 then 'failed' when 2 then 'wasted' when 3 then 'cancelled'
    when 4 then 'lost' when 5 then 'recalled' when 6 then 'refused' when 7 then 'unanswered'
    when 8 then 'shadow' when 9 then 'judge' when 10 then 'embedding' when 11 then 'handed-over'
    when 12 then 'escalated'
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
  price_version,
  response_id
from ledger join origin on origin.id = ledger.origin;

create view spend_by_day as
select
  day, tenant, provider, model, tier,
  sum(kind in ('answered', 'failed', 'wasted', 'cancelled', 'lost', 'shadow', 'judge', 'embedding')) as calls,
  sum(kind in ('answered', 'recalled')) as queries,
  sum(kind = 'recalled') as recalled,
  sum(kind in ('handed-over', 'escalated')) as escalated,
  sum(input) as input,
  sum(output) as output,
  round(sum(cost_nanos) / 1e9, 9) as cost_usd,
  round(sum(iif(estimated, cost_nanos, 0)) / 1e9, 9) as estimated_usd,
  round(sum(iif(kind in ('answered', 'shadow', 'judge', 'embedding'), 0, cost_nanos)) / 1e9, 9) as wasted_usd,
  round(sum(iif(kind in ('shadow', 'judge', 'embedding'), cost_nanos, 0)) / 1e9, 9) as cache_usd
from ledger_rows
group by day, tenant, provider, model, tier;
