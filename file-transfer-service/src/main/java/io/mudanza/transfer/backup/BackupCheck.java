package io.mudanza.transfer.backup;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.transfer.archive.ArchiveException;
import io.mudanza.transfer.archive.EntryName;
import java.util.List;

/** Judges what was found in a backup; each thing that can be wrong has a sentence of its own. */
final class BackupCheck {

    private final BackupLayout layout;
    private final Validation validation;

    BackupCheck(BackupLayout layout, Validation validation) {
        this.layout = layout;
        this.validation = validation;
    }

    /** The reader stopped. */
    void refused(ArchiveException refused) {
        String what = refused.getMessage() + ". ";
        switch (refused.reason()) {
            case UNSAFE -> validation.error(ProblemCode.BACKUP_UNSAFE, "The backup is refused as a whole. " + what
                    + "Make the archive again with tar -czf from the plain folder.");
            case TRUNCATED -> validation.error(ProblemCode.BACKUP_TRUNCATED, "The backup is cut off. " + what
                    + "Check it with gzip -t and upload it again.");
            case CORRUPT -> validation.error(ProblemCode.BACKUP_CORRUPT, "The backup is damaged. " + what
                    + "Check it with gzip -t and upload an intact copy.");
            case TOO_LARGE -> validation.error(ProblemCode.BACKUP_TOO_LARGE, "The backup goes beyond the limits. " + what
                    + "Raise mudanza.backup.max-expanded-gb, max-ratio or max-entries if it is trusted.");
            case UNKNOWN_FORMAT -> validation.error(ProblemCode.BACKUP_FORMAT_UNKNOWN, "The backup cannot be read. " + what
                    + ".");
        }
    }

    /** All was read; whether it is enough for what was asked. */
    void judge(ArchiveVisit found, boolean wantsSql, boolean wantsMedia) {
        List<FoundDump> dumps = found.dumps();
        validation.know("sql_dumps_count", dumps.size());
        validation.know("media_files_count", found.mediaFiles());
        validation.know("media_bytes", found.mediaBytes());
        validation.know("files_count", found.entries());
        validation.know("expanded_bytes", found.expanded());
        validation.know("other_files_count", found.othersCount());
        validation.know("media_stores", found.stores().stream().map(EntryName::shown).toList());
        if (!dumps.isEmpty()) {
            validation.know("sql_dump_name", dumps.getFirst().name());
            validation.know("sql_dump_bytes", dumps.getFirst().bytes());
        }
        if (found.othersCount() > 0) {
            validation.warn(found.othersCount() + " files are neither a dump nor media and are left out, e.g. "
                    + String.join(", ", found.others().stream().limit(3).toList()) + ".");
        }
        if (found.stores().size() > 1) {
            validation.warn("Media of several stores are put together: "
                    + String.join(", ", found.stores().stream().map(EntryName::shown).toList()) + ".");
        }
        if (dumps.isEmpty() && found.mediaFiles() == 0) {
            validation.error(ProblemCode.BACKUP_LAYOUT_WRONG, "Nothing in the backup lies where it is looked for: "
                    + layout.words() + ". Pack the folder backups-* as it is, or set mudanza.backup.sql-pattern and"
                    + " mudanza.backup.media-pattern.");
        } else if (wantsSql && dumps.isEmpty()) {
            validation.error(ProblemCode.BACKUP_DUMP_MISSING, "The backup has media but no dump. Restore it with"
                    + " restore_sql=false, or put the dump into cloudsql/.");
        } else if (wantsSql && dumps.size() > 1) {
            validation.error(ProblemCode.BACKUP_DUMP_AMBIGUOUS, "The backup has " + dumps.size() + " dumps ("
                    + String.join(", ", dumps.stream().limit(4).map(FoundDump::name).toList())
                    + "), and which is meant cannot be known. Leave one of them in the archive.");
        }
        if (wantsMedia && found.mediaFiles() == 0) {
            if (wantsSql) {
                validation.warn("The backup has no media; the media folder stays as it is.");
            } else if (!dumps.isEmpty()) {
                validation.error(ProblemCode.BACKUP_LAYOUT_WRONG, "Only media are to be restored, but the backup has none"
                        + " where they are looked for: " + layout.words() + ".");
            }
        }
    }
}
