package io.mudanza.bundle.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Where the media of a job lie: beside the live folder where that can be renamed, inside it ({@code .mudanza}) where it is
 * a mount point.
 *
 * @param live       the media folder
 * @param inside     true when the folder itself cannot be renamed
 * @param staged     the new set, built before publish
 * @param partial    files not yet complete
 * @param complete   exists when the staged set was found complete
 * @param checkpoint the old set after publish
 * @param replaced   the new set after a rollback
 */
record MediaLayout(
        Path live, boolean inside, Path staged, Path partial, Path complete, Path checkpoint, Path replaced) {

    static MediaLayout of(Path media, UUID job) {
        Path live = real(media);
        boolean inside = mustStayInside(live);
        if (inside) {
            Path own = live.resolve(MediaKey.OWN_FOLDER);
            return new MediaLayout(
                    live,
                    true,
                    own.resolve("staged-" + job),
                    own.resolve("partial-" + job),
                    own.resolve("complete-" + job),
                    own.resolve("checkpoint-" + job),
                    own.resolve("replaced-" + job));
        }
        String name = live.getFileName() + ".mudanza-";
        return new MediaLayout(
                live,
                false,
                live.resolveSibling(name + job),
                live.resolveSibling(name + "partial-" + job),
                live.resolveSibling(name + "complete-" + job),
                live.resolveSibling(name + "checkpoint-" + job),
                live.resolveSibling(name + "replaced-" + job));
    }

    /** The folder that a path stands for: a media folder that is a link is switched where it really lies. */
    static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder.toAbsolutePath().normalize();
        }
    }

    private static boolean mustStayInside(Path live) {
        Path parent = live.getParent();
        if (parent == null || !Files.isWritable(parent)) {
            return true;
        }
        return Files.exists(live) && isMountPoint(live, parent);
    }

    private static boolean isMountPoint(Path live, Path parent) {
        try {
            if (!Files.getFileStore(live).equals(Files.getFileStore(parent))) {
                return true;
            }
            Path mounts = Path.of("/proc/self/mountinfo");
            if (!Files.isReadable(mounts)) {
                return false;
            }
            String escaped = live.toString().replace("\\", "\\134").replace(" ", "\\040");
            return Files.readAllLines(mounts, java.nio.charset.StandardCharsets.ISO_8859_1).stream()
                    .map(line -> line.split(" "))
                    .anyMatch(fields -> fields.length > 4 && fields[4].equals(escaped));
        } catch (IOException e) {
            // Unknown: the way that works on both is the one inside.
            return true;
        }
    }
}
