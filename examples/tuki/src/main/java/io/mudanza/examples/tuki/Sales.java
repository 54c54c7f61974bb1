package io.mudanza.examples.tuki;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** Orders, their items, the tickets and their scans. What belongs together follows from the order's number alone. */
final class Sales {

    private Sales() {}

    static UUID orderId(long seed, int order) {
        return new Chance(seed, "orders").uuid(order);
    }

    static UUID ticketId(long seed, long ticket) {
        return new Chance(seed, "tickets").uuid(ticket);
    }

    static int event(Counts counts, long seed, int order) {
        return new Chance(seed, "order-events").row(order).skewed(counts.events());
    }

    static Instant created(long seed, int order) {
        return Times.before(new Chance(seed, "order-times").row(order), 400);
    }

    /**
     * One line of an order.
     *
     * @param firstTicket number of its first ticket; the others follow
     */
    record Item(long id, int order, int tier, int quantity, long firstTicket) {}

    interface ItemVisitor {
        void item(Item item) throws IOException, SQLException;
    }

    static void eachItem(Counts counts, long seed, ItemVisitor visitor) throws IOException, SQLException {
        Chance chance = new Chance(seed, "items");
        long id = 0;
        long ticket = 0;
        for (int order = 0; order < counts.orders(); order++) {
            chance.row(order);
            int items = chance.oneIn(3) ? 2 : 1;
            for (int i = 0; i < items; i++) {
                int tier = event(counts, seed, order) * counts.tiersPerEvent() + chance.below(counts.tiersPerEvent());
                int quantity = 1 + chance.skewed(4);
                visitor.item(new Item(++id, order, tier, quantity, ticket));
                ticket += quantity;
            }
        }
    }

    record Orders(Counts counts, long seed) implements TableRows {
        @Override
        public String target() {
            return "orders (id, number, user_id, event_id, email, status, subtotal, fees, ip, payload, note,"
                    + " created_at, paid_at, updated_at)";
        }

        @Override
        public void write(CopyRow row, Sink sink) throws IOException, SQLException {
            Chance chance = new Chance(seed, "order-rows");
            for (int i = 0; i < counts.orders(); i++) {
                chance.row(i);
                int user = chance.below(counts.users());
                long subtotal = chance.below(20_000_000);
                boolean paid = !chance.oneIn(8);
                Instant created = created(seed, i);
                row.uuid(orderId(seed, i)).number(100_000 + 7L * i).number(user + 1L).uuid(Events.id(seed,
                        event(counts, seed, i)))
                        .text(Users.email(user)).text(paid ? "paid" : chance.oneIn(2) ? "pending" : chance.oneIn(2)
                        ? "expired" : "refunded")
                        .cents(subtotal).cents(subtotal / 10)
                        .text(chance.oneIn(30) ? "2001:db8::" + Integer.toHexString(chance.below(65_536))
                                : "10." + chance.below(256) + "." + chance.below(256) + "." + chance.below(256))
                        .text(chance.oneIn(3) ? null : new Json().put("medio", chance.oneIn(2) ? "webpay"
                        : "transferencia")
                                .put("cuotas", 1 + chance.below(12)).put("código", Long.toHexString(chance.next()))
                                .toString())
                        .text(chance.oneIn(10) ? Words.text(chance, 8) : null).time(created)
                        .time(paid ? created.plusSeconds(chance.below(900)) : null).time(created.plusSeconds(901));
                row.end();
                sink.rowDone();
            }
        }
    }

    record Items(Counts counts, long seed) implements TableRows {
        @Override
        public String target() {
            return "order_items (id, order_id, tier_id, quantity, unit_price, custom_data)";
        }

        @Override
        public void write(CopyRow row, Sink sink) throws IOException, SQLException {
            Chance chance = new Chance(seed, "item-rows");
            eachItem(counts, seed, item -> {
                chance.row(item.id());
                row.number(item.id()).uuid(orderId(seed, item.order())).number(item.tier() + 1L).number(item.quantity())
                        .cents(Events.Tiers.price(item.tier()))
                        .text(chance.oneIn(4) ? new Json().put("nota", Words.text(chance, 4)).toString() : null);
                row.end();
                sink.rowDone();
            });
        }
    }

    record Tickets(Counts counts, long seed) implements TableRows {
        @Override
        public String target() {
            return "tickets (id, order_item_id, code, status, holder, seat, secret, issued_at)";
        }

        @Override
        public void write(CopyRow row, Sink sink) throws IOException, SQLException {
            Chance chance = new Chance(seed, "ticket-rows");
            eachItem(counts, seed, item -> {
                for (int i = 0; i < item.quantity(); i++) {
                    long ticket = item.firstTicket() + i;
                    chance.row(ticket);
                    row.uuid(ticketId(seed, ticket)).number(item.id())
                            .text("TK-" + Long.toString(ticket, 36).toUpperCase(java.util.Locale.ROOT) + "-" + (1000
                            + chance.below(9000)))
                            .text(ticket % 3 == 0 ? "used" : chance.oneIn(40) ? "void" : "valid")
                            .text(Words.person(chance))
                            .text(chance.oneIn(2) ? null : "Fila " + (char) ('A' + chance.below(26)) + " / "
                            + chance.below(60))
                            .bytes(ByteBuffer.allocate(16).putLong(chance.next()).putLong(chance.next()).array())
                            .time(created(seed, item.order()));
                    row.end();
                    sink.rowDone();
                }
            });
        }
    }

    record Scans(Counts counts, long seed) implements TableRows {
        @Override
        public String target() {
            return "ticket_scans (ticket_id, scanned_at, gate, accepted, device)";
        }

        @Override
        public void write(CopyRow row, Sink sink) throws IOException, SQLException {
            Chance chance = new Chance(seed, "scans");
            eachItem(counts, seed, item -> {
                for (long ticket = item.firstTicket(); ticket < item.firstTicket() + item.quantity(); ticket++) {
                    if (ticket % 3 == 0) {
                        chance.row(ticket);
                        row.uuid(ticketId(seed, ticket)).time(created(seed, item.order())
                                .plusSeconds(chance.below(86_400 * 30)))
                                .text("Puerta " + (1 + chance.below(9))).bool(!chance.oneIn(50))
                                .text(chance.oneIn(4) ? null : String.format("08:00:2b:01:02:%02x", chance.below(256)));
                        row.end();
                        sink.rowDone();
                    }
                }
            });
        }
    }

    record Responses(Counts counts, long seed) implements TableRows {
        @Override
        public String target() {
            return "form_responses (id, form_id, order_item_id, answers, comment, submitted_at)";
        }

        @Override
        public void write(CopyRow row, Sink sink) throws IOException, SQLException {
            Chance chance = new Chance(seed, "responses");
            eachItem(counts, seed, item -> {
                chance.row(item.id());
                if (chance.oneIn(3)) {
                    row.number(item.id()).number(1 + item.tier() / counts.tiersPerEvent()).number(item.id())
                            .text(new Json().put("talla", chance.oneIn(2) ? "M" : "L").put("alergias",
                            Words.text(chance, 12)).toString())
                            .text(chance.oneIn(3) ? null : Words.text(chance, 4 + chance.below(30)))
                            .text(created(seed, item.order()).toString().replace("Z", ""));
                    row.end();
                    sink.rowDone();
                }
            });
        }
    }
}
