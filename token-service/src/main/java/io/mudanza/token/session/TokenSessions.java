package io.mudanza.token.session;

import io.agroal.api.AgroalDataSource;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.token.audit.AuditAction;
import io.mudanza.token.audit.TokenAudit;
import io.mudanza.token.issue.MigrationTokenEntity;
import io.mudanza.token.issue.MigrationTokenRepository;
import io.mudanza.token.issue.TokenStatus;
import io.mudanza.token.problem.TokenProblem;
import io.mudanza.token.time.TokenClock;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Spends the uses of tokens. A use is one row of the database, written under the lock of the token's row: whatever
 * crashes or is asked at the same moment, a use that is written is spent, and one that is not written opened nothing.
 */
@ApplicationScoped
public class TokenSessions {

    /** How long an opening may be repeated whose answer was lost. */
    private static final Duration REPEATED_WITHIN = Duration.ofMinutes(1);

    private final MigrationTokenRepository tokens;
    private final TokenAudit audit;
    private final AgroalDataSource database;
    private final TokenClock clock;

    TokenSessions(MigrationTokenRepository tokens, TokenAudit audit, @DataSource("token") AgroalDataSource database,
            TokenClock clock) {
        this.tokens = tokens;
        this.audit = audit;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Opens a session for a job, and spends a use. The same opening again within a minute (a gateway that died before
     * its commit asks again) moves the session to the job that it names now, and spends nothing.
     *
     * @throws TokenProblem {@code token_invalid} when no use is left
     */
    @Transactional(dontRollbackOn = TokenProblem.class)
    public void open(String tokenId, String key, UUID job, String address) {
        MigrationTokenEntity token = active(tokenId);
        Instant now = clock.now();
        Instant opened = openedAt(tokenId, key);
        if (opened != null && now.isBefore(opened.plus(REPEATED_WITHIN))) {
            execute("UPDATE token.token_session SET job_id = ? WHERE token_id = ? AND key = ?", job, tokenId, key);
            return;
        }
        if (opened != null || !tokens.spend(token.id())) {
            audit.add(now, tokenId, AuditAction.REFUSED, "used_up", address, tokenId, "job " + job);
            throw new TokenProblem(ProblemCode.TOKEN_INVALID,
                    "This token has been used as often as it may be. Ask its owner for a new one");
        }
        insert(tokenId, key, job, true, now);
        audit.add(now, tokenId, AuditAction.OPENED, "ok", address, tokenId, "job " + job);
    }

    /** Adds a job to the session of another, such as its rollback. Spends nothing. */
    @Transactional
    public void join(String tokenId, UUID ofJob, UUID job) {
        active(tokenId);
        if (!jobs(tokenId).contains(ofJob)) {
            throw new TokenProblem(ProblemCode.PERMISSION_DENIED, "This token has no session with that job");
        }
        insert(tokenId, "job:" + job, job, false, clock.now());
    }

    /** The jobs of a token's sessions. */
    @Transactional
    public List<UUID> jobs(String tokenId) {
        String sql = "SELECT job_id FROM token.token_session WHERE token_id = ?";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, tokenId);
            List<UUID> jobs = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    jobs.add(rows.getObject(1, UUID.class));
                }
            }
            return jobs;
        } catch (SQLException e) {
            throw away(e);
        }
    }

    private MigrationTokenEntity active(String tokenId) {
        MigrationTokenEntity token = tokens.locked(tokenId).orElseThrow(TokenSessions::gone);
        TokenStatus status = token.status(clock.now());
        if (status == TokenStatus.EXPIRED || status == TokenStatus.REVOKED || token.limits().maxUses() == null) {
            throw gone();
        }
        return token;
    }

    private Instant openedAt(String tokenId, String key) {
        String sql = "SELECT opened_at FROM token.token_session WHERE token_id = ? AND key = ?";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, tokenId);
            statement.setString(2, key);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getTimestamp(1).toInstant() : null;
            }
        } catch (SQLException e) {
            throw away(e);
        }
    }

    private void insert(String tokenId, String key, UUID job, boolean burned, Instant now) {
        execute("INSERT INTO token.token_session (token_id, key, job_id, burned, opened_at) VALUES (?, ?, ?, ?, ?)",
                tokenId, key, job, burned, Timestamp.from(now));
    }

    private void execute(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw away(e);
        }
    }

    private static TokenProblem gone() {
        return new TokenProblem(ProblemCode.TOKEN_INVALID, "Token inválido o expirado");
    }

    private static IllegalStateException away(SQLException e) {
        return new IllegalStateException("The sessions of tokens cannot be read or written", e);
    }
}
