package io.mudanza.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.cli.client.JobView;
import io.mudanza.cli.job.JobResult;
import io.mudanza.cli.terminal.Sizes;
import io.mudanza.cli.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The certificate in a few lines. */
record CertificateSummary(Terminal terminal) {

    void show(JobResult result, JobView job) {
        boolean equal = "EQUAL".equals(result.verdict());
        line("");
        line("Certificate of job " + result.jobId());
        line("  verdict      " + terminal.paint(equal ? Terminal.Colour.GREEN : Terminal.Colour.RED,
                String.valueOf(result.verdict())));
        line("  rows         " + number(result.rows()));
        line("  bytes        " + (result.bytes() < 0 ? "-" : Sizes.bytes(result.bytes())));
        line("  media files  " + number(result.mediaFiles()));
        JsonNode certificate = result.certificate();
        if (certificate != null) {
            JsonNode body = certificate.path("certificate").isObject() ? certificate.path("certificate") : certificate;
            if (body.path("tables").isArray()) {
                line("  tables       " + body.path("tables").size() + " compared by content");
            }
            JsonNode signature = certificate.findValue("signature");
            if (signature != null && signature.isTextual()) {
                String text = signature.asText();
                line("  signature    " + text.substring(0, Math.min(32, text.length())) + "…");
            }
        }
        for (JsonNode step : job.json().path("steps")) {
            String started = step.path("started_at").asText("");
            String ended = step.path("completed_at").asText(step.path("ended_at").asText(""));
            if (!started.isEmpty() && !ended.isEmpty()) {
                double seconds = Duration.between(Instant.parse(started), Instant.parse(ended)).toMillis() / 1000.0;
                line(String.format(Locale.ROOT, "  step         %-12s %6.1f s",
                        step.path("kind").asText(step.path("name").asText("")), seconds));
            }
        }
        line("");
    }

    private void line(String text) {
        terminal.result(text);
    }

    private static String number(long value) {
        return value < 0 ? "-" : Sizes.count(value);
    }
}
