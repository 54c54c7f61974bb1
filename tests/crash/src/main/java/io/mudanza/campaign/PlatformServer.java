package io.mudanza.campaign;

import io.mudanza.embedded.EmbeddedInfraException;
import io.mudanza.embedded.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;

/** A server of a platform alone, its data and its WAL on small disks; started again whenever it is gone. */
final class PlatformServer implements AutoCloseable {
    private final EmbeddedPostgres postgres;
    private final SmallDisk space;
    private final SmallDisk wal;
    private volatile boolean closed;

    private PlatformServer(EmbeddedPostgres postgres, SmallDisk space, SmallDisk wal) {
        this.postgres = postgres;
        this.space = space;
        this.wal = wal;
    }

    static PlatformServer start(Path dir, boolean disks) throws IOException, InterruptedException, SQLException {
        EmbeddedPostgres postgres = EmbeddedPostgres.configure().dir(dir.resolve("platform-server")).durable(true)
                .setting("shared_buffers", "64MB").setting("max_wal_size", "64MB").setting("min_wal_size", "32MB")
                .setting("autovacuum_naptime", "5s").start();
        SmallDisk space = null;
        SmallDisk wal = null;
        if (disks) {
            Path data = dir.resolve("platform-server/data");
            UserPrincipal owner = Files.getOwner(data);
            postgres.stop();
            wal = SmallDisk.mount(dir.resolve("wal-disk"), 192);
            Path kept = wal.folder().resolve("pg_wal");
            Os.succeeds("cp", "-a", data.resolve("pg_wal").toString(), kept.toString());
            Os.succeeds("rm", "-rf", data.resolve("pg_wal").toString());
            Files.createSymbolicLink(data.resolve("pg_wal"), kept);
            postgres.start();
            space = SmallDisk.mount(dir.resolve("space-disk"), 384);
            Path place = Files.createDirectory(space.folder().resolve("space"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.setOwner(place, owner);
            try (Connection connection = postgres.connect("postgres"); var statement = connection.createStatement()) {
                statement.execute("CREATE TABLESPACE small LOCATION '" + place + "'");
                statement.execute("CREATE DATABASE " + Site.PLATFORM + " TEMPLATE template0 ENCODING 'UTF8' TABLESPACE small");
            }
        } else {
            postgres.createDatabase(Site.PLATFORM);
        }
        PlatformServer server = new PlatformServer(postgres, space, wal);
        Thread.ofVirtual().name("platform-server").start(server::keepAlive);
        return server;
    }

    private void keepAlive() {
        while (!closed) {
            try {
                Thread.sleep(300);
                if (!closed && !postgres.running()) {
                    postgres.start();
                }
            } catch (EmbeddedInfraException notYet) {
                // Its disk is still full, or its backends are still there.
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    SmallDisk space() {
        return space;
    }

    SmallDisk wal() {
        return wal;
    }

    void free() throws IOException {
        for (SmallDisk disk : Stream.of(space, wal).filter(disk -> disk != null).toList()) {
            disk.free();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        closed = true;
        postgres.stop();
        for (SmallDisk disk : Stream.of(space, wal).filter(disk -> disk != null).toList()) {
            disk.close();
        }
    }
}
