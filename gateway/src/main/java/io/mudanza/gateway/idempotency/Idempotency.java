package io.mudanza.gateway.idempotency;

import io.agroal.api.AgroalDataSource;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.problem.ProblemException;
import io.quarkus.agroal.DataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * {@code Idempotency-Key}: the same request gets the same answer for 24 hours. The key, what the request did and the
 * answer commit together; a request that failed leaves no trace. Two at once: the second waits for the first.
 */
@ApplicationScoped
public class Idempotency {
    private final AgroalDataSource dataSource;
    private final SealedBytes sealed;

    Idempotency(@DataSource("gateway") AgroalDataSource dataSource, SealedBytes sealed) {
        this.dataSource = dataSource;
        this.sealed = sealed;
    }

    /**
     * Does the work once, in a transaction.
     *
     * @param key       the header's value, null when absent
     * @param caller    public id of the caller's token: keys of different callers do not meet
     * @param operation what is asked, with the ids of its path
     */
    public Answer once(String key, String caller, String operation, byte[] body, Supplier<Answer> work) {
        if (key == null) {
            return QuarkusTransaction.requiringNew().timeout(120).call(work::get);
        }
        check(key);
        String fingerprint = fingerprint(operation, body);
        return QuarkusTransaction.requiringNew().timeout(120).call(() -> {
            if (!claimed(caller, key, fingerprint)) {
                return kept(caller, key, fingerprint);
            }
            Answer answer = work.get();
            keep(caller, key, answer);
            return answer;
        });
    }

    /**
     * The same for a call whose body is too large to be kept waiting in a transaction: what it does can be repeated without
     * harm, and only its answer is kept.
     *
     * @param operation what is asked, with everything but the bytes of the body
     */
    public Answer answerOnce(String key, String caller, String operation, Supplier<Answer> work) {
        if (key == null) {
            return work.get();
        }
        check(key);
        String fingerprint = fingerprint(operation, null);
        Answer before = QuarkusTransaction.requiringNew().call(() -> known(caller, key) ? kept(caller, key, fingerprint) : null);
        if (before != null) {
            return before;
        }
        Answer answer = work.get();
        return QuarkusTransaction.requiringNew().call(() -> {
            if (!claimed(caller, key, fingerprint)) {
                return kept(caller, key, fingerprint);
            }
            keep(caller, key, answer);
            return answer;
        });
    }

    private static void check(String key) {
        if (key.isEmpty() || key.length() > 200 || key.chars().anyMatch(c -> c < 0x20 || c > 0x7e)) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "idempotency.key");
        }
    }

    private boolean known(String caller, String key) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT FROM gateway.idempotency WHERE caller = ? AND key = ?")) {
            statement.setString(1, caller);
            statement.setString(2, key);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private boolean claimed(String caller, String key, String fingerprint) throws SQLException {
        String sql = "INSERT INTO gateway.idempotency (caller, key, fingerprint) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, caller);
            statement.setString(2, key);
            statement.setString(3, fingerprint);
            return statement.executeUpdate() == 1;
        }
    }

    private Answer kept(String caller, String key, String fingerprint) throws SQLException {
        String sql = "SELECT fingerprint, status, location, body FROM gateway.idempotency WHERE caller = ? AND key = ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, caller);
            statement.setString(2, key);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next() || !row.getString(1).equals(fingerprint)) {
                    throw new ProblemException(ProblemCode.IDEMPOTENCY_CONFLICT, "idempotency_conflict");
                }
                byte[] body = row.getBytes(4);
                return new Answer(row.getInt(2), row.getString(3), body == null ? null : sealed.open(body));
            }
        }
    }

    private void keep(String caller, String key, Answer answer) throws SQLException {
        String sql = "UPDATE gateway.idempotency SET status = ?, location = ?, body = ? WHERE caller = ? AND key = ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, answer.status());
            statement.setString(2, answer.location());
            statement.setBytes(3, answer.body() == null ? null : sealed.seal(answer.body()));
            statement.setString(4, caller);
            statement.setString(5, key);
            statement.executeUpdate();
        }
    }

    @Scheduled(every = "1h", delayed = "1m", identity = "gateway-forget-answers")
    void forget() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM gateway.idempotency WHERE created_at < now() - interval '24 hours'");
            statement.executeUpdate("DELETE FROM gateway.inbox WHERE received_at < now() - interval '14 days'");
        }
    }

    private static String fingerprint(String operation, byte[] body) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(operation.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            return HexFormat.of().formatHex(sha256.digest(body == null ? new byte[0] : body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
