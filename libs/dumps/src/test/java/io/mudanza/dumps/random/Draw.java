package io.mudanza.dumps.random;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Chance of one seed: numbers, choices, and names that nobody should give. */
final class Draw {

    private static final List<String> NAMES = List.of(
            "with space", "qu\"ote", "sing'le", "new\nline", "tab\tbed", "🎫 emoji", "select", "table", " lead", "trail ",
            "a.b", "$dollar$", "--comment", "/*open", "back\\slash", "%s", "ñandú", "{brace}", "semi;colon", "\"", "CamelCase",
            "ıİ", "C:\\temp", "user", "order", "x; Type: TABLE; Schema: public; Owner: postgres", "\\N", "\\.", "$1", "?", ":name",
            "ñ".repeat(31), "🎫".repeat(15) + "abc", "n" + "ü".repeat(31), "a".repeat(63), "e\u0301", "\u00e9", "\u0001",
            "line\r\nend", "\u2028", "null", "true", "1", "pg_class", "information_schema", "_mudanz", "E'x'", "COPY x FROM stdin;",
            "-- Name: evil; Type: TABLE", "\u202eright", "\u00a0", "a\"\"b", "''", "public", "plain", "dump\n--\n-- Name: x");

    private final Random random;
    private final Set<String> taken = new HashSet<>();

    Draw(long seed) {
        this.random = new Random(seed * 7919 + 17);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** A quoted name that was not drawn before; at most 63 bytes. */
    String name() {
        String name = one(NAMES);
        for (int i = 2; !taken.add(name); i++) {
            name = cut(i + one(NAMES));
        }
        return quoted(name);
    }

    String text() {
        return "'" + one(NAMES).replace("'", "''") + "'";
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String cut(String name) {
        String rest = name;
        while (rest.getBytes(StandardCharsets.UTF_8).length > 63) {
            rest = rest.substring(0, rest.offsetByCodePoints(rest.length(), -1));
        }
        return rest;
    }
}
