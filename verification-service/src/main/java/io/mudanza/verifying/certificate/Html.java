package io.mudanza.verifying.certificate;

/** Builds a page; what is given as text cannot become markup. */
final class Html {

    private static final String STYLE = """
            body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
            table{border-collapse:collapse;width:100%}th,td{border:1px solid #bbb;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
            td.n{text-align:right;white-space:nowrap}dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
            .verdict{font-size:1.6rem;font-weight:700;padding:.4rem .8rem;border-left:.5rem solid}
            .equal{color:#0a5d1f;background:#e9f6ec}.different{color:#8a0f0f;background:#fdecec}.not-verified{color:#6b4a00;background:#fff6df}
            .remark td{background:#fafafa}code{overflow-wrap:anywhere}@media print{body{margin:0}}
            """;

    private final StringBuilder out = new StringBuilder(16 * 1024);

    Html begin(String language, String title) {
        raw("<!doctype html>\n<html lang=\"").text(language).raw("\"><head><meta charset=\"utf-8\">");
        raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        return element("title", title).raw("<style>").raw(STYLE).raw("</style></head>\n<body><main>");
    }

    String end() {
        return raw("</main></body></html>\n").out.toString();
    }

    /** Markup of this program itself. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    Html text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> append(c);
            }
        }
        return this;
    }

    /** Characters that are invisible or turn the direction of writing are shown by their number. */
    private void append(char c) {
        boolean hidden = Character.isISOControl(c) && c != '\n' && c != '\t'
                || c >= '\u200b' && c <= '\u200f'
                || c >= '\u202a' && c <= '\u202e'
                || c >= '\u2066' && c <= '\u2069';
        if (hidden) {
            out.append(String.format("\\u%04x", (int) c));
        } else {
            out.append(c);
        }
    }

    Html element(String tag, String text) {
        return raw("<" + tag + ">").text(text).raw("</" + tag + ">\n");
    }

    Html cell(String text) {
        return element("td", text);
    }

    Html number(long value, Words words) {
        return raw("<td class=\"n\">").text(words.number(value)).raw("</td>");
    }

    /** A digest, cut for the eye and whole on hovering. */
    Html digest(String digest) {
        String shortened = digest.length() > 16 ? digest.substring(0, 16) + "…" : digest;
        return raw("<td><code title=\"").text(digest).raw("\">").text(shortened).raw("</code></td>");
    }

    Html tableHead(Words words, String... columns) {
        raw("<table><tr>");
        for (String column : columns) {
            element("th", words.of(column));
        }
        return raw("</tr>\n");
    }
}
