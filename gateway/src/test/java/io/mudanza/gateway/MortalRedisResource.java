package io.mudanza.gateway;

import io.mudanza.embedded.redis.EmbeddedRedis;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** A node with a Redis of its own, which a test kills and starts again by the fields {@code killRedis} and {@code startRedis}. */
public class MortalRedisResource implements QuarkusTestResourceLifecycleManager {
    private EmbeddedRedis redis;

    @Override
    public Map<String, String> start() {
        redis = EmbeddedRedis.temporary();
        Map<String, String> settings = new HashMap<>(new NodeResource().start());
        settings.put("quarkus.redis.hosts", redis.url());
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields((Runnable) redis::kill, field -> field.getName().equals("killRedis"));
        injector.injectIntoFields((Runnable) redis::start, field -> field.getName().equals("startRedis"));
    }

    @Override
    public void stop() {
        redis.close();
    }
}
