package io.mudanza.coordination.cache;

import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A namespace in Redis. Keys carry a generation: a new generation empties the namespace at once, however large it is. Who finds
 * nothing leaves a mark under the key and may write only while it is still there, so a value that was read before an
 * invalidation is never written after it. Throws whatever the client throws.
 */
final class RedisSpace {
    private static final String READ = """
            local g = redis.call('GET', KEYS[1])
            if not g or ARGV[5] == '1' then g = ARGV[4]; redis.call('SET', KEYS[1], g) end
            local k = ARGV[1] .. g .. ':' .. ARGV[2]
            local v = redis.call('GET', k)
            if v and string.sub(v, 1, 1) == 'V' then return {k, string.sub(v, 2)} end
            redis.call('SET', k, 'L' .. ARGV[3], 'PX', 60000)
            return {k}""";
    private static final String WRITE = """
            if redis.call('GET', KEYS[1]) == 'L' .. ARGV[1] then
                redis.call('SET', KEYS[1], 'V' .. ARGV[2], 'PX', ARGV[3])
            end""";
    private static final String DELETE = """
            local g = redis.call('GET', KEYS[1])
            if g then redis.call('UNLINK', ARGV[1] .. g .. ':' .. ARGV[2]) end""";
    private static final String PAGE = "500";

    private final Supplier<RedisDataSource> redis;
    private final String prefix;

    /** @param prefix of all keys; in braces what a cluster is to keep together */
    RedisSpace(Supplier<RedisDataSource> redis, String prefix) {
        this.redis = redis;
        this.prefix = prefix;
    }

    /**
     * What was found.
     *
     * @param key   in Redis, with its generation
     * @param mark  allows to write the value; null when there is one
     * @param value null when there is none
     */
    record Found(String key, String mark, String value) {}

    /** @param anew whether to begin a new generation first */
    Found read(String key, boolean anew) {
        String mark = UUID.randomUUID().toString();
        Response answer = redis.get().execute("EVAL", READ, "1", generation(), prefix, key, mark,
                UUID.randomUUID().toString(), anew ? "1" : "0");
        return answer.size() > 1 ? new Found(answer.get(0).toString(), null, answer.get(1).toString())
                : new Found(answer.get(0).toString(), mark, null);
    }

    void write(Found found, String value, Duration ttl) {
        redis.get().execute("EVAL", WRITE, "1", found.key(), found.mark(), value,
                String.valueOf(Math.max(1, ttl.toMillis())));
    }

    void delete(String key) {
        redis.get().execute("EVAL", DELETE, "1", generation(), prefix, key);
    }

    /** Begins a new generation; what is of the old one goes when its time is over. */
    void anew() {
        redis.get().execute("SET", generation(), UUID.randomUUID().toString());
    }

    /** How many keys fit; they are removed page by page, without stopping anybody, unless only counted. */
    long clear(CachePattern pattern, boolean countOnly) {
        Response generation = redis.get().execute("GET", generation());
        return generation == null ? 0 : sweep(redis.get(), pattern.after(prefix + generation + ":"), countOnly);
    }

    /** The same for all keys of a database that fit. */
    static long sweep(RedisDataSource source, String match, boolean countOnly) {
        long count = 0;
        String cursor = "0";
        do {
            Response page = source.execute("SCAN", cursor, "MATCH", match, "COUNT", PAGE);
            cursor = page.get(0).toString();
            List<String> keys = new ArrayList<>();
            page.get(1).forEach(key -> keys.add(key.toString()));
            count += keys.size();
            if (!keys.isEmpty() && !countOnly) {
                source.execute("UNLINK", keys.toArray(String[]::new));
            }
        } while (!cursor.equals("0"));
        return count;
    }

    /** Another one after each start of the server. */
    String runId() {
        return redis.get().execute("INFO", "server").toString().lines().filter(line -> line.startsWith("run_id:"))
                .findFirst().orElse("");
    }

    private String generation() {
        return prefix + "generation";
    }
}
