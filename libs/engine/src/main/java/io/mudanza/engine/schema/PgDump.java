package io.mudanza.engine.schema;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.scratch.ScratchFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One pg_dump program. The password reaches it by its environment only.
 *
 * @param program path of the program
 * @param major   its major version
 * @param version its full version, as it says it
 */
public record PgDump(Path program, int major, String version) {

    /**
     * Finds a pg_dump that can read a server.
     *
     * @param setting     path given by the operator; null to search
     * @param serverMajor major version of the server to read
     * @throws EngineException PG_DUMP_MISSING, PG_DUMP_TOO_OLD
     */
    public static PgDump find(String setting, int serverMajor) throws EngineException, InterruptedException {
        return PgDumpSearch.find(setting, serverMajor);
    }

    /**
     * Runs it for one section.
     *
     * @param snapshot exported snapshot to join; null for none
     * @param leftOut  relations to leave out, as {@code {schema, name}}
     * @return the whole output
     */
    String dump(
            DatabaseAddress address,
            SchemaSection section,
            String snapshot,
            List<QualifiedName> leftOut,
            Cancellation cancellation)
            throws EngineException, InterruptedException {
        try (ScratchFolder scratch = ScratchFolder.create()) {
            Path out = scratch.path().resolve("schema.sql");
            Path err = scratch.path().resolve("messages");
            ProcessBuilder builder = new ProcessBuilder(arguments(address, section, snapshot, leftOut))
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            environment(builder.environment(), address);
            int exit = await(builder.start(), cancellation);
            if (exit != 0) {
                throw failure(address, Files.readString(err, StandardCharsets.ISO_8859_1));
            }
            return decode(Files.readAllBytes(out));
        } catch (IOException e) {
            throw new EngineException(
                    Code.PG_DUMP_MISSING, "pg_dump at " + program + " cannot be run: " + e.getMessage(), e);
        }
    }

    private List<String> arguments(
            DatabaseAddress address, SchemaSection section, String snapshot, List<QualifiedName> leftOut) {
        List<String> arguments = new ArrayList<>(List.of(
                program.toString(),
                "--schema-only",
                "--section=" + section.wire(),
                "--format=plain",
                "--encoding=UTF8",
                "--no-password",
                "--no-tablespaces",
                "--no-subscriptions",
                // The target may be newer and have more reserved words than the pg_dump that writes this.
                "--quote-all-identifiers",
                "--exclude-schema=_mudanza*"));
        if (snapshot != null) {
            arguments.add("--snapshot=" + snapshot);
        }
        for (QualifiedName name : leftOut) {
            arguments.add("--exclude-table=" + name.quoted());
        }
        // A connection string, so that a name such as "host=evil" stays a name.
        arguments.add("--dbname=dbname=" + ConnectionString.quote(address.database()));
        return arguments;
    }

    private static void environment(Map<String, String> environment, DatabaseAddress address) {
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        environment.put("PGHOST", address.host());
        environment.put("PGPORT", Integer.toString(address.port()));
        environment.put("PGUSER", address.user());
        if (address.password() != null) {
            environment.put("PGPASSWORD", address.password());
        }
        environment.putAll(ConnectionString.environment(address.properties()));
        // How values in defaults and bounds are written: the settings of databases and roles would make it differ.
        environment.put("PGOPTIONS", "-c standard_conforming_strings=on -c statement_timeout=0 -c bytea_output=hex"
                + " -c TimeZone=UTC -c lc_monetary=C -c transform_null_equals=off");
        environment.put("PGAPPNAME", "mudanza pg_dump");
        environment.put("PGCONNECT_TIMEOUT", "10");
        environment.put("LC_ALL", "C");
    }

    private static int await(Process process, Cancellation cancellation)
            throws EngineException, InterruptedException {
        try {
            while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
                cancellation.check();
            }
            return process.exitValue();
        } finally {
            if (process.isAlive()) {
                process.destroyForcibly();
                process.onExit().join();
            }
        }
    }

    private EngineException failure(DatabaseAddress address, String errors) {
        String said = address.password() == null || address.password().isEmpty()
                ? errors
                : errors.replace(address.password(), "***");
        String detail = "pg_dump " + version + " could not read the schema of " + address + ": "
                + Sentences.shorten(said.strip(), 1000);
        if (said.contains("server version mismatch")) {
            return new EngineException(Code.PG_DUMP_TOO_OLD, detail);
        }
        if (said.contains("server closed the connection") || said.contains("terminating connection")) {
            return new EngineException(Code.SOURCE_LOST, detail + " Start the job again when the server is up.");
        }
        if (said.contains("permission denied")) {
            return new EngineException(
                    Code.SOURCE_RIGHTS_MISSING, detail + ". Connect as the owner of the tables or as a superuser.");
        }
        boolean connection = said.contains("connection to server") || said.contains("could not connect");
        return new EngineException(connection ? Code.DATABASE_UNREACHABLE : Code.SCHEMA_REJECTED, detail);
    }

    private static String decode(byte[] bytes) throws EngineException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new EngineException(
                    Code.SCHEMA_REJECTED,
                    "The schema holds names or texts that are not valid UTF-8 (a database in SQL_ASCII?). "
                            + "Rename them or convert the database to UTF8 first.",
                    e);
        }
    }
}
