package io.mudanza.gateway.cache;

import io.mudanza.coordination.cache.Caches;
import io.mudanza.gateway.saga.JobMoved;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/** A job that began, published, was rolled back or ended changes figures and media: nothing older is shown after its commit. */
@ApplicationScoped
class Freshness {
    private final Caches caches;

    Freshness(Caches caches) {
        this.caches = caches;
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobMoved moved) {
        caches.standard().clear();
    }
}
