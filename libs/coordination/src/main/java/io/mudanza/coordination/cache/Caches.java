package io.mudanza.coordination.cache;

import io.quarkus.redis.datasource.RedisDataSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The namespaces of a node. */
public final class Caches {
    private final Map<CacheSpace, Supplier<RedisDataSource>> redis;
    private final Map<CacheSpace, Cache> caches = new EnumMap<>(CacheSpace.class);
    private final String lockPrefix;

    /**
     * @param redis a client for the database of each namespace; empty for a node without Redis
     * @param node  name of the node: nodes may share a Redis
     */
    public Caches(Map<CacheSpace, Supplier<RedisDataSource>> redis, String node) {
        this.redis = Map.copyOf(redis);
        this.lockPrefix = lockPrefix(node);
        for (CacheSpace space : List.of(CacheSpace.DEFAULT, CacheSpace.SESSIONS)) {
            caches.put(space, new Cache(space, redis.get(space), "{mudanza:" + node + "}:cache:"));
        }
    }

    /** What the hints about locks begin with. */
    public static String lockPrefix(String node) {
        return "mudanza:" + node + ":locks:";
    }

    /** Figures, lists. */
    public Cache standard() {
        return caches.get(CacheSpace.DEFAULT);
    }

    /** What belongs to somebody who is signed in. */
    public Cache sessions() {
        return caches.get(CacheSpace.SESSIONS);
    }

    /** What was cleared of a namespace. */
    public record Cleared(CacheSpace space, long keys) {}

    /** Everything of every namespace; only counted where so wished. */
    public List<Cleared> clearAll(boolean countOnly) {
        List<Cleared> cleared = new ArrayList<>();
        caches.forEach((space, cache) -> {
            cleared.add(new Cleared(space, cache.clear(CachePattern.ALL, countOnly)));
            if (!countOnly) {
                cache.clear();
            }
        });
        cleared.add(clearLocks(countOnly));
        return cleared;
    }

    /**
     * The hints about locks. The locks themselves stand in PostgreSQL and stay.
     *
     * @throws RedisAwayException when Redis does not answer: hints end with the leases that they tell of
     */
    public Cleared clearLocks(boolean countOnly) {
        Supplier<RedisDataSource> source = redis.get(CacheSpace.LOCKS);
        try {
            return new Cleared(CacheSpace.LOCKS, source == null ? 0
                    : RedisSpace.sweep(source.get(), CachePattern.ALL.after(lockPrefix), countOnly));
        } catch (RuntimeException away) {
            throw new RedisAwayException(away);
        }
    }

    /** What fits a pattern, but for locks. */
    public List<Cleared> clear(CachePattern pattern, boolean countOnly) {
        return caches.entrySet().stream()
                .map(each -> new Cleared(each.getKey(), each.getValue().clear(pattern, countOnly))).toList();
    }
}
