package io.mudanza.token.keys;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

@ApplicationScoped
class SigningKeyRepository implements PanacheRepositoryBase<SigningKeyEntity, String> {

    /** An arbitrary number that only the making of signing keys uses. */
    private static final long LOCK = 0x6d7564616b657973L;

    /** Makes the others wait until the end of the transaction: two replicas must not both make the first key. */
    void lock() {
        getEntityManager().createNativeQuery("select pg_advisory_xact_lock(:lock)", Object.class)
                .setParameter("lock", LOCK).getSingleResult();
    }

    /** Those that may sign now, newest first. */
    List<SigningKeyEntity> signing(Instant now) {
        return list("signsFrom <= ?1 and (retiredAt is null or retiredAt > ?1) order by signsFrom desc, kid", now);
    }

    /** Those that sign now or will, newest first. */
    List<SigningKeyEntity> unretired(Instant now) {
        return list("retiredAt is null or retiredAt > ?1 order by signsFrom desc, kid", now);
    }

    /** Those that still sign, and those whose last JWT may still be alive. */
    List<SigningKeyEntity> shownSince(Instant retiredAfter) {
        return list("retiredAt is null or retiredAt > ?1 order by createdAt desc, kid", retiredAfter);
    }
}
