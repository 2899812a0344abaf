-- Puts a whole window in the place of what is kept, unless that reaches further or is of a later epoch.
-- KEYS: window, state, sessions of the person, whether the person was forgotten
-- ARGV: epoch, last position, most bytes, seconds to live, milliseconds since 1970, name of the session, turns...
local epoch, last, most_bytes, seconds = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local gone = redis.call('GET', KEYS[4])
if gone and (gone == '' or epoch <= tonumber(gone)) then
    return 0
end
local kept = redis.call('HMGET', KEYS[2], 'epoch', 'position')
local kept_epoch, position = tonumber(kept[1]), tonumber(kept[2])
if kept_epoch and (kept_epoch > epoch or (kept_epoch == epoch and position > last)) then
    return 0
end
redis.call('DEL', KEYS[1])
local bytes = 0
for n = 7, #ARGV do
    bytes = bytes + #ARGV[n]
end
if bytes > most_bytes then
    redis.call('DEL', KEYS[2])
    return 0
end
for n = 7, #ARGV do
    redis.call('RPUSH', KEYS[1], ARGV[n])
end
redis.call('HSET', KEYS[2], 'epoch', epoch, 'position', last, 'bytes', bytes, 'turn_count', last,
           'last_active', ARGV[5], 'current_stage', 'open')
redis.call('SADD', KEYS[3], ARGV[6])
for n = 1, 3 do
    redis.call('EXPIRE', KEYS[n], seconds)
end
return 1
