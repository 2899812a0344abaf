-- Puts a whole window in the place of what is kept, unless that reaches further or is of a later epoch.
-- KEYS: window, state, sessions of the person
-- ARGV: epoch, last position, seconds to live, milliseconds since 1970, name of the session, turns...
local epoch, last, seconds = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local kept = redis.call('HMGET', KEYS[2], 'epoch', 'position')
local kept_epoch, position = tonumber(kept[1]), tonumber(kept[2])
if kept_epoch and (kept_epoch > epoch or (kept_epoch == epoch and position > last)) then
    return 0
end
redis.call('DEL', KEYS[1])
for n = 6, #ARGV do
    redis.call('RPUSH', KEYS[1], ARGV[n])
end
redis.call('HSET', KEYS[2], 'epoch', epoch, 'position', last, 'turn_count', last, 'last_active', ARGV[4],
           'current_stage', 'open')
redis.call('SADD', KEYS[3], ARGV[5])
for n = 1, 3 do
    redis.call('EXPIRE', KEYS[n], seconds)
end
return 1
