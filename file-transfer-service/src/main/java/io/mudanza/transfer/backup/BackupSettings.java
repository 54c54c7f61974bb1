package io.mudanza.transfer.backup;

import io.mudanza.transfer.archive.Limits;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How large backups may be, and where in them things are. */
@Singleton
class BackupSettings {

    private final BackupLayout layout;
    private final Limits limits;

    BackupSettings(
            @ConfigProperty(name = "mudanza.backup.max-expanded-gb") long maxExpandedGb,
            @ConfigProperty(name = "mudanza.backup.max-ratio") long maxRatio,
            @ConfigProperty(name = "mudanza.backup.max-entries") long maxEntries,
            @ConfigProperty(name = "mudanza.backup.sql-pattern") String dumps,
            @ConfigProperty(name = "mudanza.backup.media-pattern") String media) {
        this.layout = new BackupLayout(List.of(dumps.strip().split("\\s+")), List.of(media.strip().split("\\s+")));
        this.limits = new Limits(Math.multiplyExact(positive("max-expanded-gb", maxExpandedGb), 1L << 30),
                positive("max-ratio", maxRatio), positive("max-entries", maxEntries));
    }

    private static long positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("mudanza.backup." + name + " is " + value + "; it must be 1 or more");
        }
        return value;
    }

    BackupLayout layout() {
        return layout;
    }

    Limits limits() {
        return limits;
    }
}
