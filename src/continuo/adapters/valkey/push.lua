-- Appends turns to a window if they follow on what is kept, trims it, and notes the state of the session.
-- KEYS: window, state, sessions of the person
-- ARGV: epoch, first position, most turns, seconds to live, milliseconds since 1970, name of the session, turns...
-- Answers 1 where the window reaches to the last of these turns now, and 0 where it does not.
local epoch, first, most = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local seconds, now, name = tonumber(ARGV[4]), ARGV[5], ARGV[6]
local last = first + #ARGV - 7
local kept = redis.call('HMGET', KEYS[2], 'epoch', 'position')
local kept_epoch, position = tonumber(kept[1]), tonumber(kept[2])

if kept_epoch and kept_epoch > epoch then
    -- News of before an erasure.
    return 0
end
if position and kept_epoch == epoch and position >= last then
    -- They are there already, or were overtaken by others.
    return 1
end
local follows = first == 1 or (position == first - 1 and kept_epoch == epoch and redis.call('EXISTS', KEYS[1]) == 1)
if not follows then
    -- A gap: no window is better than one with a hole.
    redis.call('DEL', KEYS[1], KEYS[2])
    return 0
end
if first == 1 then
    redis.call('DEL', KEYS[1])
end
for n = 7, #ARGV do
    redis.call('RPUSH', KEYS[1], ARGV[n])
end
redis.call('LTRIM', KEYS[1], -most, -1)
redis.call('HSET', KEYS[2], 'epoch', epoch, 'position', last, 'turn_count', last, 'last_active', now,
           'current_stage', 'open')
redis.call('SADD', KEYS[3], name)
for n = 1, 3 do
    redis.call('EXPIRE', KEYS[n], seconds)
end
return 1
