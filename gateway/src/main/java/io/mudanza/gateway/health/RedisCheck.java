package io.mudanza.gateway.health;

import io.mudanza.infra.Finding;
import io.mudanza.infra.Findings;
import io.quarkus.redis.client.RedisClientName;
import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Looks at Redis and at each of its databases that the node uses. */
@ApplicationScoped
class RedisCheck {
    private static final int PINGS = 20;
    private static final String OFF = "switched off: PostgreSQL decides about locks, values are kept in each process";
    private static final String START = "Start Redis, or set REDIS_ENABLED=false to do without: all works, slower.";

    private final Instance<RedisDataSource> standard;
    private final Instance<RedisDataSource> locks;
    private final Instance<RedisDataSource> sessions;
    private final boolean enabled;

    RedisCheck(
            Instance<RedisDataSource> standard,
            @RedisClientName("locks") Instance<RedisDataSource> locks,
            @RedisClientName("sessions") Instance<RedisDataSource> sessions,
            @ConfigProperty(name = "mudanza.redis.enabled", defaultValue = "true") boolean enabled) {
        this.standard = standard;
        this.locks = locks;
        this.sessions = sessions;
        this.enabled = enabled;
    }

    List<Finding> look() {
        Findings findings = new Findings("redis");
        if (!enabled) {
            findings.ok("backend", OFF);
            return findings.list();
        }
        database("default_cache", standard, findings);
        database("locks_cache", locks, findings);
        database("sessions_cache", sessions, findings);
        try {
            server(standard.get(), findings);
        } catch (RuntimeException away) {
            findings.warning("backend", "does not answer", START);
        }
        return findings.list();
    }

    private static void database(String name, Instance<RedisDataSource> client, Findings findings) {
        long since = System.nanoTime();
        try {
            RedisDataSource source = client.get();
            String key = "mudanza:check:" + UUID.randomUUID();
            source.execute("SET", key, "1", "PX", "5000");
            boolean there = source.execute("GETDEL", key) != null;
            if (there) {
                findings.ok(name, "connected", since);
            } else {
                findings.warning(name, "does not keep what is written", "Look at maxmemory and its policy.");
            }
        } catch (RuntimeException away) {
            findings.warning(name, "does not answer", START);
        }
    }

    private static void server(RedisDataSource source, Findings findings) {
        Map<String, String> info = info(source);
        findings.ok("version", info.getOrDefault("redis_version", "unknown"));
        double[] millis = new double[PINGS];
        for (int i = 0; i < PINGS; i++) {
            long since = System.nanoTime();
            source.execute("PING");
            millis[i] = Findings.millis(since);
        }
        Arrays.sort(millis);
        double p95 = millis[PINGS * 95 / 100 - 1];
        findings.unless(p95 > 20, "ping_p95", p95 + " ms", "Redis is far away or busy: look at SLOWLOG GET and the network.");
        String role = info.getOrDefault("role", "master");
        findings.unless(!role.equals("master"), "role", role, "Name the master in quarkus.redis.hosts: a replica takes no writes.");
        String policy = info.getOrDefault("maxmemory_policy", "unknown");
        findings.unless(policy.startsWith("allkeys"), "maxmemory_policy", policy,
                "Counters of refused tokens would be thrown away when memory is short: CONFIG SET maxmemory-policy noeviction"
                        + " or volatile-lru.");
        boolean keeps = !info.getOrDefault("aof_enabled", "0").equals("0");
        findings.unless(keeps, "persistence", keeps ? "append only file" : "none needed",
                "Nothing in this Redis needs to outlive it: appendonly no spares the disk.");
    }

    private static Map<String, String> info(RedisDataSource source) {
        Map<String, String> info = new HashMap<>();
        source.execute("INFO").toString().lines().filter(line -> line.contains(":") && !line.startsWith("#"))
                .forEach(line -> info.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1).strip()));
        return info;
    }
}
