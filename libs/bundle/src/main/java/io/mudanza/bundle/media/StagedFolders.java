package io.mudanza.bundle.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The folders of a staged set: each is made, and looked at for symbolic links, once and not for each of its files. Thread-safe. */
final class StagedFolders {

    /** So many are remembered, and then all are forgotten: memory does not grow with the store. */
    private static final int MOST = 4096;

    private final Path root;
    private final Set<Path> known = ConcurrentHashMap.newKeySet();

    StagedFolders(Path root) {
        this.root = root;
    }

    /**
     * The path of a key, its folder made. What lies at the path itself is not looked at.
     *
     * @throws io.mudanza.bundle.BundleException MEDIA_NAME_UNSAFE
     */
    Path placeOf(String key) throws IOException {
        Path path = MediaKey.place(root, key);
        if (!known.contains(path.getParent())) {
            MediaKey.createParents(root, MediaKey.resolve(root, key));
            if (known.size() >= MOST) {
                known.clear();
            }
            known.add(path.getParent());
        }
        return path;
    }
}
