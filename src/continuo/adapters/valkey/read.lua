-- Returns a window as one string, if it reaches exactly to a position under an epoch: of each turn its length, 4 bytes
-- big-endian, and the turn. One string of a hundred turns is read by a client in a fifth of the time of a hundred.
-- KEYS: window, state, sessions of the person
-- ARGV: epoch, position
local kept = redis.call('HMGET', KEYS[2], 'epoch', 'position')
if kept[1] ~= ARGV[1] or kept[2] ~= ARGV[2] then
    return false
end
-- What is read together ages together: the names of a person's sessions must not go before their windows do.
redis.call('TOUCH', KEYS[3])
local found = {}
for _, turn in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
    found[#found + 1] = struct.pack('>I4', #turn)
    found[#found + 1] = turn
end
return table.concat(found)
