-- Requests for wrk, no two of which are the same. Arguments: key, path, whether to stream, what the upstream is to do, a
-- word for this run.
-- At the end, one line: requests, answers other than 200 and failures, seconds, microseconds of the 50th and 99th percentile.

local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(arguments)
  local key, stream, shape, run = arguments[1], arguments[3], arguments[4], arguments[5]
  path = arguments[2]
  count = 0
  wrk.method = "POST"
  wrk.headers["Authorization"] = "Bearer " .. key
  wrk.headers["Content-Type"] = "application/json"
  before = '{"model":"auto","stream":' .. stream .. ',"messages":[{"role":"user","content":"'
    .. "Hello, I ordered a pair of running shoes last Tuesday, and the tracking page still says that"
    .. " the parcel is being prepared. I need them before Friday because I am travelling then."
    .. " Could you please tell me where my order got to, and whether I may still change the"
    .. " delivery address to that of my office? " .. shape .. " " .. run .. " " .. number .. " "
  after = '."}]}'
end

function request()
  count = count + 1
  return wrk.format(nil, path, nil, before .. count .. after)
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("result %d %d %.3f %.0f %.0f\n", summary.requests,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout,
    summary.duration / 1e6, latency:percentile(50), latency:percentile(99)))
end
