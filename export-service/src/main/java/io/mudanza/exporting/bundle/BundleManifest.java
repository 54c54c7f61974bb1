package io.mudanza.exporting.bundle;

import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.media.MediaIndex;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.sign.NodeKey;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.store.PartReader;
import io.mudanza.bundle.store.PartStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The manifest of the file form. While a peer fetches media from the store itself, a file has to contain them: this
 * manifest lists each content of the media index as one more part, and is signed like the other.
 */
final class BundleManifest {

    /** Where the manifest of the file form lies, beside that of the live form. */
    static final String MEMBER = "file/manifest.json";

    static final String SIGNATURE_MEMBER = "file/manifest.sig";

    private BundleManifest() {}

    /** The name under which a content lies in the file. */
    static String blob(String sha256) {
        return "media/blob/" + sha256.substring(0, 2) + "/" + sha256;
    }

    /** Writes the manifest of the file form, unless it is there; the same index always gives the same bytes. */
    static void ensure(DirectoryPartStore store, NodeKey key) throws IOException {
        if (store.isSealed(SIGNATURE_MEMBER)) {
            return;
        }
        Manifest live = live(store);
        List<Part> parts = new ArrayList<>(live.parts());
        contents(store, live).forEach((sha256, content) -> parts.add(new Part(
                blob(sha256), PartKind.MEDIA, null, 0, content.size(), content.size(), sha256, null)));
        Manifest whole = new Manifest(live.head(), live.completed(), parts, live.tables(), live.sequences(),
                live.matviews(), live.largeObjects(), live.media());
        String json = ManifestJson.write(whole);
        write(store, MEMBER, json);
        write(store, SIGNATURE_MEMBER, BundleJson.write(key.sign(json.getBytes(StandardCharsets.UTF_8))));
    }

    /**
     * A content of the media store.
     *
     * @param key  one of the files that hold it
     * @param size its length
     */
    record Content(String key, long size) {}

    /** Every content of the media index once, by its SHA-256. */
    static Map<String, Content> contents(DirectoryPartStore store, Manifest manifest) throws IOException {
        Map<String, Content> contents = new LinkedHashMap<>();
        for (Part part : manifest.parts()) {
            if (part.kind() == PartKind.MEDIA_INDEX) {
                try (InputStream index = new PartReader(part, store.open(part.name(), 0))) {
                    MediaIndex.read(index, file ->
                            contents.putIfAbsent(file.sha256(), new Content(file.key(), file.size())));
                }
            }
        }
        return contents;
    }

    static Manifest live(PartStore store) throws IOException {
        try (InputStream in = store.open(Manifest.MEMBER, 0)) {
            return ManifestJson.manifest(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void write(PartStore store, String name, String text) throws IOException {
        try (PartStore.Draft draft = store.draft(name)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                draft.channel().write(bytes);
            }
            draft.seal();
        }
    }
}
