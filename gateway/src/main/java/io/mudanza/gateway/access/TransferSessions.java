package io.mudanza.gateway.access;

import io.mudanza.gateway.node.NodeHttp;
import io.mudanza.gateway.node.NodeService;
import io.mudanza.identity.ActiveToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Spends uses of tokens that are good for a number of transfer sessions. A session is opened with its job, last in the
 * transaction that makes the job: a job that did not come to be costs no use, and no job is without its use.
 */
@ApplicationScoped
public class TransferSessions {
    private final Fence fence;
    private final NodeHttp node;

    TransferSessions(Fence fence, NodeHttp node) {
        this.fence = fence;
        this.node = node;
    }

    /**
     * Opens a session for a job.
     *
     * @param key value of {@code Idempotency-Key}, null when there is none
     * @throws io.mudanza.gateway.problem.ProblemException token_invalid when no use is left
     */
    public void open(UUID job, String operation, String key) {
        call(job, key == null ? "job:" + job : operation + ":" + key, null);
    }

    /** Adds a job to the session of another, such as its rollback or its verification. */
    public void join(UUID job, UUID ofJob) {
        call(job, "job:" + job, ofJob);
    }

    private void call(UUID job, String key, UUID ofJob) {
        fence.token().filter(ActiveToken::limited).ifPresent(token -> {
            Map<String, Object> opening = new HashMap<>(Map.of("key", key, "job_id", job,
                    "address", fence.presented().address()));
            if (ofJob != null) {
                opening.put("of_job", ofJob);
            }
            node.json(NodeService.TOKEN, "POST", "/internal/token/tokens/" + token.id() + "/sessions", opening, Map.of());
        });
    }
}
