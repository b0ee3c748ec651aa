/**
 * A group is one hash: its version in `floor`, its answers in the other fields. They expire, are evicted and are lost together, so an
 * old answer never outlives the version that forbids it; and all answers in the hash are of the version in `floor`.
 */

/** KEYS: hash. ARGV: version, field, packed answer, time to live in ms, most fields. Gives 1 when stored. */
export const SET_ANSWER = `
local floor = tonumber(redis.call('HGET', KEYS[1], 'floor') or '-1')
local version = tonumber(ARGV[1])
if version < floor then return 0 end
-- when memory is full this is refused, before anything was removed
redis.call('HSET', KEYS[1], 'floor', ARGV[1])
if version > floor or redis.call('HLEN', KEYS[1]) > tonumber(ARGV[5]) then
  redis.call('UNLINK', KEYS[1])
  redis.call('HSET', KEYS[1], 'floor', ARGV[1])
end
redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1
`;

/** KEYS: hash. ARGV: version, time to live in ms. Gives 1 when the version was raised. */
export const RAISE_FLOOR = `
if tonumber(ARGV[1]) <= tonumber(redis.call('HGET', KEYS[1], 'floor') or '-1') then return 0 end
-- removing first also lets the small write through when memory is full
redis.call('UNLINK', KEYS[1])
redis.call('HSET', KEYS[1], 'floor', ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
`;
