package io.mudanza.bundle.manifest;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartName;
import java.util.HashSet;
import java.util.Set;

/** Head and manifest as JSON, checked as they are read. */
public final class ManifestJson {

    /** Features that this version knows; a bundle that requires another is refused by its name. */
    private static final Set<String> KNOWN = Set.of();

    /** A part may always be so large: a row has up to 1 GiB, and one that is larger needs bytes that justify it. */
    private static final long LARGEST_PLAIN = 4L << 30;
    private static final long MOST_RATIO = 200;

    private ManifestJson() {}

    public static String write(Head head) {
        return BundleJson.write(head);
    }

    public static String write(Manifest manifest) {
        return BundleJson.write(manifest);
    }

    /** @throws BundleException BUNDLE_INVALID or BUNDLE_VERSION_UNKNOWN */
    public static Head head(String json) throws BundleException {
        return checked(BundleJson.read(json, Head.class));
    }

    /** @throws BundleException BUNDLE_INVALID or BUNDLE_VERSION_UNKNOWN */
    public static Manifest manifest(String json) throws BundleException {
        Manifest manifest = BundleJson.read(json, Manifest.class);
        if (manifest.head() == null) {
            throw invalid("The manifest has no head.");
        }
        checked(manifest.head());
        Set<String> names = new HashSet<>();
        for (Part part : manifest.parts()) {
            check(part, manifest.head());
            if (!names.add(part.name())) {
                throw invalid("The part " + part.name() + " is listed twice.");
            }
        }
        Set<String> totals = new HashSet<>();
        for (TableTotal total : manifest.tables()) {
            if (manifest.head().table(total.table()) == null || !totals.add(total.table()) || total.digest() == null) {
                throw invalid("The totals of table " + total.table() + " do not belong to this bundle.");
            }
        }
        if (totals.size() != manifest.head().tables().size()) {
            throw invalid("The manifest lacks the totals of a table.");
        }
        return manifest;
    }

    /** Refuses a part whose description cannot be true. */
    public static void check(Part part, Head head) throws BundleException {
        PartName.require(part.name());
        // What lies beside the folders of the parts is the bundle's own: its feed, its manifest, its head.
        if (part.name().indexOf('/') < 0) {
            throw invalid("The part " + part.name() + " has a name that is not for parts.");
        }
        if (part.kind() == null || part.rows() < 0 || part.plainBytes() < 0 || part.storedBytes() < 0) {
            throw invalid("The part " + part.name() + " is described badly.");
        }
        if (part.plainBytes() > Math.max(LARGEST_PLAIN, MOST_RATIO * part.storedBytes())) {
            throw invalid("The part " + part.name() + " would become far too large when it is decompressed.");
        }
        if (part.sha256() == null || !part.sha256().matches("[0-9a-f]{64}")) {
            throw invalid("The part " + part.name() + " has no SHA-256.");
        }
        switch (part.kind()) {
            case ROWS -> {
                if (head != null && head.table(part.table()) == null) {
                    throw invalid("The part " + part.name() + " belongs to no table of the bundle.");
                }
                if (part.digest() == null || part.digest().rows() != part.rows()) {
                    throw invalid("The part " + part.name() + " has no digest of its rows.");
                }
            }
            case LARGE_OBJECTS -> {
                if (part.digest() == null || part.digest().rows() != part.rows()) {
                    throw invalid("The part " + part.name() + " has no digest of its rows.");
                }
            }
            case SCHEMA, MEDIA_INDEX, MEDIA -> {
                // Their SHA-256 says everything.
            }
        }
    }

    private static Head checked(Head head) throws BundleException {
        if (head.formatMajor() != Head.FORMAT_MAJOR) {
            throw new BundleException(
                    BundleException.Code.BUNDLE_VERSION_UNKNOWN,
                    "The bundle has format version " + head.formatMajor() + "; this program reads version "
                            + Head.FORMAT_MAJOR + ". Use a newer Mudanza.");
        }
        for (String feature : head.requires()) {
            if (!KNOWN.contains(feature)) {
                throw new BundleException(
                        BundleException.Code.BUNDLE_VERSION_UNKNOWN,
                        "The bundle requires the feature '" + feature + "', which this program does not know."
                                + " Use a newer Mudanza.");
            }
        }
        if (head.bundleId() == null) {
            throw invalid("The head has no bundle id.");
        }
        Set<String> ids = new HashSet<>();
        for (TableHead table : head.tables()) {
            if (table.id() == null || !table.id().matches("t\\d{4,9}") || !ids.add(table.id())
                    || table.schema() == null || table.name() == null || table.format() == null) {
                throw invalid("A table of the head is described badly.");
            }
        }
        return head;
    }

    private static BundleException invalid(String detail) {
        return new BundleException(BundleException.Code.BUNDLE_INVALID, detail);
    }
}
