package io.mudanza.token.keys;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Rotates the signing key by itself when it is older than {@code mudanza.token.key-rotation}; {@code 0} for never. */
@ApplicationScoped
class KeyRotation {

    private final SigningKeys keys;
    private final Duration age;

    KeyRotation(SigningKeys keys, @ConfigProperty(name = "mudanza.token.key-rotation", defaultValue = "P30D") Duration age) {
        this.keys = keys;
        this.age = age;
    }

    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void rotateWhenDue() {
        keys.current();
        if (age.isPositive() && keys.isDue(age)) {
            keys.rotate(false);
        }
    }
}
