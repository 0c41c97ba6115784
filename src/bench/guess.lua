-- Tokens of the right length and alphabet that nobody ever made.
local alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
math.randomseed(os.time())
local function text(length)
  local letters = {}
  for i = 1, length do
    local n = math.random(64)
    letters[i] = alphabet:sub(n, n)
  end
  return table.concat(letters)
end
local n = 0
function request()
  n = n + 1
  -- the first byte of an id is the key's: "AQ" is key 1, which exists
  if n % 2 == 0 then return wrk.format("GET", "/o/AQ" .. text(24) .. ".gif?sig=" .. text(22)) end
  return wrk.format("GET", "/c/AQ" .. text(34) .. "?sig=" .. text(22))
end
