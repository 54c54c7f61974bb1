package io.mudanza.verifying.expectation;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.part.PartFeed;
import io.mudanza.bundle.sign.Signature;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.engine.schema.SchemaTexts;
import io.mudanza.engine.verify.PartRows;
import io.mudanza.platform.feed.ReceivedParts;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Finds what a job is to be compared with: the parts that were received for it, or what was kept of an earlier job. */
@ApplicationScoped
public class Expectations implements PanacheRepositoryBase<ExpectationEntity, UUID> {

    private static final int LARGEST_INDEX = 64 << 20;

    private final ReceivedParts received;

    Expectations(ReceivedParts received) {
        this.received = received;
    }

    /** Opens the feed that belongs to a job; the caller closes it when nothing has to be read from it any more. */
    public PartFeed feed(StepContext context, UUID subject)
            throws IOException, InterruptedException, StepFailedException {
        if (subject != null && !received.hasExport(subject)) {
            throw new StepFailedException(ProblemCode.NOT_FOUND, "What job " + subject + " had moved is not kept here any"
                    + " more, so there is nothing to compare with. Name a later job, or a peer.");
        }
        return subject == null
                ? received.follow(context.jobId(), context::cancelled)
                : received.exported(subject, context::cancelled);
    }

    /** Reads a feed to its end. */
    public Expectation read(PartFeed feed) throws IOException, InterruptedException, StepFailedException {
        return FeedExpectation.read(feed);
    }

    /** Keeps what a job was compared with. */
    @Transactional
    public void keep(UUID job, Expectation expectation) throws IOException {
        ExpectationEntity row = findById(job);
        boolean fresh = row == null;
        row = fresh ? new ExpectationEntity() : row;
        row.jobId = job;
        row.manifest = expectation.manifestJson();
        row.signature = expectation.signature();
        row.preData = expectation.schema() == null ? null : expectation.schema().preData();
        row.postData = expectation.schema() == null ? null : expectation.schema().postData();
        row.mediaIndex = expectation.storedIndex(LARGEST_INDEX);
        row.storedAt = Instant.now();
        if (fresh) {
            persist(row);
        }
    }

    /** What an earlier job was compared with; with its rows as long as its parts are kept, to localise differences. */
    public Optional<Expectation> kept(StepContext context, UUID job) throws IOException, InterruptedException {
        ExpectationEntity row = QuarkusTransaction.requiringNew().call(() -> findById(job));
        if (row == null) {
            return Optional.empty();
        }
        if (received.has(job)) {
            return Optional.of(kept(row, part -> received.open(job, part, context::cancelled), false));
        }
        byte[] index = row.mediaIndex;
        return Optional.of(kept(row, index == null ? null : part -> new ByteArrayInputStream(index), true));
    }

    private static Expectation kept(ExpectationEntity row, PartRows.Opener parts, boolean indexOnly)
            throws BundleException {
        // The database of the node is not trusted more than a peer is.
        BundleJson.read(row.signature, Signature.class).require(row.manifest.getBytes(StandardCharsets.UTF_8));
        return new Expectation(
                row.manifest,
                row.signature,
                ManifestJson.manifest(row.manifest),
                row.preData == null || row.postData == null ? null : new SchemaTexts(row.preData, row.postData),
                parts,
                indexOnly);
    }
}
