-- Ends a lease if it is still its holder's, and the same one.
-- KEYS: lease, fence
-- ARGV: holder, fence
if redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('GET', KEYS[2]) == ARGV[2] then
    return redis.call('DEL', KEYS[1])
end
return 0
