package io.mudanza.examples.tuki;

import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;

/** People, some brought by others (or by themselves), some with a picture. */
record Users(Counts counts, long seed, Pictures pictures) implements TableRows {

    static String email(int index) {
        return "usuario" + (index % 3 == 0 ? "+eventos" : "") + "." + index + "@correo-ñ.example";
    }

    @Override
    public String target() {
        return "users (id, email, name, role, referred_by, password_hash, preferences, tags, balance, birth_date, avatar, bio,"
                + " active, date_joined, last_login)";
    }

    @Override
    public void write(CopyRow row, Sink sink) throws IOException, SQLException {
        Chance chance = new Chance(seed, "users");
        int n = counts.users();
        for (int i = 0; i < n; i++) {
            chance.row(i);
            String name = Words.person(chance);
            row.number(i + 1L).text(email(i)).text(name)
                    .text(i == 0 ? "superadmin" : i % 40 == 0 ? "organizer" : i % 333 == 0 ? "support" : "attendee");
            // Forward and backward: rows that arrive later are pointed to by rows that arrive earlier.
            if (chance.oneIn(4)) {
                row.number(1 + chance.below(n));
            } else {
                row.nothing();
            }
            row.text("pbkdf2_sha256$600000$" + Long.toHexString(chance.next()) + "$" + Long.toHexString(chance.next())
                            + Long.toHexString(chance.next()) + "=")
                    .text(new Json().put("idioma", chance.oneIn(3) ? "en" : "es").put("boletín", chance.oneIn(2))
                            .put("saludo", "¡Hola, " + name + "!\n").toString())
                    .array(Words.tags(chance))
                    .cents(chance.oneIn(3) ? chance.below(5_000_000) - 100_000 : 0)
                    .date(chance.oneIn(3) ? null : LocalDate.of(1940, 1, 1).plusDays(chance.below(25_000)))
                    .text(i % counts.avatarEvery() == 0 ? pictures.save("avatars/" + (i / 1000) + "/perfil_" + i
                    + ".png", 64, 64).path() : null)
                    .text(chance.oneIn(6) ? Words.text(chance, 5 + chance.below(25)) : chance.oneIn(5) ? "" : null)
                    .bool(!chance.oneIn(50)).time(Times.before(chance, 1500))
                    .time(chance.oneIn(5) ? null : Times.before(chance, 90));
            row.end();
            sink.rowDone();
        }
    }
}
