package io.mudanza.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;

/** One job between two sites, begun and followed to its end by a client that does not give up. */
final class Move {
    private static final Set<String> ENDED = Set.of("completed", "failed", "rolled_back", "cancelled");
    private static final int CHUNK = 192 << 10;
    private static final long BEGIN_WITHIN = 40_000_000_000L;
    private static final long SILENT_FOR_MOST = 120_000_000_000L;
    private static final long ENDED_WITHIN = 300_000_000_000L;

    private final Operation operation;
    private final boolean inPlace;
    private final Site source;
    private final Site target;
    private final String key = UUID.randomUUID().toString();
    private String id;
    private Appointment appointment;

    Move(Operation operation, boolean inPlace, Site source, Site target) {
        this.operation = operation;
        this.inPlace = inPlace;
        this.source = source;
        this.target = target;
    }

    /** The node whose job it is. */
    Site owner() {
        return operation == Operation.EXPORT || operation == Operation.SCHEDULED || operation == Operation.PUSH ? source : target;
    }

    String id() {
        return id;
    }

    /** The schedule that begins it; null when nobody but the caller does. */
    Appointment appointment() {
        return appointment;
    }

    /** Asks for the job. @param subject the job whose checkpoint a rollback puts back */
    void begin(String subject) throws IOException, InterruptedException {
        if (operation == Operation.SCHEDULED) {
            appointment = Appointment.soon(owner());
            return;
        }
        ObjectNode order = Api.JSON.createObjectNode();
        String path = switch (operation) {
            case PULL -> {
                order.put("source_url", source.doorUrl()).put("source_token", source.token());
                yield "pull/";
            }
            case PUSH -> {
                order.put("target_url", target.doorUrl()).put("target_token", target.token());
                yield "push/";
            }
            case EXPORT -> {
                order.put("include_media", true);
                yield "export/";
            }
            case IMPORT -> "receive-import/?offset=0&verify=full&create_checkpoint=true" + (inPlace ? "&mode=in-place" : "");
            case ROLLBACK -> {
                order.put("confirm", true);
                yield "rollback/" + subject + "/";
            }
            case RESTORE -> {
                order.put("confirm", true);
                yield "restore-backup/" + id + "/";
            }
            case SCHEDULED -> throw new IllegalStateException("A schedule begins by itself.");
        };
        if (operation.betweenNodes()) {
            order.put("verify", "full").put("create_checkpoint", true).put("mode", inPlace ? "in-place" : "auto");
        }
        long deadline = System.nanoTime() + BEGIN_WITHIN;
        while (true) {
            String refusal;
            try {
                Api.Answer answer = operation == Operation.IMPORT ? owner().api().postBytes(path, new byte[0], key)
                        : owner().api().post(path, order, key);
                if (answer.status() == 202 || answer.status() == 200) {
                    id = answer.text("job_id");
                    return;
                }
                if (operation == Operation.RESTORE && !Set.of("", "pending").contains(look().path("status").asText())) {
                    // It has begun; only the answer was lost.
                    return;
                }
                refusal = answer.status() + " " + answer.json();
            } catch (IOException away) {
                refusal = away.toString();
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The node takes no " + operation + ": " + refusal);
            }
            Thread.sleep(200);
        }
    }

    /** Sends a backup, in peace; it waits until the restore is asked for. */
    void send(Path backup) throws IOException, InterruptedException {
        Api.Answer answer = owner().api().postBytes("upload-backup/?offset=0&last=true&create_backup_before=false&filename="
                + backup.getFileName(), Files.readAllBytes(backup), key + "-upload");
        if (answer.status() == 202) {
            answer = owner().api().postBytes("upload-backup/?last=true&job_id=" + answer.text("job_id") + "&offset="
                    + Files.size(backup), new byte[0], UUID.randomUUID().toString());
        }
        if (answer.status() != 201) {
            throw new IllegalStateException("The node takes no backup: " + answer.status() + " " + answer.json());
        }
        id = answer.json().path("job").path("id").asText();
    }

    /** Sends the bytes of an import; goes on where the node says that it stands. */
    void upload(Path bundle) throws IOException, InterruptedException {
        byte[] all = Files.readAllBytes(bundle);
        long deadline = System.nanoTime() + ENDED_WITHIN;
        int offset = 0;
        while (System.nanoTime() < deadline) {
            try {
                int end = Math.min(all.length, offset + CHUNK);
                Api.Answer answer = owner().api().postBytes("receive-import/?job_id=" + id + "&offset=" + offset
                        + (end == all.length ? "&last=true" : ""), Arrays.copyOfRange(all, offset, end),
                        UUID.randomUUID().toString());
                if (answer.status() < 300) {
                    if (end == all.length) {
                        return;
                    }
                    offset = end;
                    continue;
                }
                if (answer.status() == 409 && answer.json().path("complete").asBoolean()) {
                    // The last piece came, its answer did not: the import is asked for once more, without bytes.
                    offset = all.length;
                    owner().api().postBytes("receive-import/?job_id=" + id + "&offset=" + offset + "&last=true",
                            new byte[0], UUID.randomUUID().toString());
                    return;
                }
                if (answer.json().has("offset")) {
                    offset = answer.json().path("offset").asInt();
                } else if (answer.status() == 409 || answer.status() == 404) {
                    return;
                }
            } catch (IOException away) {
                // Asked again.
            }
            Thread.sleep(150);
        }
    }

    /** The job as the node tells it; missing while it does not answer. */
    JsonNode look() throws InterruptedException {
        if (id == null && appointment != null) {
            id = appointment.job().orElse(null);
        }
        if (id == null) {
            return Api.JSON.missingNode();
        }
        try {
            Api.Answer answer = owner().api().get("jobs/" + id + "/");
            return answer.status() == 200 ? answer.json() : Api.JSON.missingNode();
        } catch (IOException away) {
            return Api.JSON.missingNode();
        }
    }

    /** Waits for the end. @throws Stuck when the job neither ends nor moves within the bound */
    JsonNode await() throws InterruptedException, Stuck {
        long begun = System.nanoTime();
        long moved = begun;
        String last = "";
        while (true) {
            JsonNode job = look();
            if (ENDED.contains(job.path("status").asText())) {
                return job;
            }
            String shape = job.path("status") + "/" + job.path("current_step") + "/" + job.path("rows_done") + "/"
                    + job.path("bytes_done") + "/" + job.path("steps").size();
            if (!job.isMissingNode() && !shape.equals(last)) {
                last = shape;
                moved = System.nanoTime();
            }
            if (System.nanoTime() - moved > SILENT_FOR_MOST || System.nanoTime() - begun > ENDED_WITHIN) {
                throw new Stuck("The job " + id + " neither ends nor moves; last seen: " + job);
            }
            Thread.sleep(100);
        }
    }

    /** A job that stands still. */
    static final class Stuck extends Exception {
        Stuck(String message) {
            super(message);
        }
    }
}
