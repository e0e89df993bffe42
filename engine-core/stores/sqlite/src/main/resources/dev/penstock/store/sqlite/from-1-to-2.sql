-- The provider's own id of its answer is kept; rows before have none.
alter table ledger add column response_id text;
alter table hold add column response_id text;
