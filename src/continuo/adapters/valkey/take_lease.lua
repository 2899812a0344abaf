-- Gives a lease to whoever asks first, and renews it for its holder.
-- KEYS: lease, fence, sessions of the person
-- ARGV: holder, milliseconds, seconds that a fence is remembered, name of the session
-- Answers the fence, or nothing where another holds the lease.
local held = redis.call('GET', KEYS[1])
if held and held ~= ARGV[1] then
    return false
end
local fence = tonumber(redis.call('GET', KEYS[2]) or 0)
if not held then
    -- By the clock of the server: a fence that was forgotten (a server restarted, or flushed) is not given out again.
    local now = redis.call('TIME')
    fence = math.max(fence + 1, now[1] * 1000 + math.floor(now[2] / 1000))
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('SET', KEYS[2], string.format('%.0f', fence), 'EX', ARGV[3])
redis.call('SADD', KEYS[3], ARGV[4])
redis.call('EXPIRE', KEYS[3], ARGV[3])
return string.format('%.0f', fence)
