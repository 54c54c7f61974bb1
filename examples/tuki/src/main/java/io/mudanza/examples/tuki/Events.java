package io.mudanza.examples.tuki;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Events with their images, tiers and forms. */
final class Events {

    private Events() {}

    static UUID id(long seed, int index) {
        return new Chance(seed, "events").uuid(index);
    }

    record Listing(Counts counts, long seed) implements TableRows {
        @Override
        public String target() {
            return "events (id, organizer_id, location_id, category_id, title, slug, description, status, starts_at, ends_at,"
                    + " tags, metadata, updated_at)";
        }

        @Override
        public void write(CopyRow row, Sink sink) throws IOException, SQLException {
            Chance chance = new Chance(seed, "events");
            Chance organizers = new Chance(seed, "organizers");
            for (int i = 0; i < counts.events(); i++) {
                chance.row(i);
                Instant start = Times.around(chance);
                row.uuid(id(seed, i)).uuid(organizers.uuid(chance.below(counts.organizers())));
                if (chance.oneIn(20)) {
                    row.nothing();
                } else {
                    row.number(10L + 10L * chance.below(counts.locations()));
                }
                row.number(1 + chance.below(counts.categories())).text(Words.event(chance)).text("evento-" + i)
                        .text(Words.text(chance, 60 + chance.below(240)))
                        .text(start.isBefore(Times.TODAY) ? "finished" : chance.of(List.of("published", "published",
                        "sold out", "draft", "cancelled")))
                        .time(start).time(start.plusSeconds(3600L * (1 + chance.below(72)))).array(Words.tags(chance))
                        .text(new Json().put("edad_mínima", chance.below(19)).put("lema", Words.text(chance, 6))
                                .raw("redes", "[\"@tuki\",null,1.50]").toString())
                        .time(Times.before(chance, 60));
                row.end();
                sink.rowDone();
            }
        }
    }

    record Images(Counts counts, long seed, Pictures pictures) implements TableRows {
        @Override
        public String target() {
            return "event_images (id, event_id, image, alt, position, width, height, sha256)";
        }

        @Override
        public void write(CopyRow row, Sink sink) throws IOException, SQLException {
            Chance chance = new Chance(seed, "images");
            long id = 0;
            for (int i = 0; i < counts.events(); i++) {
                for (int position = 0; position <= i % 2; position++) {
                    chance.row(++id);
                    String name = "events/" + (2025 + i % 2) + "/" + chance.of(List.of("afiche", "portada ñandú",
                            "foto 🎉", "niños & co"))
                            + " " + id + (chance.oneIn(3) ? ".png" : ".jpg");
                    int width = 160 + 16 * chance.below(12);
                    int height = 120 + 8 * chance.below(10);
                    Pictures.Picture picture = pictures.save(name, width, height);
                    row.number(id).uuid(Events.id(seed, i)).text(name).text(chance.oneIn(4) ? null
                            : Words.event(chance)).number(position)
                            .number(width).number(height).bytes(picture.sha256());
                    row.end();
                    sink.rowDone();
                }
            }
        }
    }

    record Tiers(Counts counts, long seed) implements TableRows {
        @Override
        public String target() {
            return "ticket_tiers (id, event_id, name, price, currency, quantity, sales, benefits)";
        }

        @Override
        public void write(CopyRow row, Sink sink) throws IOException, SQLException {
            Chance chance = new Chance(seed, "tiers");
            for (int i = 0; i < counts.events() * counts.tiersPerEvent(); i++) {
                chance.row(i);
                row.number(i + 1L).uuid(id(seed, i / counts.tiersPerEvent()))
                        .text(List.of("General", "Preferencial", "VIP ✨", "Niños (gratis)").get(i % 4)).cents(price(i))
                        .text(i % 9 == 0 ? "USD" : "CLP").number(chance.below(5000))
                        .text("[\"2025-06-01 00:00:00+00\"," + (chance.oneIn(3) ? "infinity"
                        : "\"2026-06-01 03:30:00+00\"") + ")");
                if (chance.oneIn(3)) {
                    row.nothing();
                } else {
                    row.array(Words.tags(chance));
                }
                row.end();
                sink.rowDone();
            }
        }

        /** In hundredths; the fourth tier of an event is free. */
        static long price(int tier) {
            return (tier % 4 == 3 ? 0 : 500_000L + 250_000L * (tier % 4) + tier % 100);
        }
    }

    record Forms(Counts counts, long seed) implements TableRows {
        @Override
        public String target() {
            return "forms (id, event_id, title, fields)";
        }

        @Override
        public void write(CopyRow row, Sink sink) throws IOException, SQLException {
            for (int i = 0; i < counts.events(); i++) {
                row.number(i + 1L).uuid(id(seed, i)).text("Inscripción n.º " + i)
                        .text("[{\"id\":\"talla\",\"tipo\":\"select\",\"opciones\":[\"S\",\"M\",\"L\"]},"
                                + "{\"id\":\"alergias\",\"tipo\":\"text\",\"ayuda\":\"¿Maní? \\\"nueces\\\"?\"}]");
                row.end();
                sink.rowDone();
            }
        }
    }
}
