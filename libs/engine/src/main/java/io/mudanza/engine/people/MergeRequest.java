package io.mudanza.engine.people;

import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.engine.connect.DatabaseAddress;
import java.util.List;
import java.util.UUID;

/**
 * A merge of administrators.
 *
 * @param live     the platform as it runs; only read
 * @param scratch  the database that holds the restored backup, loaded to the end (keys and indexes too), neither verified nor
 *                 published; opened as the role that owns its tables, which needs CREATE on the database and no other right
 * @param job      id of the job; a second merge of the same job into the same database returns what the first one did
 * @param settings the user table
 * @param survivor e-mail address or id of the superuser who restores; null for every superuser of the live platform
 * @param tables   heads of the tables of the backup, for {@link MergeRecord#tables()}; empty when nobody compares
 */
public record MergeRequest(
        DatabaseAddress live,
        DatabaseAddress scratch,
        UUID job,
        UserTableSettings settings,
        String survivor,
        List<TableHead> tables) {

    public MergeRequest {
        survivor = survivor == null || survivor.isBlank() ? null : survivor;
        tables = tables == null ? List.of() : List.copyOf(tables);
    }
}
