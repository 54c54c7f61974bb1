package io.mudanza.engine.checkpoint;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A state of a database that is not the current one. A schema is renamed as a whole; one that must stay ({@code public},
 * or one that holds an extension) keeps its place and its objects are moved out one by one.
 */
final class Shelf {

    private final ShelfSession session;
    private final String name;
    private final DatabaseObjects objects;

    Shelf(ShelfSession session, String name) {
        this.session = session;
        this.name = name;
        this.objects = new DatabaseObjects(session);
    }

    static List<Shelf> all(ShelfSession session) throws SQLException {
        List<Shelf> shelves = new ArrayList<>();
        for (String[] row : session.rows("SELECT nspname FROM pg_catalog.pg_namespace"
                + " WHERE nspname ~ '^_mudanza_(old|replaced)_[0-9a-f]{8}$' ORDER BY 1")) {
            Shelf shelf = new Shelf(session, row[0]);
            if (shelf.tag() != null) {
                shelves.add(shelf);
            }
        }
        return shelves;
    }

    String name() {
        return name;
    }

    boolean exists() throws SQLException {
        return tag() != null;
    }

    StateTag tag() throws SQLException {
        List<String[]> rows = session.rows("SELECT pg_catalog.obj_description(oid, 'pg_namespace')"
                + " FROM pg_catalog.pg_namespace WHERE nspname = " + Sql.text(name));
        return rows.isEmpty() ? null : StateTag.of(rows.getFirst()[0]);
    }

    void tag(StateTag tag) throws SQLException {
        session.run("COMMENT ON SCHEMA " + Sql.name(name) + " IS " + Sql.text(tag.text()));
    }

    /** Moves the whole current state onto this shelf; part of the caller's transaction. */
    void stow(StateTag tag) throws SQLException, EngineException {
        session.run("CREATE SCHEMA " + Sql.name(name));
        tag(tag);
        session.run("CREATE TABLE " + Sql.name(name, "moved") + " (number integer PRIMARY KEY, home text NOT NULL,"
                + " shelf text NOT NULL, renamed boolean NOT NULL)");
        session.run("CREATE TABLE " + Sql.name(name, "global") + " (class oid, object oid, PRIMARY KEY (class, object))");
        session.run("INSERT INTO " + Sql.name(name, "global") + " " + DatabaseObjects.GLOBAL);
        int number = 0;
        for (DatabaseObjects.Home home : objects.homes()) {
            String place = name + "_" + ++number;
            if (home.movable()) {
                session.run("ALTER SCHEMA " + Sql.name(home.name()) + " RENAME TO " + Sql.name(place));
            } else {
                session.run("CREATE SCHEMA " + Sql.name(place));
                objects.move(home.name(), place);
            }
            session.run("INSERT INTO " + Sql.name(name, "moved") + " VALUES (" + number + ", " + Sql.text(home.name())
                    + ", " + Sql.text(place) + ", " + home.movable() + ")");
        }
    }

    /** Makes this shelf the current state and removes it; the place must be free. Part of the caller's transaction. */
    void restore() throws SQLException, EngineException {
        for (String[] row : places()) {
            if (row[2].equals("t")) {
                session.run("ALTER SCHEMA " + Sql.name(row[1]) + " RENAME TO " + Sql.name(row[0]));
            } else {
                objects.move(row[1], row[0]);
                session.run("DROP SCHEMA " + Sql.name(row[1]));
            }
        }
        session.run("DROP SCHEMA " + Sql.name(name) + " CASCADE");
    }

    /** Removes the current state: everything that has come since this shelf was filled. */
    void dropCurrent() throws SQLException, EngineException {
        objects.dropGlobal("SELECT class, object FROM " + Sql.name(name, "global"));
        for (DatabaseObjects.Home home : objects.homes()) {
            if (home.movable()) {
                session.run("DROP SCHEMA " + Sql.name(home.name()) + " CASCADE");
            } else {
                objects.drop(home.name());
            }
        }
    }

    /** Removes this shelf for good. */
    void drop() throws SQLException {
        List<String> schemas = new ArrayList<>(List.of(Sql.name(name)));
        places().forEach(row -> schemas.add(Sql.name(row[1])));
        session.run("DROP SCHEMA " + String.join(", ", schemas) + " CASCADE");
    }

    /** Bytes on disk and estimated rows. */
    long[] size() throws SQLException {
        String[] row = session.rows("SELECT coalesce(sum(pg_catalog.pg_total_relation_size(c.oid)), 0)::bigint,"
                        + " coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint FROM pg_catalog.pg_class c"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'm')"
                        + " AND n.nspname IN (SELECT shelf FROM " + Sql.name(name, "moved") + ")")
                .getFirst();
        return new long[] {Long.parseLong(row[0]), Long.parseLong(row[1])};
    }

    private List<String[]> places() throws SQLException {
        return session.rows("SELECT home, shelf, renamed FROM " + Sql.name(name, "moved") + " ORDER BY number");
    }
}
