package io.mudanza.engine.load;

import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.bundle.part.Part;
import io.mudanza.crash.CrashPoint;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.plan.CopyStatements;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/** Loads one part and its line of the ledger in one transaction; whoever comes second finds that it is there. */
final class PartCommit {

    private PartCommit() {}

    /**
     * Loads it, unless somebody else has.
     *
     * @param connection without auto-commit
     * @param name       of the points at which a crash is tried
     * @return whether it was loaded here
     */
    static boolean of(
            Connection connection, Ledger ledger, PartLoader loader, TableHead table, Part part, PartLoader.Bytes told,
            String name)
            throws EngineException, SQLException, IOException {
        loader.copy(connection, CopyStatements.in(table), table.format(), part, told);
        try {
            ledger.write(connection, part);
        } catch (PSQLException e) {
            if (!isThere(e)) {
                throw e;
            }
            connection.rollback();
            return false;
        }
        CrashPoint.reached(name + ":before-commit");
        connection.commit();
        CrashPoint.reached(name + ":part-committed");
        return true;
    }

    private static boolean isThere(PSQLException e) {
        return "23505".equals(e.getSQLState()) && e.getServerErrorMessage() != null
                && "_mudanza".equals(e.getServerErrorMessage().getSchema())
                && "ledger".equals(e.getServerErrorMessage().getTable());
    }
}
