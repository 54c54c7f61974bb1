package io.mudanza.transfer.received;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.digest.Sha256;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.sign.Signature;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.store.FeedLog;
import io.mudanza.crash.CrashPoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A bundle while it arrives: what is here already, what was announced, and the feed that others follow. Thread-safe.
 */
public final class Reception implements AutoCloseable {

    private final DirectoryPartStore store;
    private final ReceptionLock lock;
    private final FeedLog log;
    private final Map<String, Part> told = new HashMap<>();
    private final Map<String, Part> announced = new LinkedHashMap<>();
    private String headText;
    private Head head;
    private FeedLine.Completed completed;
    private boolean keepMedia;

    /** Takes up what an earlier run left. */
    Reception(DirectoryPartStore store, ReceptionLock lock) throws IOException {
        this.store = store;
        this.lock = lock;
        for (FeedLine line : FeedLog.lines(store.feedFile())) {
            switch (line) {
                case FeedLine.Opened opened -> begin(opened.head());
                case FeedLine.Sealed sealed -> told.put(sealed.part().name(), sealed.part());
                case FeedLine.Completed done -> completed = done;
                case FeedLine.Failed ignored -> completed = null;
                case FeedLine.Alive ignored -> { }
            }
        }
        this.log = new FeedLog(store.feedFile());
    }

    private void begin(String text) throws BundleException {
        head = ManifestJson.head(text);
        headText = text;
        told.clear();
        announced.clear();
        completed = null;
    }

    /**
     * The head of the bundle came.
     *
     * @return true when it is another bundle than before: all parts of the old one are gone
     */
    public synchronized boolean opened(String text) throws IOException {
        Head fresh = ManifestJson.head(text);
        if (head != null && head.bundleId().equals(fresh.bundleId())) {
            if (!text.equals(headText)) {
                throw new BundleException(
                        BundleException.Code.BUNDLE_INVALID,
                                "The head of the bundle changed on the way; fetch it anew.");
            }
            return false;
        }
        store.clear();
        begin(text);
        log.append(new FeedLine.Opened(text));
        return true;
    }

    /** The head of what is here already, where it is known only when all of it has been read; the files stay. */
    public synchronized void openedOver(String text) throws IOException {
        begin(text);
        log.append(new FeedLine.Opened(text));
    }

    /** True when the head is of the bundle that is arriving. */
    public synchronized boolean sameBundle(String text) throws BundleException {
        return head != null && head.bundleId().equals(ManifestJson.head(text).bundleId());
    }

    /** The head; null when none has come yet. */
    public synchronized Head head() {
        return head;
    }

    /** The last line, when an earlier run has received all; else null. */
    public synchronized FeedLine.Completed completed() {
        return completed;
    }

    /**
     * A part was announced.
     *
     * @return false when it was announced before
     */
    public synchronized boolean announced(Part part) throws BundleException {
        if (head == null) {
            throw new BundleException(
                    BundleException.Code.BUNDLE_INVALID, "The feed announced a part before the head of the bundle.");
        }
        ManifestJson.check(part, head);
        Part before = announced.putIfAbsent(part.name(), part);
        if (before != null && !before.equals(part)) {
            throw new BundleException(
                    BundleException.Code.BUNDLE_INVALID,
                    "The part " + part.name() + " was announced twice with different contents; the bundle is refused.");
        }
        return before == null;
    }

    /** True when the part is here and those who follow were told so. */
    public synchronized boolean has(Part part) throws IOException {
        return part.equals(told.get(part.name())) && (!stored(part) || store.isSealed(part.name()));
    }

    /** False for parts that are announced but never kept here: rows of a digest-only bundle, and media files. */
    public synchronized boolean stored(Part part) {
        return switch (part.kind()) {
            case ROWS, LARGE_OBJECTS -> head == null || !head.digestOnly();
            case SCHEMA, MEDIA_INDEX -> true;
            case MEDIA -> keepMedia;
        };
    }

    /** Media files are kept as well, because there is no peer to get them from later. */
    public synchronized Reception keepingMedia() {
        keepMedia = true;
        return this;
    }

    /** How many parts of the feed are here or were announced in this run, from its beginning. */
    public synchronized long known() {
        return Math.max(told.size(), announced.size());
    }

    /** Tells those who follow that a part is here. */
    public void sealed(Part part) throws IOException {
        sealed(List.of(part));
    }

    /** Tells those who follow that these parts are here. */
    public synchronized void sealed(List<Part> parts) throws IOException {
        List<FeedLine.Sealed> lines = parts.stream()
                .filter(part -> !part.equals(told.get(part.name())))
                .map(FeedLine.Sealed::new)
                .toList();
        if (!lines.isEmpty()) {
            log.append(lines);
            CrashPoint.reached("transfer:part-sealed");
            lines.forEach(line -> told.put(line.part().name(), line.part()));
        }
    }

    /**
     * The manifest came: checks the signature, and that exactly the parts of the manifest were announced.
     *
     * @return the manifest
     */
    public synchronized Manifest check(FeedLine.Completed line) throws IOException {
        byte[] bytes = line.manifestJson().getBytes(StandardCharsets.UTF_8);
        BundleJson.read(line.signature(), Signature.class).require(bytes);
        Manifest manifest = ManifestJson.manifest(line.manifestJson());
        if (head == null || !manifest.head().equals(head)) {
            throw new BundleException(
                    BundleException.Code.BUNDLE_INVALID,
                            "The manifest belongs to another bundle than the parts; it is refused.");
        }
        Set<String> missing = new HashSet<>(announced.keySet());
        for (Part part : manifest.parts()) {
            if (!part.equals(announced.get(part.name()))) {
                throw new BundleException(
                        BundleException.Code.BUNDLE_INVALID,
                        "The part " + part.name()
                                + " of the manifest was not announced, or differently; the bundle is refused.");
            }
            missing.remove(part.name());
        }
        if (!missing.isEmpty()) {
            throw new BundleException(
                    BundleException.Code.BUNDLE_INVALID,
                    "The part " + missing.iterator().next() + " is not in the manifest; the bundle is refused.");
        }
        return manifest;
    }

    /** Tells those who follow that all is here. */
    public synchronized void complete(FeedLine.Completed line) throws IOException {
        if (completed == null) {
            log.append(line);
            completed = line;
        }
    }

    /** SHA-256 of the exact bytes of a manifest, hexadecimal. */
    public static String sha256(FeedLine.Completed line) {
        return Sha256.hex(line.manifestJson());
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            log.close();
        }
    }
}
