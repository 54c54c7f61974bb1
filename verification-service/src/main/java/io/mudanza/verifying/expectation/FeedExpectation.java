package io.mudanza.verifying.expectation;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartFeed;
import io.mudanza.bundle.store.PartReader;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.engine.extract.SchemaParts;
import io.mudanza.engine.load.BundleIntake;
import io.mudanza.engine.schema.SchemaTexts;
import io.mudanza.steps.StepFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads the expectation from a feed, to its end; the parts stay where they are and are opened when needed. */
final class FeedExpectation {

    private FeedExpectation() {}

    static Expectation read(PartFeed feed) throws IOException, InterruptedException, StepFailedException {
        BundleIntake intake = null;
        for (FeedLine line = feed.next(); line != null; line = feed.next()) {
            switch (line) {
                case FeedLine.Opened opened -> intake = opened(intake, ManifestJson.head(opened.head()));
                case FeedLine.Sealed sealed -> required(intake).take(sealed.part());
                case FeedLine.Completed completed -> {
                    Manifest manifest = required(intake).complete(completed);
                    return new Expectation(completed.manifestJson(), completed.signature(), manifest,
                            schema(manifest, feed), feed::open, false);
                }
                case FeedLine.Failed failed ->
                    throw new StepFailedException(ProblemCode.ofWire(failed.code()), failed.detail());
                case FeedLine.Alive _ -> {
                    // There is more to come.
                }
            }
        }
        throw new BundleException(
                BundleException.Code.BUNDLE_TRUNCATED, "The feed of parts ended before the manifest. Resume the job.");
    }

    private static BundleIntake opened(BundleIntake intake, Head head) {
        boolean same = intake != null && intake.head().bundleId().equals(head.bundleId());
        return same ? intake : new BundleIntake(head);
    }

    private static BundleIntake required(BundleIntake intake) throws BundleException {
        if (intake == null) {
            throw new BundleException(
                    BundleException.Code.BUNDLE_INVALID, "The feed of parts does not begin with a head.");
        }
        return intake;
    }

    private static SchemaTexts schema(Manifest manifest, PartFeed feed) throws IOException {
        String preData = null;
        String postData = null;
        for (Part part : manifest.parts()) {
            if (part.name().equals(SchemaParts.PRE_DATA)) {
                preData = text(part, feed);
            } else if (part.name().equals(SchemaParts.POST_DATA)) {
                postData = text(part, feed);
            }
        }
        return preData == null || postData == null ? null : new SchemaTexts(preData, postData);
    }

    private static String text(Part part, PartFeed feed) throws IOException {
        try (InputStream in = new PartReader(part, feed.open(part))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
