package io.mudanza.transfer.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Names of members: what they may be, and how they are shown. */
public final class EntryName {

    private static final int LONGEST = 1024;
    private static final int DEEPEST = 32;

    private EntryName() {}

    static String decode(byte[] bytes) throws ArchiveException {
        try {
            return StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw ArchiveException.unsafe("A member has a name that is not UTF-8");
        }
    }

    /** The name without the {@code ./} that {@code tar -C folder .} writes and without the slash of a folder. */
    static String checked(String raw, boolean folder) throws ArchiveException {
        if (raw.isEmpty() || raw.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw refused(raw, "is empty or longer than " + LONGEST + " bytes");
        }
        String name = folder && raw.equals(".") ? "./" : raw;
        if (name.startsWith("./")) {
            name = name.substring(2);
        }
        if (folder && name.endsWith("/")) {
            name = name.substring(0, name.length() - 1);
        }
        if (name.isEmpty()) {
            if (folder) {
                return name;
            }
            throw refused(raw, "is empty");
        }
        characters(raw, name);
        if (name.startsWith("/") || name.matches("(?s)[A-Za-z]:.*")) {
            throw refused(raw, "is an absolute path");
        }
        String[] components = name.split("/", -1);
        if (components.length > DEEPEST) {
            throw refused(raw, "is deeper than " + DEEPEST + " folders");
        }
        for (String component : components) {
            if (component.isEmpty() || component.equals(".") || component.equals("..")) {
                throw refused(raw, "has the component \"" + component + "\"");
            }
        }
        return name;
    }

    private static void characters(String raw, String name) throws ArchiveException {
        for (int i = 0; i < name.length(); i++) {
            char one = name.charAt(i);
            if (Character.isISOControl(one)) {
                throw refused(raw, "holds a control character");
            }
            if (one == '\\') {
                throw refused(raw, "holds a backslash");
            }
        }
    }

    private static ArchiveException refused(String raw, String why) {
        return ArchiveException.unsafe("The name \"" + shown(raw) + "\" " + why);
    }

    /** A name for logs and pages: control and direction characters encoded, shortened. */
    public static String shown(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().limit(120).forEach(point -> {
            int type = Character.getType(point);
            boolean odd = Character.isISOControl(point) || type == Character.FORMAT || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR || type == Character.SURROGATE;
            if (odd) {
                text.append(String.format("\\u%04x", point));
            } else {
                text.appendCodePoint(point);
            }
        });
        return text.toString();
    }
}
