-- Appends turns to a window if they follow on what is kept, trims it, and notes the state of the session.
-- KEYS: window, state, sessions of the person, whether the person was forgotten
-- ARGV: epoch, first position, most turns, most bytes, seconds to live, milliseconds since 1970, name of the session,
--       turns...
-- Answers 1 where the window reaches to the last of these turns now, and 0 where it does not.
local epoch, first = tonumber(ARGV[1]), tonumber(ARGV[2])
local most, most_bytes, seconds = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local last = first + #ARGV - 8
local gone = redis.call('GET', KEYS[4])
if gone and (gone == '' or epoch <= tonumber(gone)) then
    -- News of before an erasure, or of somebody of whom nobody knows whether they are.
    return 0
end
local kept = redis.call('HMGET', KEYS[2], 'epoch', 'position', 'bytes')
local kept_epoch, position, bytes = tonumber(kept[1]), tonumber(kept[2]), tonumber(kept[3]) or 0
if kept_epoch and kept_epoch > epoch then
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
    bytes = 0
end
local length
for n = 8, #ARGV do
    length = redis.call('RPUSH', KEYS[1], ARGV[n])
    bytes = bytes + #ARGV[n]
end
if length > most then
    for _, turn in ipairs(redis.call('LPOP', KEYS[1], length - most)) do
        bytes = bytes - #turn
    end
end
if bytes > most_bytes then
    redis.call('DEL', KEYS[1], KEYS[2])
    return 0
end
redis.call('HSET', KEYS[2], 'epoch', epoch, 'position', last, 'bytes', bytes, 'turn_count', last,
           'last_active', ARGV[6], 'current_stage', 'open')
redis.call('SADD', KEYS[3], ARGV[7])
for n = 1, 3 do
    redis.call('EXPIRE', KEYS[n], seconds)
end
return 1
