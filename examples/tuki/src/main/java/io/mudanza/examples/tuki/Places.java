package io.mudanza.examples.tuki;

import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** Organizers, locations and categories: the small tables that events point to. */
final class Places {
    private static final List<String> CATEGORIES = List.of(
            "Música", "Teatro", "Deporte", "Niños", "Ferias", "Cine 🎬", "Charlas & talleres", "Otros \"especiales\"");

    private Places() {}

    record Organizers(Counts counts, long seed, Pictures pictures) implements TableRows {
        @Override
        public String target() {
            return "organizers (id, owner_id, name, slug, description, logo, address, commission, rating,"
                    + " followers, created_at)";
        }

        @Override
        public void write(CopyRow row, Sink sink) throws IOException, SQLException {
            Chance chance = new Chance(seed, "organizers");
            for (int i = 0; i < counts.organizers(); i++) {
                chance.row(i);
                String logo = pictures.save("organizers/logo ñ " + i + ".png", 96, 96).path();
                row.uuid(chance.uuid(i)).number(1 + chance.below(counts.users()))
                        .text("Producciones " + Words.person(chance)).text("productora-" + i)
                        .text(chance.oneIn(5) ? null : Words.text(chance, 40)).text(logo)
                        .text("(\"Av. O'Higgins " + chance.below(9000) + ", depto. \"\"B\"\"\"," + Words.city(chance)
                        + ",)")
                        .text("0.0" + Integer.toString(1000 + chance.below(250)).substring(1))
                        .text(i % 17 == 3 ? "NaN" : Double.toString(chance.below(5000) / 1000.0))
                        .text(i % 17 == 5 ? "Infinity" : Integer.toString(chance.below(100_000)))
                        .time(Times.before(chance, 2000));
                row.end();
                sink.rowDone();
            }
        }
    }

    record Locations(Counts counts, long seed) implements TableRows {
        @Override
        public String target() {
            return "locations (id, name, address, city, country, spot, capacity, season, opening_hours)";
        }

        @Override
        public void write(CopyRow row, Sink sink) throws IOException, SQLException {
            Chance chance = new Chance(seed, "locations");
            for (int i = 0; i < counts.locations(); i++) {
                chance.row(i);
                row.number(10L + 10L * i).text("Espacio " + Words.text(chance, 2))
                        .text("Calle " + Words.text(chance, 3) + " N° " + chance.below(5000)).text(Words.city(chance))
                        .text(i % 5 == 0 ? "AR" : "CL")
                        .text("(" + (-70 - chance.below(1000) / 1000.0) + "," + (-33 - chance.below(1000) / 1000.0)
                        + ")")
                        .text(chance.oneIn(9) ? null : Integer.toString(chance.below(60_000)))
                        .text(chance.oneIn(4) ? "empty" : "[" + LocalDate.of(2025, 9, 1) + "," + (chance.oneIn(3) ? ""
                        : "2026-04-30") + ")")
                        .array(List.of("10:00", "23:59:59.5"));
                row.end();
                sink.rowDone();
            }
        }
    }

    record Categories(Counts counts) implements TableRows {
        @Override
        public String target() {
            return "event_categories (id, parent_id, name, slug, \"order\")";
        }

        @Override
        public void write(CopyRow row, Sink sink) throws IOException, SQLException {
            for (int i = 0; i < counts.categories(); i++) {
                row.number(i + 1L);
                if (i < CATEGORIES.size()) {
                    row.nothing();
                } else {
                    row.number(1 + i / 3);
                }
                row.text(CATEGORIES.get(i % CATEGORIES.size()) + (i < CATEGORIES.size() ? "" : " " + i)).text("cat-"
                        + i).number(i % 7 - 3);
                row.end();
                sink.rowDone();
            }
        }
    }
}
