package io.mudanza.token.issue;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The tokens in the database. */
@ApplicationScoped
public class MigrationTokenRepository implements PanacheRepositoryBase<MigrationTokenEntity, String> {

    private static final Duration NOTED_AT_MOST_EVERY = Duration.ofMinutes(1);

    /** Notes a use; true when it is the first of a minute, also among many at the same moment. */
    public boolean noteUse(String id, Instant now) {
        return update("lastUsedAt = ?1 where id = ?2 and (lastUsedAt is null or lastUsedAt < ?3)",
                now, id, now.minus(NOTED_AT_MOST_EVERY)) == 1;
    }

    /** Notes a refusal; true when it is the first of a minute. Asked for an unknown id as well: it costs the same. */
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
