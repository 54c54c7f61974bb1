package io.mudanza.verifying.certificate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** The certificate as a plain page. Every value is escaped: names of tables and files are data of strangers. */
final class CertificatePage {

    /** Rows of one kind shown at most; the JSON form has them all. */
    private static final int SHOWN = 2_000;

    private final Words words;
    private final JsonNode certificate;
    private final JsonNode signature;
    private final Html html = new Html();

    CertificatePage(JsonNode signed, Locale locale) {
        this.words = new Words(locale);
        this.certificate = signed.path("certificate");
        this.signature = signed.path("signature");
    }

    String html() {
        String title = words.of("title") + " · " + text("job_id");
        html.begin(words.language(), title);
        html.raw("<header>").element("h1", words.of("title"));
        String verdict = text("verdict");
        html.raw("<p class=\"verdict " + cssOf(verdict) + "\">").text(words.verdict(verdict)).raw("</p>");
        html.element("p", words.of("explained." + cssOf(verdict))).raw("</header>");
        facts();
        tables();
        simple("sequences", new String[] {"sequence", "expected", "found", "verdict"});
        simple("relations", new String[] {"name", "orphans", "verdict"});
        schema();
        largeObjects();
        media();
        simple("not_carried", new String[] {"kind", "name", "reason"});
        list("owner_substitutions", certificate.path("owner_substitutions"));
        notes();
        signature();
        return html.end();
    }

    private void facts() {
        html.raw("<dl>");
        for (String name : new String[] {
            "job_id", "direction", "node", "peer", "bundle_id", "manifest_sha256", "started_at", "completed_at",
            "verify_level", "checkpoint_id", "tool_version"
        }) {
            fact(words.of(name), text(name));
        }
        fact(words.of("source"), place(certificate.path("source")));
        fact(words.of("target"), place(certificate.path("target")));
        html.raw("</dl>");
    }

    private static String place(JsonNode place) {
        if (!place.isObject()) {
            return "";
        }
        String host = place.path("host").asText("");
        String where = host.isEmpty() ? "" : host + ":" + place.path("port").asInt() + "/";
        return where + place.path("database").asText("") + " · PostgreSQL " + place.path("server_version").asText("?");
    }

    private void fact(String name, String value) {
        if (!value.isEmpty()) {
            html.element("dt", name).element("dd", value);
        }
    }

    private void tables() {
        JsonNode tables = certificate.path("tables");
        if (tables.isEmpty()) {
            return;
        }
        html.element("h2", words.of("tables"));
        html.tableHead(words, "table", "rows_expected", "rows_found", "digest_expected", "digest_found", "verdict");
        int shown = 0;
        for (JsonNode table : tables) {
            if (++shown > SHOWN) {
                break;
            }
            html.raw("<tr>").cell(table.path("table").asText());
            html.number(table.path("rows_expected").asLong(), words).number(table.path("rows_found").asLong(-1), words);
            html.digest(table.path("digest_expected").asText("")).digest(table.path("digest_found").asText(""));
            verdictCell(table.path("verdict").asText());
            html.raw("</tr>");
            remark(table.path("reason").asText(""), table.path("differing_keys"));
        }
        html.raw("</table>");
        leftOut(tables.size());
    }

    private void remark(String reason, JsonNode keys) {
        if (reason.isEmpty() && keys.isEmpty()) {
            return;
        }
        html.raw("<tr class=\"remark\"><td colspan=\"6\">").text(reason);
        if (!keys.isEmpty()) {
            html.raw("<br>").text(words.of("differing_keys") + ": ");
            keys.forEach(key -> html.raw("<code>").text(key.asText()).raw("</code> "));
        }
        html.raw("</td></tr>");
    }

    private void simple(String list, String[] columns) {
        JsonNode rows = certificate.path(list);
        if (rows.isEmpty()) {
            return;
        }
        html.element("h2", words.of(list)).tableHead(words, columns);
        int shown = 0;
        for (JsonNode row : rows) {
            if (++shown > SHOWN) {
                break;
            }
            html.raw("<tr>");
            for (String column : columns) {
                if (column.equals("verdict")) {
                    verdictCell(row.path(column).asText());
                } else {
                    html.cell(row.path(column).asText(""));
                }
            }
            html.raw("</tr>");
        }
        html.raw("</table>");
        leftOut(rows.size());
    }

    private void schema() {
        html.element("h2", words.of("schema")).element("p", words.verdict(text("schema_verdict")));
        simple("schema_differences", new String[] {"kind", "name", "change", "detail"});
    }

    private void largeObjects() {
        JsonNode bag = certificate.path("large_objects");
        if (!bag.isObject()) {
            return;
        }
        html.element("h2", words.of("large_objects"));
        html.element("p", words.verdict(bag.path("verdict").asText()) + " · "
                + words.number(bag.path("count_expected").asLong()) + " → "
                + words.number(bag.path("count_found").asLong(-1)));
    }

    private void media() {
        JsonNode media = certificate.path("media");
        if (!media.isObject()) {
            return;
        }
        html.element("h2", words.of("media")).raw("<dl>");
        fact(words.of("verdict"), words.verdict(media.path("verdict").asText()));
        fact(words.of("files"), words.number(media.path("files_expected").asLong()) + " → "
                + words.number(media.path("files_found").asLong(-1)));
        fact(words.of("bytes"), words.number(media.path("bytes_expected").asLong()) + " → "
                + words.number(media.path("bytes_found").asLong(-1)));
        html.raw("</dl>");
        list("media_differences", media.path("differences"));
        list("dangling_references", media.path("dangling_references"));
    }

    private void notes() {
        list("notes", certificate.path("notes"));
    }

    private void list(String name, JsonNode items) {
        if (!items.isEmpty()) {
            html.element("h3", words.of(name)).raw("<ul>");
            items.forEach(item -> html.element("li", item.asText()));
            html.raw("</ul>");
        }
    }

    private void signature() {
        html.element("h2", words.of("signature")).raw("<dl>");
        signature.properties().forEach(field -> fact(field.getKey(), field.getValue().asText()));
        html.raw("</dl>").element("p", words.of("check"));
    }

    private void leftOut(int size) {
        if (size > SHOWN) {
            html.element("p", words.of("left_out") + ": " + words.number(size - SHOWN));
        }
    }

    private void verdictCell(String verdict) {
        html.raw("<td class=\"" + cssOf(verdict) + "\">").text(words.verdict(verdict)).raw("</td>");
    }

    /** Only known verdicts become part of the page's structure. */
    private static String cssOf(String verdict) {
        return switch (verdict) {
            case "EQUAL" -> "equal";
            case "DIFFERENT" -> "different";
            default -> "not-verified";
        };
    }

    private String text(String name) {
        return certificate.path(name).asText("");
    }
}
