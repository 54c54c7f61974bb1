package io.mudanza.engine.verify;

import io.mudanza.bundle.digest.CopyFormat;
import io.mudanza.bundle.manifest.ColumnHead;
import io.mudanza.bundle.manifest.TableHead;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Finds the fields of the key in a row of COPY bytes, and shows them to people. */
final class RowKeys {

    private static final int SHOWN = 200;

    private final CopyFormat format;
    private final List<ColumnHead> columns = new ArrayList<>();
    private final List<Integer> positions = new ArrayList<>();

    RowKeys(TableHead table) {
        this.format = table.format();
        for (String key : table.keyColumns()) {
            for (int i = 0; i < table.columns().size(); i++) {
                if (table.columns().get(i).name().equals(key)) {
                    columns.add(table.columns().get(i));
                    positions.add(i);
                }
            }
        }
    }

    boolean hasKey() {
        return !positions.isEmpty();
    }

    /** The bytes of the key: each field with its length, so that no two keys have the same bytes. */
    byte[] key(byte[] row) {
        List<byte[]> fields = fields(row);
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        for (int position : positions) {
            byte[] field = fields.get(position);
            key.writeBytes(ByteBuffer.allocate(4).putInt(field == null ? -1 : field.length).array());
            key.writeBytes(field == null ? new byte[0] : field);
        }
        return key.toByteArray();
    }

    /** For people: {@code id=42} or {@code a=1, b=x}. */
    String text(byte[] key) {
        ByteBuffer in = ByteBuffer.wrap(key);
        StringBuilder text = new StringBuilder();
        for (ColumnHead column : columns) {
            int length = in.getInt();
            byte[] field = new byte[Math.max(0, length)];
            in.get(field);
            text.append(text.isEmpty() ? "" : ", ").append(column.name()).append('=')
                    .append(length < 0 ? "null" : value(column, field));
        }
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text.toString();
    }

    private String value(ColumnHead column, byte[] field) {
        if (format == CopyFormat.TEXT) {
            return new String(field, StandardCharsets.UTF_8);
        }
        String type = column.type().replaceAll("\\(.*", "");
        ByteBuffer in = ByteBuffer.wrap(field);
        return switch (type) {
            case "smallint" -> Short.toString(in.getShort());
            case "integer" -> Integer.toString(in.getInt());
            case "bigint" -> Long.toString(in.getLong());
            case "uuid" -> new UUID(in.getLong(), in.getLong()).toString();
            case "text", "character varying", "character", "name" -> new String(field, StandardCharsets.UTF_8);
            default -> "0x" + HexFormat.of().formatHex(field);
        };
    }

    private List<byte[]> fields(byte[] row) {
        return switch (format) {
            case TEXT -> textFields(row);
            case BINARY -> binaryFields(row);
        };
    }

    private static List<byte[]> binaryFields(byte[] row) {
        ByteBuffer in = ByteBuffer.wrap(row);
        int count = in.getShort();
        List<byte[]> fields = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = in.getInt();
            byte[] field = length < 0 ? null : new byte[length];
            if (field != null) {
                in.get(field);
            }
            fields.add(field);
        }
        return fields;
    }

    /** Tabs within values are escaped, so a raw one always separates. Escapes stay: both sides have the same. */
    private static List<byte[]> textFields(byte[] row) {
        List<byte[]> fields = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= row.length; i++) {
            if (i == row.length || row[i] == '\t') {
                byte[] field = Arrays.copyOfRange(row, start, i);
                fields.add(field.length == 2 && field[0] == '\\' && field[1] == 'N' ? null : field);
                start = i + 1;
            }
        }
        return fields;
    }
}
