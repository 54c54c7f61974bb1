package io.mudanza.coordination.limits;

/** The generic cell rate algorithm by Redis' own clock: a key holds the microsecond at which the next would be in time. */
final class Scripts {
    /** KEYS: two per gate. ARGV: three per gate. Answer: number of the gate that refuses (0: none), milliseconds to wait. */
    static final String ASK = """
            local t = redis.call('TIME')
            local now = t[1] * 1000000 + t[2]
            local due = {}
            for i = 1, #KEYS / 2 do
              local key = KEYS[2 * i - 1]
              if ARGV[3 * i - 2] == 'lock' then
                local left = redis.call('PTTL', key)
                if left > 0 and redis.call('EXISTS', KEYS[2 * i]) == 0 then return {i, left} end
              else
                local at = math.max(now, tonumber(redis.call('GET', key) or '0'))
                local early = at - tonumber(ARGV[3 * i]) - now
                if early > 0 then return {i, math.ceil(early / 1000)} end
                due[i] = at + tonumber(ARGV[3 * i - 1])
              end
            end
            for i, at in pairs(due) do
              redis.call('SET', KEYS[2 * i - 1], string.format('%.0f', at), 'PX', math.ceil((at - now) / 1000) + 1)
            end
            return {0, 0}""";

    /** KEYS: count, lock, name to forget. ARGV: interval, tolerance, milliseconds of the lock. Answer: 1 when it locks. */
    static final String BLAME = """
            local t = redis.call('TIME')
            local now = t[1] * 1000000 + t[2]
            redis.call('DEL', KEYS[3])
            local at = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
            if at - tonumber(ARGV[2]) <= now then
              at = at + tonumber(ARGV[1])
              redis.call('SET', KEYS[1], string.format('%.0f', at), 'PX', math.ceil((at - now) / 1000) + 1)
              return 0
            end
            if redis.call('SET', KEYS[2], '1', 'NX', 'PX', ARGV[3]) then return 1 end
            return 0""";

    private Scripts() {}
}
