package io.mudanza.gateway.backups;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.gateway.access.Fence;
import io.mudanza.gateway.idempotency.Answer;
import io.mudanza.gateway.idempotency.Idempotency;
import io.mudanza.gateway.jobs.JobEntity;
import io.mudanza.gateway.node.NodeHttp;
import io.mudanza.gateway.node.NodeService;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.gateway.saga.JobDesk;
import io.mudanza.gateway.saga.NewJob;
import io.mudanza.gateway.transfers.AnnouncedBody;
import io.mudanza.gateway.transfers.Passage;
import io.mudanza.messaging.cloudevent.ContractJson;
import io.mudanza.messaging.cloudevent.TimeOrderedId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Backup files on their way in. The bytes and the offset are the file-transfer service's. */
@ApplicationScoped
class BackupUploads {
    private static final Logger LOGGER = Logger.getLogger(BackupUploads.class);
    private static final ObjectMapper JSON = ContractJson.newMapper();
    private static final String ANNOUNCED = "announced_bytes";

    private final JobDesk desk;
    private final BackupJobs backups;
    private final Idempotency idempotency;
    private final NodeHttp node;
    private final Passage passage;
    private final Fence fence;

    BackupUploads(
            JobDesk desk, BackupJobs backups, Idempotency idempotency, NodeHttp node, Passage passage, Fence fence) {
        this.desk = desk;
        this.backups = backups;
        this.idempotency = idempotency;
        this.node = node;
        this.passage = passage;
        this.fence = fence;
    }

    /** Where an upload stands. */
    record Stand(long offset, boolean complete) {}

    /** The job of a new upload; of the same upload when the key is known. */
    UUID open(BackupOptions options, String filename, Long announced, String key, String caller) {
        Map<String, Object> facts = new HashMap<>(options.facts());
        facts.put(StepFacts.ORIGINAL_FILENAME, Filename.of(filename));
        if (announced != null) {
            facts.put(ANNOUNCED, announced);
        }
        Answer answer = idempotency.once(key, caller, "upload-backup", ContractJson.write(facts), () -> {
            JobOptions wanted = options.job();
            fence.opening(JobDirection.RESTORE, wanted);
            UUID id = TimeOrderedId.next();
            desk.open(new NewJob(id, JobDirection.RESTORE, wanted, facts, caller, null));
            return new Answer(202, null, id.toString().getBytes(StandardCharsets.US_ASCII));
        });
        return UUID.fromString(new String(answer.body(), StandardCharsets.US_ASCII));
    }

    /** Adds a chunk. A repeated last chunk is answered like the first time. */
    Stand append(UUID id, long offset, boolean last, InputStream body, HttpHeaders headers, boolean opening) {
        JobEntity job = waiting(id);
        Stand before = state(id);
        boolean empty = "0".equals(headers.getHeaderString("Content-Length"));
        if (opening && before.offset() > 0 && !last && empty) {
            return before;
        }
        if (offset != before.offset()) {
            throw mismatch(before);
        }
        if (!before.complete()) {
            Long announced = job.facts().get(ANNOUNCED) instanceof Number bytes ? (Long) bytes.longValue() : null;
            if (announced != null) {
                AnnouncedBody.check(offset, headers.getHeaderString("Content-Length"), announced, last);
            }
            InputStream bytes = announced == null ? body : new AnnouncedBody(body, offset, announced, last);
            String path = path(id, offset, last) + (announced == null ? "" : "&length=" + announced);
            read(passage.post(NodeService.TRANSFER, path, bytes, headers).body());
        }
        return ended(id);
    }

    /** Takes the file out of a form, in one piece; a form that breaks off leaves nothing behind. */
    UUID whole(BackupForm form, String caller) {
        UUID id = null;
        try {
            String filename = form.toFile();
            id = open(BackupOptions.DEFAULT, filename, null, null, caller);
            read(passage.post(NodeService.TRANSFER, path(id, 0, true), form.file()).body());
            BackupOptions options = BackupOptions.of(form.rest());
            if (!ended(id).complete()) {
                throw new ProblemException(ProblemCode.INVALID_REQUEST, "restore.form");
            }
            desk.describe(id, options.job(), options.facts());
            return id;
        } catch (IOException broken) {
            giveUp(id);
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "restore.form", broken);
        } catch (RuntimeException refused) {
            giveUp(id);
            throw refused;
        }
    }

    private void giveUp(UUID id) {
        if (id != null) {
            desk.cancel(id);
            try {
                node.json(NodeService.TRANSFER, "DELETE", "/internal/transfer/uploads/" + id, null, Map.of());
            } catch (ProblemException later) {
                LOGGER.warnf("upload %s: what came of it goes with its age (%s)", id, later.getMessage());
            }
        }
    }

    Stand state(UUID id) {
        try {
            JsonNode upload = node.json(NodeService.TRANSFER, "GET", "/internal/transfer/uploads/" + id, null, Map.of());
            return new Stand(upload.path("offset").asLong(), upload.path("complete").asBoolean());
        } catch (ProblemException problem) {
            if (problem.code() == ProblemCode.NOT_FOUND) {
                return new Stand(0, false);
            }
            throw problem;
        }
    }

    /** Looks where the upload stands, and remembers how large it became. */
    private Stand ended(UUID id) {
        Stand stand = state(id);
        if (stand.complete()) {
            desk.learn(id, Map.of(StepFacts.UPLOAD_BYTES, stand.offset()));
        }
        return stand;
    }

    private JobEntity waiting(UUID id) {
        JobEntity job = QuarkusTransaction.requiringNew().call(() -> backups.required(id));
        if (!job.phase.equals("pending")) {
            throw new ProblemException(ProblemCode.JOB_NOT_IN_STATE, "restore.state", job.status().wire());
        }
        return job;
    }

    private static String path(UUID id, long offset, boolean last) {
        return "/internal/transfer/uploads/" + id + "?backup=true&offset=" + offset + (last ? "&last=true" : "");
    }

    private static void read(InputStream answer) {
        try (answer) {
            JSON.readTree(answer);
        } catch (IOException broken) {
            throw new ProblemException(
                    ProblemCode.SERVICE_UNAVAILABLE, "service.away", NodeService.TRANSFER.wire(), broken);
        }
    }

    private static ProblemException mismatch(Stand state) {
        return new ProblemException(ProblemCode.UPLOAD_OFFSET_MISMATCH, "upload_offset_mismatch")
                .with(Map.of("offset", state.offset(), "complete", state.complete()));
    }
}
