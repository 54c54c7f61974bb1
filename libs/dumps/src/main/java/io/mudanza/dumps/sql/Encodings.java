package io.mudanza.dumps.sql;

import io.mudanza.dumps.DumpException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Encodings in which no byte of a longer character looks like ASCII: only in these can text be cut safely. In SJIS, BIG5,
 * GBK, GB18030, UHC and JOHAB a quote or a backslash may be half of a character.
 */
public final class Encodings {

    private static final Map<String, Charset> KNOWN = Map.ofEntries(
            Map.entry("UTF8", StandardCharsets.UTF_8),
            Map.entry("UNICODE", StandardCharsets.UTF_8),
            // Bytes without a meaning: taken when they are UTF-8, refused else.
            Map.entry("SQLASCII", StandardCharsets.UTF_8),
            Map.entry("LATIN1", StandardCharsets.ISO_8859_1),
            Map.entry("ISO88591", StandardCharsets.ISO_8859_1),
            Map.entry("LATIN2", Charset.forName("ISO-8859-2")),
            Map.entry("LATIN3", Charset.forName("ISO-8859-3")),
            Map.entry("LATIN4", Charset.forName("ISO-8859-4")),
            Map.entry("LATIN5", Charset.forName("ISO-8859-9")),
            Map.entry("LATIN7", Charset.forName("ISO-8859-13")),
            Map.entry("LATIN9", Charset.forName("ISO-8859-15")),
            Map.entry("ISO88595", Charset.forName("ISO-8859-5")),
            Map.entry("ISO88596", Charset.forName("ISO-8859-6")),
            Map.entry("ISO88597", Charset.forName("ISO-8859-7")),
            Map.entry("ISO88598", Charset.forName("ISO-8859-8")),
            Map.entry("WIN1250", Charset.forName("windows-1250")),
            Map.entry("WIN1251", Charset.forName("windows-1251")),
            Map.entry("WIN1252", Charset.forName("windows-1252")),
            Map.entry("WIN1253", Charset.forName("windows-1253")),
            Map.entry("WIN1254", Charset.forName("windows-1254")),
            Map.entry("WIN1255", Charset.forName("windows-1255")),
            Map.entry("WIN1256", Charset.forName("windows-1256")),
            Map.entry("WIN1257", Charset.forName("windows-1257")),
            Map.entry("WIN1258", Charset.forName("windows-1258")),
            Map.entry("KOI8R", Charset.forName("KOI8-R")),
            Map.entry("KOI8U", Charset.forName("KOI8-U")),
            Map.entry("EUCJP", Charset.forName("EUC-JP")),
            Map.entry("EUCKR", Charset.forName("EUC-KR")),
            Map.entry("EUCCN", Charset.forName("GB2312")));

    private Encodings() {}

    /**
     * The character set of an encoding as PostgreSQL calls it.
     *
     * @throws DumpException DUMP_FORMAT_UNKNOWN when text in it cannot be cut safely
     */
    public static Charset charset(String name) throws DumpException {
        Charset charset = KNOWN.get(plain(name));
        if (charset == null) {
            throw new DumpException(DumpException.Code.DUMP_FORMAT_UNKNOWN, "The dump is in the encoding " + name
                    + ", which is not read. Make it again with pg_dump --encoding=UTF8.");
        }
        return charset;
    }

    /** Letters and digits of a name, in capitals: how the server compares names of encodings. */
    public static String plain(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }
}
