package io.mudanza.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.engine.direct.BundleInspection;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One fault: a job, what strikes it, and the judgement of what is there afterwards. */
final class Trial {
    private static final int READY_WITHIN_SECONDS = 90;
    private static final int PEER_BYTES_PER_SECOND = 4 << 20;
    private static final int AT_REST_WITHIN_SECONDS = 45;

    private final Fleet fleet;
    private final Fault fault;
    private final Site source;
    private final Site target;
    private final List<String> violations = new ArrayList<>();

    Trial(Fleet fleet, Fault fault) {
        this.fleet = fleet;
        this.fault = fault;
        this.source = fault.fromSingle() ? fleet.single() : fleet.apart();
        this.target = fault.fromSingle() ? fleet.apart() : fleet.single();
    }

    /** How it ended. */
    record Result(Fault fault, String hit, String outcome, List<String> violations, double seconds) {}

    Result run() throws Exception {
        long begin = System.nanoTime();
        Operation operation = fault.operation();
        if (fleet.undo(target) != null && fleet.undo(target).inPlace() != fault.inPlace()) {
            // A state in place would go aside with the database that it lies in, and its media stay where none of these asks for them.
            fleet.keepOnly(target, null);
        }
        if (operation == Operation.ROLLBACK && fleet.undo(target) == null) {
            calm(Operation.PULL);
        }
        if (operation == Operation.IMPORT && fleet.bundle() == null) {
            calm(Operation.EXPORT);
        }
        Fleet.Undo undo = fleet.undo(target);
        Random random = new Random(fault.seed() * 31 + fault.number());
        Fingerprint from = operation == Operation.ROLLBACK ? undo.before()
                : operation == Operation.IMPORT ? fleet.bundled() : fleet.change(source, random);
        Fingerprint sourceBefore = Fingerprint.of(source);
        Fingerprint before = Fingerprint.of(target);
        Move move = new Move(operation, fault.inPlace(), source, target);
        if (operation == Operation.RESTORE) {
            move.send(fleet.archive(source));
        }
        Strike strike = new Strike(fault, source, target, move);
        strike.arm();
        if (fault.point() != null && fault.point().endsWith(":fetch") && fault.point().startsWith("piece:")) {
            // Between two processes of one machine nothing takes long enough to be shared.
            source.door().throttle(PEER_BYTES_PER_SECOND);
        }
        move.begin(undo == null ? null : undo.job());
        strike.start();
        String outcome;
        JsonNode job = null;
        try {
            if (operation == Operation.IMPORT) {
                move.upload(fleet.bundle());
            }
            job = move.await();
            outcome = outcome(job);
        } catch (Move.Stuck stuck) {
            outcome = "STUCK";
            violations.add(stuck.getMessage());
        }
        String hit = strike.finish();
        settle();
        if (job != null) {
            judge(move, job, from, sourceBefore, before);
        }
        return new Result(fault, hit, outcome, violations, (System.nanoTime() - begin) / 1e9);
    }

    private static String outcome(JsonNode job) {
        String verdict = job.path("verdict").asText("");
        String code = job.path("error").path("code").asText("");
        return job.path("status").asText().toUpperCase() + (verdict.isEmpty() || verdict.equals("null") ? "" : " " + verdict)
                + (code.isEmpty() ? "" : " " + code);
    }

    private void settle() throws IOException, InterruptedException {
        for (Site site : List.of(source, target)) {
            site.mend();
        }
        for (Site site : List.of(source, target)) {
            try {
                site.awaitReady(READY_WITHIN_SECONDS);
            } catch (IllegalStateException late) {
                violations.add(late.getMessage());
                return;
            }
        }
        for (Site site : List.of(source, target)) {
            violations.addAll(Invariants.atRest(site, AT_REST_WITHIN_SECONDS));
        }
    }

    private void judge(Move move, JsonNode job, Fingerprint from, Fingerprint sourceBefore, Fingerprint before)
            throws Exception {
        Operation operation = fault.operation();
        boolean completed = job.path("status").asText().equals("completed");
        boolean there = completed || operation == Operation.PUSH && importedByPush();
        if (completed && operation.changesTarget() && operation != Operation.ROLLBACK
                && !job.path("verdict").asText().equals("EQUAL")) {
            violations.add("completed with the verdict " + job.path("verdict"));
        }
        tell("the source", sourceBefore, Fingerprint.of(source));
        if (operation == Operation.SCHEDULED) {
            if (!completed) {
                violations.add("a scheduled export has to survive this: " + job);
            }
            violations.addAll(move.appointment().judge());
            tell("the target", before, Fingerprint.of(target));
            return;
        }
        if (operation == Operation.EXPORT) {
            tell("the target", before, Fingerprint.of(target));
            if (completed) {
                fleet.keep(source, move.id(), from);
                new BundleInspection().run(fleet.bundle(), ProgressListener.NONE, Cancellation.NEVER);
            }
            return;
        }
        tell(there ? "the target, which should be the new one," : "the target, which should be the old one,",
                there ? from : before, Fingerprint.of(target));
        if (there && operation == Operation.ROLLBACK) {
            fleet.keepOnly(target, null);
        } else if (there) {
            fleet.keepOnly(target, new Fleet.Undo(importJob(move), before, fault.inPlace()));
        }
    }

    /** A push may lose its target after that has published: what the target says of its import counts. */
    private boolean importedByPush() throws IOException, InterruptedException {
        return newestImport().path("status").asText().equals("completed");
    }

    private String importJob(Move move) throws IOException, InterruptedException {
        return fault.operation() == Operation.PUSH ? newestImport().path("id").asText() : move.id();
    }

    private JsonNode newestImport() throws IOException, InterruptedException {
        return target.api().get("jobs/?direction=import&limit=1").json().path("jobs").path(0);
    }

    private void tell(String what, Fingerprint expected, Fingerprint found) {
        for (String difference : expected.differences(found)) {
            violations.add(what + " differs: " + difference);
        }
    }

    /** A job in peace, for the ones that need something to begin with. */
    private void calm(Operation operation) throws Exception {
        Fingerprint state = fleet.change(source, new Random(fault.number()));
        Fingerprint before = Fingerprint.of(target);
        Move move = new Move(operation, fault.inPlace(), source, target);
        move.begin(null);
        JsonNode job = move.await();
        if (!job.path("status").asText().equals("completed")) {
            throw new IllegalStateException("A job in peace failed: " + job);
        }
        if (operation == Operation.EXPORT) {
            fleet.keep(source, move.id(), state);
        } else {
            fleet.keepOnly(target, new Fleet.Undo(move.id(), before, fault.inPlace()));
        }
    }
}
