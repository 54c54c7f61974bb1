package io.mudanza.engine.load;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.manifest.TableTotal;
import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.sign.Signature;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parts of one bundle as they are announced, and whether the manifest at the end agrees with them. */
public final class BundleIntake {

    private final Head head;
    private final Map<String, Part> announced = new LinkedHashMap<>();

    /** @param head the head that opened the feed */
    public BundleIntake(Head head) {
        this.head = head;
    }

    /** The head of the bundle. */
    public Head head() {
        return head;
    }

    /**
     * Takes a part.
     *
     * @return false when it was announced before, word for word
     * @throws BundleException BUNDLE_INVALID when it cannot be, or contradicts an earlier one of that name
     */
    public boolean take(Part part) throws BundleException {
        ManifestJson.check(part, head);
        Part before = announced.putIfAbsent(part.name(), part);
        if (before != null && !before.equals(part)) {
            throw new BundleException(BundleException.Code.BUNDLE_INVALID,
                    "The part " + part.name() + " was announced twice with different contents.");
        }
        return before == null;
    }

    /**
     * Reads the manifest and holds it against the parts: same bundle, signature, exactly these parts, and totals that
     * are their sums.
     */
    public Manifest complete(FeedLine.Completed line) throws BundleException {
        byte[] exact = line.manifestJson().getBytes(StandardCharsets.UTF_8);
        BundleJson.read(line.signature(), Signature.class).require(exact);
        Manifest manifest = ManifestJson.manifest(line.manifestJson());
        if (!manifest.head().bundleId().equals(head.bundleId())) {
            throw new BundleException(BundleException.Code.BUNDLE_INVALID, "The manifest belongs to another bundle.");
        }
        if (manifest.parts().size() != announced.size()) {
            throw new BundleException(BundleException.Code.BUNDLE_TRUNCATED, "The manifest lists "
                    + manifest.parts().size() + " parts, but " + announced.size() + " arrived.");
        }
        for (Part part : manifest.parts()) {
            if (!part.equals(announced.get(part.name()))) {
                throw new BundleException(BundleException.Code.BUNDLE_INVALID,
                        "The part " + part.name() + " is not the one that the manifest lists.");
            }
        }
        if (!manifest.head().digestOnly()) {
            requireTotals(manifest);
        }
        return manifest;
    }

    private static void requireTotals(Manifest manifest) throws BundleException {
        Map<String, RowDigest> sums = new LinkedHashMap<>();
        for (Part part : manifest.parts()) {
            if (part.kind() == PartKind.ROWS) {
                sums.merge(part.table(), part.digest(), RowDigest::plus);
            }
        }
        for (TableTotal total : manifest.tables()) {
            if (!total.digest().equals(sums.getOrDefault(total.table(), RowDigest.EMPTY))) {
                throw new BundleException(BundleException.Code.BUNDLE_INVALID,
                        "The totals of table " + total.table() + " are not the sum of its parts.");
            }
        }
    }
}
