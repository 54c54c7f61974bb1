package io.mudanza.sqlite.convert;

import io.mudanza.sqlite.source.Value;
import io.mudanza.sqlite.target.TargetColumn;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Chooses how the values of a column are written, by the type that the target gives it. For one thread. */
public final class Converters {

    private static final Set<String> TRUE = Set.of("1", "t", "true", "y", "yes", "on");
    private static final Set<String> FALSE = Set.of("0", "f", "false", "n", "no", "off");

    private final Utf8 utf8;
    private final Times times;
    private final ServerForms server;
    private final boolean binary;

    public Converters(Policy policy, ServerForms server, boolean binary) {
        this.utf8 = new Utf8(policy);
        this.times = new Times(policy);
        this.server = server;
        this.binary = binary;
    }

    /** The converter of a column. */
    public Converter of(TargetColumn column) {
        if (column.domain()) {
            return (value, tuple) -> tuple.made(server.of(column, binary, text(value)));
        }
        if (!column.labels().isEmpty()) {
            return label(new HashSet<>(column.labels()));
        }
        return column.plain() ? plain(column) : byServer(column);
    }

    private Converter plain(TargetColumn column) {
        int modifier = column.modifier();
        return switch (column.type()) {
            case "bool" -> (value, tuple) -> tuple.bool(bool(value));
            case "int2" -> (value, tuple) ->
                    tuple.int2((short) Numbers.whole(value, Short.MIN_VALUE, Short.MAX_VALUE, "smallint"));
            case "int4" -> (value, tuple) ->
                    tuple.int4((int) Numbers.whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "integer"));
            case "int8" -> (value, tuple) ->
                    tuple.int8(Numbers.whole(value, Long.MIN_VALUE, Long.MAX_VALUE, "bigint"));
            case "float4" -> (value, tuple) -> tuple.float4(Numbers.single(value));
            case "float8" -> (value, tuple) -> tuple.float8(Numbers.real(value));
            case "numeric" -> (value, tuple) -> {
                BigDecimal number = Numbers.decimal(value, modifier);
                tuple.numeric(number);
            };
            case "text" -> (value, tuple) -> tuple.text(textOf(value));
            case "varchar" -> (value, tuple) -> tuple.text(limited(value, modifier));
            case "bpchar" -> (value, tuple) -> tuple.text(padded(limited(value, modifier), modifier));
            case "bytea" -> (value, tuple) -> tuple.bytes(bytes(value));
            case "date" -> (value, tuple) -> tuple.date(times.date(value));
            case "time" -> modifier >= 0 ? byServer(column) : (value, tuple) -> tuple.time(times.time(value));
            case "timestamp" -> modifier >= 0 && modifier < 6 ? byServer(column)
                    : (value, tuple) -> tuple.timestamp(times.timestamp(value));
            case "timestamptz" -> modifier >= 0 && modifier < 6 ? byServer(column)
                    : (value, tuple) -> tuple.timestampWithZone(times.timestampWithZone(value));
            case "interval" -> interval(column);
            case "uuid" -> this::uuid;
            case "json" -> (value, tuple) -> {
                byte[] json = jsonText(value);
                JsonForm.require(json);
                tuple.text(json);
            };
            case "jsonb" -> (value, tuple) -> tuple.jsonb(JsonForm.canonical(jsonText(value)));
            default -> byServer(column);
        };
    }

    private Converter byServer(TargetColumn column) {
        boolean array = column.type().startsWith("_");
        return (value, tuple) -> {
            String text = text(value);
            tuple.made(server.of(column, binary, array && text.startsWith("[") ? ArrayText.of(text) : text));
        };
    }

    private static boolean bool(Value value) throws UnfitException {
        return switch (value.kind()) {
            case INTEGER -> zeroOrOne(value.integer());
            case REAL -> zeroOrOne(value.real());
            case TEXT -> {
                String word = value.string().strip().toLowerCase(Locale.ROOT);
                if (!TRUE.contains(word) && !FALSE.contains(word)) {
                    throw new UnfitException("the text is neither true nor false");
                }
                yield TRUE.contains(word);
            }
            case NULL, BLOB -> throw new UnfitException("a blob in a column of type boolean");
        };
    }

    private static boolean zeroOrOne(double number) throws UnfitException {
        if (number != 0 && number != 1) {
            throw new UnfitException("only 0 and 1 are boolean");
        }
        return number == 1;
    }

    private byte[] textOf(Value value) throws UnfitException {
        return switch (value.kind()) {
            case TEXT, BLOB -> utf8.fit(value.bytes());
            case INTEGER -> Long.toString(value.integer()).getBytes(StandardCharsets.US_ASCII);
            case REAL -> Double.toString(value.real()).getBytes(StandardCharsets.US_ASCII);
            case NULL -> throw new UnfitException("NULL is no text");
        };
    }

    private String text(Value value) throws UnfitException {
        return new String(textOf(value), StandardCharsets.UTF_8);
    }

    private byte[] limited(Value value, int modifier) throws UnfitException {
        byte[] text = textOf(value);
        int most = modifier - 4;
        if (modifier >= 4 && text.length > most && Utf8.characters(text) > most) {
            throw new UnfitException("the text has " + Utf8.characters(text) + " characters, the column takes " + most);
        }
        return text;
    }

    private static byte[] padded(byte[] text, int modifier) {
        int missing = modifier < 4 ? 0 : modifier - 4 - Utf8.characters(text);
        if (missing <= 0) {
            return text;
        }
        byte[] padded = java.util.Arrays.copyOf(text, text.length + missing);
        java.util.Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return padded;
    }

    private static byte[] bytes(Value value) throws UnfitException {
        return switch (value.kind()) {
            case TEXT, BLOB -> value.bytes();
            case INTEGER, REAL, NULL -> throw new UnfitException("a number in a column of type bytea");
        };
    }

    /** Django keeps a duration as microseconds. */
    private Converter interval(TargetColumn column) {
        Converter other = byServer(column);
        return (value, tuple) -> {
            if (value.kind() == Value.Kind.INTEGER && column.modifier() < 0) {
                tuple.interval(value.integer() % Times.DAY, Math.toIntExact(value.integer() / Times.DAY));
            } else if (value.kind() == Value.Kind.TEXT) {
                other.write(value, tuple);
            } else {
                throw new UnfitException("only whole microseconds or a text are an interval");
            }
        };
    }

    private void uuid(Value value, Tuple tuple) throws UnfitException {
        byte[] bytes = value.bytes();
        if (value.kind() == Value.Kind.BLOB && bytes.length == 16) {
            var buffer = java.nio.ByteBuffer.wrap(bytes);
            tuple.uuid(buffer.getLong(), buffer.getLong());
            return;
        }
        long high = 0;
        long low = 0;
        int digits = 0;
        for (byte b : value.kind() == Value.Kind.TEXT ? bytes : Value.NO_BYTES) {
            if (b == '-' || b == '{' || b == '}') {
                continue;
            }
            int digit = b < 0 ? -1 : Character.digit(b, 16);
            if (digit < 0 || digits == 32) {
                digits = -1;
                break;
            }
            if (digits < 16) {
                high = high << 4 | digit;
            } else {
                low = low << 4 | digit;
            }
            digits++;
        }
        if (digits != 32) {
            throw new UnfitException("the value is no UUID: neither 32 hexadecimal digits nor 16 bytes");
        }
        tuple.uuid(high, low);
    }

    private Converter label(Set<String> labels) {
        return (value, tuple) -> {
            byte[] text = textOf(value);
            if (!labels.contains(new String(text, StandardCharsets.UTF_8))) {
                throw new UnfitException("the enumeration has no such label");
            }
            tuple.text(text);
        };
    }

    private byte[] jsonText(Value value) throws UnfitException {
        return switch (value.kind()) {
            case TEXT -> utf8.fit(value.bytes());
            case INTEGER, REAL -> textOf(value);
            case NULL, BLOB -> throw new UnfitException("a blob in a column of JSON");
        };
    }
}
