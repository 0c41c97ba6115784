-- Requests the paths of the file PATHS in turn. PAUSE (milliseconds per connection) limits the rate.
local paths = {}
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
local n = 0
local pause = tonumber(os.getenv("PAUSE") or "0")
wrk.headers["User-Agent"] = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
function request()
  n = n % #paths + 1
  return wrk.format("GET", paths[n])
end
if pause > 0 then
  function delay() return pause end
end
