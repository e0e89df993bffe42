-- Rows may be of requests that a person took over; the views, made anew after this, name them.
update ledger set kind = kind where false;
