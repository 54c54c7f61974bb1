package io.mudanza.token.issue;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tokens in the database. */
@ApplicationScoped
public class MigrationTokenRepository implements PanacheRepositoryBase<MigrationTokenEntity, String> {

    private static final Duration NOTED_AT_MOST_EVERY = Duration.ofMinutes(1);
    /** An arbitrary number that only making, rotating and revoking of tokens use. */
    private static final long FAMILY = 0x6d756466616d696cL;
    private static final String DESCENDANTS = """
            WITH RECURSIVE family AS (
                SELECT id FROM token.migration_token WHERE id = :id
                UNION SELECT child.id FROM token.migration_token child JOIN family ON child.parent = family.id)
            """;

    /** Makes and revokes one after the other: no child is born of a parent that is just being revoked. */
    void lockFamily() {
        getEntityManager().createNativeQuery("SELECT pg_advisory_xact_lock(:lock)", Object.class)
                .setParameter("lock", FAMILY).getSingleResult();
    }

    /** The token, locked until the transaction ends. */
    public Optional<MigrationTokenEntity> locked(String id) {
        return Optional.ofNullable(findById(id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Whether a token is the other, or descends from it. */
    boolean isWithin(String id, String ancestor) {
        return !getEntityManager()
                .createNativeQuery(DESCENDANTS + "SELECT id FROM family WHERE id = :wanted", String.class)
                .setParameter("id", ancestor).setParameter("wanted", id).getResultList().isEmpty();
    }

    /** Revokes a token and all that descend from it. @return the ids of those that were not revoked before */
    @SuppressWarnings("unchecked")
    List<String> revokeFamily(String id, Instant now) {
        return getEntityManager()
                .createNativeQuery(DESCENDANTS + "UPDATE token.migration_token SET revoked_at = :now"
                        + " WHERE id IN (SELECT id FROM family) AND revoked_at IS NULL RETURNING id", String.class)
                .setParameter("id", id).setParameter("now", now).getResultList();
    }

    /** Spends a use, if there is one left; also among many at the same moment. */
    public boolean spend(String id) {
        return getEntityManager()
                .createNativeQuery("UPDATE token.migration_token SET uses = uses + 1 WHERE id = :id AND uses < max_uses")
                .setParameter("id", id).executeUpdate() == 1;
    }

    /** Notes a use; true when it is the first of a minute, also among many at the same moment. */
    public boolean noteUse(String id, Instant now) {
        return update("lastUsedAt = ?1 where id = ?2 and (lastUsedAt is null or lastUsedAt < ?3)",
                now, id, now.minus(NOTED_AT_MOST_EVERY)) == 1;
    }

    /** Notes a refusal; true when it is the first of a minute. */
    public boolean noteRefusal(String id, Instant now) {
        return update("lastRefusedAt = ?1 where id = ?2 and (lastRefusedAt is null or lastRefusedAt < ?3)",
                now, id, now.minus(NOTED_AT_MOST_EVERY)) == 1;
    }

    List<MigrationTokenEntity> page(int limit, MigrationTokenEntity after) {
        if (after == null) {
            return find("order by createdAt desc, id desc").page(0, limit).list();
        }
        return find("createdAt < ?1 or (createdAt = ?1 and id < ?2) order by createdAt desc, id desc",
                after.createdAt(), after.id()).page(0, limit).list();
    }
}
