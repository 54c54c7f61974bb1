package io.mudanza.transfer.backup;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where in an archive the dump and the media are. */
final class BackupLayout {

    /** What a folder made by {@code pg_dump -Fd} holds. */
    private static final Pattern OF_FOLDER_DUMP = Pattern.compile(
            "toc\\.dat|restore\\.sql|(\\d{1,10}|blob_\\d{1,10})\\.dat(\\.gz|\\.lz4|\\.zst)?|blobs(_\\d{1,10})?\\.toc(\\.gz|\\.lz4|\\.zst)?");

    /** What a member is for. */
    sealed interface Role {
        /** A dump in one file. */
        record Dump() implements Role {}

        /** A file of a folder that is a dump where it has a table of contents. */
        record OfFolder(String folder, String file) implements Role {}

        /** A media file. */
        record Media(String key, String store) implements Role {}

        /** Nothing that is restored. */
        record Other() implements Role {}
    }

    private final List<Glob> dumps;
    private final List<Glob> media;

    BackupLayout(List<String> dumps, List<String> media) {
        this.dumps = dumps.stream().map(String::strip).map(Glob::new).toList();
        this.media = media.stream().map(String::strip).map(Glob::new).toList();
        this.media.stream().filter(glob -> !glob.hasRest()).findFirst().ifPresent(glob -> {
            throw new IllegalArgumentException("mudanza.backup.media-pattern \"" + glob
                    + "\" has no **, which stands for the names of the media files.");
        });
    }

    Role role(String name) {
        for (Glob glob : media) {
            Optional<String> key = glob.rest(name);
            if (key.isPresent()) {
                return new Role.Media(key.get(), name.substring(0, name.length() - key.get().length()));
            }
        }
        int slash = name.lastIndexOf('/');
        String file = name.substring(slash + 1);
        if (OF_FOLDER_DUMP.matcher(file).matches() && !(file.equals("restore.sql") && dumps.stream().anyMatch(g -> g.matches(name)))) {
            return new Role.OfFolder(slash < 0 ? "" : name.substring(0, slash), file);
        }
        return dumps.stream().anyMatch(glob -> glob.matches(name)) ? new Role.Dump() : new Role.Other();
    }

    /** In words, for whoever has to mend an archive. */
    String words() {
        return "the dump at " + String.join(" or ", dumps.stream().map(Glob::toString).toList()) + ", the media at "
                + String.join(" or ", media.stream().map(Glob::toString).toList());
    }
}
