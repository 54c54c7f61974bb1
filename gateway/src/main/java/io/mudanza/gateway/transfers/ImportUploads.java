package io.mudanza.gateway.transfers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.access.Fence;
import io.mudanza.gateway.access.Roles;
import io.mudanza.gateway.access.TransferSessions;
import io.mudanza.gateway.idempotency.Answer;
import io.mudanza.gateway.idempotency.Idempotency;
import io.mudanza.gateway.jobs.JobRepository;
import io.mudanza.gateway.node.NodeHttp;
import io.mudanza.gateway.node.NodeService;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.gateway.saga.JobDesk;
import io.mudanza.gateway.saga.NewJob;
import io.mudanza.gateway.view.JobView;
import io.mudanza.gateway.view.JobViews;
import io.mudanza.messaging.cloudevent.ContractJson;
import io.mudanza.messaging.cloudevent.TimeOrderedId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** Uploads and the imports that follow them. The bytes and the offset are the file-transfer service's. */
@ApplicationScoped
class ImportUploads {
    private static final ObjectMapper JSON = ContractJson.newMapper();

    private static final String ANNOUNCED = "announced_bytes";

    private final JobDesk desk;
    private final JobRepository jobs;
    private final SecurityIdentity caller;
    private final JobViews views;
    private final Idempotency idempotency;
    private final NodeHttp node;
    private final Passage passage;
    private final Fence fence;
    private final TransferSessions sessions;

    ImportUploads(
            JobDesk desk,
            JobRepository jobs,
            JobViews views,
            Idempotency idempotency,
            NodeHttp node,
            Passage passage,
            SecurityIdentity caller,
            Fence fence,
            TransferSessions sessions) {
        this.desk = desk;
        this.jobs = jobs;
        this.caller = caller;
        this.views = views;
        this.idempotency = idempotency;
        this.node = node;
        this.passage = passage;
        this.fence = fence;
        this.sessions = sessions;
    }

    /** The job of a new upload; of the same upload when the key is known. */
    UUID open(JobOptions options, Long announced, String key, String caller) {
        byte[] fingerprint = ContractJson.write(Map.of("options", options, "announced", String.valueOf(announced)));
        Map<String, Object> facts = announced == null ? Map.of() : Map.of(ANNOUNCED, announced);
        Answer answer = idempotency.once(key, caller, "receive-import", fingerprint, () -> {
            fence.opening(JobDirection.IMPORT, options);
            UUID id = TimeOrderedId.next();
            desk.open(new NewJob(id, JobDirection.IMPORT, options, facts, caller, null));
            sessions.open(id, "receive-import", key);
            return new Answer(202, null, id.toString().getBytes(StandardCharsets.US_ASCII));
        });
        return UUID.fromString(new String(answer.body(), StandardCharsets.US_ASCII));
    }

    /** Adds a chunk and starts the import after the last one. */
    UploadResource.Upload append(
            UUID id, long offset, boolean last, InputStream body, HttpHeaders headers, boolean opening) {
        JobView job = waiting(id, last);
        UploadResource.Upload before = state(job);
        boolean repeated = opening && before.offset() > 0;
        if (repeated && !last && "0".equals(headers.getHeaderString("Content-Length"))) {
            return before;
        }
        if (!before.complete()) {
            if (offset != before.offset()) {
                throw mismatch(before);
            }
            send(id, offset, last, body, headers, announced(id));
        } else if (offset != before.offset()) {
            throw mismatch(before);
        }
        UploadResource.Upload after = state(job);
        if (!after.complete()) {
            return after;
        }
        String status = desk.start(id).status().wire();
        return new UploadResource.Upload(id, status, after.offset(), true);
    }

    ImportState state(UUID id) {
        JobView job = required(id);
        return ImportState.of(job, state(job));
    }

    /** The job of an upload. An upload that somebody else opened is as unknown as one that is not. */
    JobView required(UUID id) {
        return QuarkusTransaction.requiringNew().call(() -> {
            jobs.findByIdOptional(id)
                    .filter(job -> job.direction() == JobDirection.IMPORT)
                    .filter(job -> job.createdBy.equals(caller.getPrincipal().getName()) || caller.hasRole(Roles.ADMIN))
                    .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "import.not_upload", id));
            return views.of(id, false);
        });
    }

    private Long announced(UUID id) {
        Object bytes = QuarkusTransaction.requiringNew().call(() -> jobs.findById(id).facts().get(ANNOUNCED));
        return bytes instanceof Number number ? (Long) number.longValue() : null;
    }

    private UploadResource.Upload state(JobView job) {
        try {
            JsonNode upload = node.json(
                    NodeService.TRANSFER, "GET", "/internal/transfer/uploads/" + job.id(), null, Map.of());
            return new UploadResource.Upload(
                    job.id(), job.status(), upload.path("offset").asLong(), upload.path("complete").asBoolean());
        } catch (ProblemException problem) {
            if (problem.code() == ProblemCode.NOT_FOUND) {
                return new UploadResource.Upload(job.id(), job.status(), 0, false);
            }
            throw problem;
        }
    }

    private void send(UUID id, long offset, boolean last, InputStream body, HttpHeaders headers, Long announced) {
        String path = "/internal/transfer/uploads/" + id + "?offset=" + offset + (last ? "&last=true" : "")
                + (announced == null ? "" : "&length=" + announced);
        InputStream bytes = announced == null ? body : new AnnouncedBody(body, offset, announced, last);
        if (announced != null) {
            AnnouncedBody.check(offset, headers.getHeaderString("Content-Length"), announced, last);
        }
        try (InputStream answer = passage.post(NodeService.TRANSFER, path, bytes, headers).body()) {
            JSON.readTree(answer);
        } catch (IOException broken) {
            throw new ProblemException(
                    ProblemCode.SERVICE_UNAVAILABLE, "service.away", NodeService.TRANSFER.wire(), broken);
        }
    }

    /** A repeated last chunk of an import that has begun is answered like the first time, by its state. */
    private JobView waiting(UUID id, boolean last) {
        JobView job = required(id);
        if (!job.status().equals("pending") && !(last && job.completedAt() == null)) {
            throw new ProblemException(ProblemCode.JOB_NOT_IN_STATE, "import.started", id);
        }
        return job;
    }

    private static ProblemException mismatch(UploadResource.Upload state) {
        return new ProblemException(ProblemCode.UPLOAD_OFFSET_MISMATCH, "upload_offset_mismatch")
                .with(Map.of("offset", state.offset(), "complete", state.complete()));
    }

}
