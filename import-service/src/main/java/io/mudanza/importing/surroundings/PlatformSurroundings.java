package io.mudanza.importing.surroundings;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.schema.PgDump;
import io.mudanza.infra.Finding;
import io.mudanza.infra.Findings;
import io.mudanza.infra.FolderCheck;
import io.mudanza.infra.MemoryCheck;
import io.mudanza.infra.PostgresCheck;
import io.mudanza.platform.PlatformSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Looks at the platform's database, at pg_dump, and at the folders of the node. */
@ApplicationScoped
class PlatformSurroundings {
    private final PlatformSettings platform;
    private final Path dataDir;

    PlatformSurroundings(
            PlatformSettings platform,
            @ConfigProperty(name = "mudanza.node.data-dir", defaultValue = "data") Path dataDir) {
        this.platform = platform;
        this.dataDir = dataDir.toAbsolutePath();
    }

    List<Finding> look() throws InterruptedException {
        List<Finding> all = new ArrayList<>();
        Findings database = new Findings("platform_database");
        int major = database(database);
        all.addAll(database.list());
        Findings tools = new Findings("tools");
        pgDump(tools, major);
        all.addAll(tools.list());
        Findings stores = new Findings("stores");
        FolderCheck.look("data", dataDir, stores);
        if (platform.media().isPresent()) {
            FolderCheck.look("media", platform.media().get(), stores);
        } else {
            stores.ok("media", "this platform has none");
        }
        all.addAll(stores.list());
        Findings memory = new Findings("import_memory");
        MemoryCheck.look(memory);
        all.addAll(memory.list());
        return all;
    }

    /** The server's major version; 0 when unknown. */
    private int database(Findings findings) {
        long since = System.nanoTime();
        Connection connection = null;
        try {
            DatabaseAddress address = platform.database();
            connection = Connections.open(address, Side.TARGET);
            findings.ok("connect", address.toString(), since);
            PostgresCheck check = new PostgresCheck(connection, findings);
            int major = check.look();
            check.platformRights();
            return major;
        } catch (EngineException e) {
            findings.failed("connect", "cannot be reached", e.getMessage());
        } catch (SQLException e) {
            findings.failed("look", "cannot be looked at: SQLSTATE " + e.getSQLState(),
                    "Look into the server's log, and check again.");
        } finally {
            if (connection != null) {
                Connections.close(connection);
            }
        }
        return 0;
    }

    private void pgDump(Findings findings, int major) throws InterruptedException {
        long since = System.nanoTime();
        try {
            PgDump found = PgDump.find(platform.pgDump().map(Path::toString).orElse(null), major);
            findings.ok("pg_dump", found.version() + " (" + found.program() + ")", since);
        } catch (EngineException e) {
            findings.failed("pg_dump", "no pg_dump for PostgreSQL " + major, e.getMessage());
        }
    }
}
