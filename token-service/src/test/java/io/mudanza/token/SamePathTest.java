package io.mudanza.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.token.introspect.Introspector;
import io.mudanza.token.secret.TokenText;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.BaseSessionEventListener;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@QuarkusTest
@QuarkusTestResource(NodeDatabase.class)
class SamePathTest {

    private static final int ROUNDS = 400;

    @Inject
    Caller caller;
    @Inject
    Introspector introspector;
    @Inject
    @PersistenceUnit("token")
    SessionFactory sessions;
    @Inject
    @PersistenceUnit("token")
    Session session;

    private final SecureRandom random = new SecureRandom();

    @Test
    @DisplayName("B65 an unknown id asks the database what a wrong secret asks")
    void anUnknownIdAsksTheDatabaseWhatAWrongSecretAsks() {
        // Given
        String known = caller.issues(Map.of()).getString("id");
        // When
        int ofWrongSecret = statementsOf(wrong(known));
        int ofUnknownId = statementsOf(TokenText.random(random).written());
        // Then
        assertThat(ofUnknownId).isEqualTo(ofWrongSecret).isEqualTo(1);
    }

    /** A clock on a busy machine proves nothing: run by hand, with {@code -Dtoken.timing=true}, on a quiet one. */
    @Test
    @EnabledIfSystemProperty(named = "token.timing", matches = "true")
    @DisplayName("B65 an unknown id takes the time of a wrong secret")
    void anUnknownIdTakesTheTimeOfAWrongSecret() {
        // Given
        String known = caller.issues(Map.of()).getString("id");
        for (int i = 0; i < ROUNDS; i++) {
            nanos(wrong(known));
            nanos(TokenText.random(random).written());
        }
        // When
        List<Long> wrongSecret = new ArrayList<>();
        List<Long> unknownId = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            wrongSecret.add(nanos(wrong(known)));
            unknownId.add(nanos(TokenText.random(random).written()));
        }
        // Then
        double ratio = (double) median(wrongSecret) / median(unknownId);
        assertThat(ratio).as("median of a wrong secret / median of an unknown id").isBetween(0.6, 1.67);
    }

    @Test
    @DisplayName("B65 a malformed checksum is refused without the database")
    void aMalformedChecksumIsRefusedWithoutTheDatabase() {
        // Given
        caller.issues(Map.of());
        String malformed = TokenText.random(random).written().replaceAll(".$", "!");
        String altered = TokenText.random(random).withId("AAAAAAAAAAAA").written().replace("mig_A", "mig_B");
        Statistics statistics = sessions.getStatistics();
        statistics.setStatisticsEnabled(true);
        // When
        long before = statistics.getPrepareStatementCount();
        introspector.introspect(malformed, "192.0.2.7");
        introspector.introspect(altered, "192.0.2.7");
        long after = statistics.getPrepareStatementCount();
        introspector.introspect(TokenText.random(random).written(), "192.0.2.7");
        // Then
        assertThat(after).isEqualTo(before);
        assertThat(statistics.getPrepareStatementCount()).isGreaterThan(after);
    }

    /** What is asked before the answer is known; the note of the refusal is written later, in another session. */
    private int statementsOf(String token) {
        AtomicInteger statements = new AtomicInteger();
        QuarkusTransaction.requiringNew().run(() -> {
            session.addEventListeners(new BaseSessionEventListener() {
                @Override
                public void jdbcPrepareStatementEnd() {
                    statements.incrementAndGet();
                }
            });
            introspector.introspect(token, "192.0.2.7");
        });
        return statements.get();
    }

    private long nanos(String token) {
        long begin = System.nanoTime();
        introspector.introspect(token, "192.0.2.7");
        return System.nanoTime() - begin;
    }

    private String wrong(String id) {
        return TokenText.random(random).withId(id).written();
    }

    private static long median(List<Long> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }
}
