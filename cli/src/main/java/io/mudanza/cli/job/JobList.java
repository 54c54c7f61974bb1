package io.mudanza.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.cli.client.JobView;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.terminal.Table;
import io.mudanza.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The newest jobs of a node. */
final class JobList {

    private final NodeClient node;
    private final Terminal terminal;

    JobList(NodeClient node, Terminal terminal) {
        this.node = node;
        this.terminal = terminal;
    }

    /** Shows them; null filters nothing. */
    int show(String status, String direction, int limit) {
        List<String> query = new ArrayList<>(List.of("limit=" + limit));
        if (status != null) {
            query.add("status=" + NodeClient.segment(status));
        }
        if (direction != null) {
            query.add("direction=" + NodeClient.segment(direction));
        }
        JsonNode answer = node.get("jobs/?" + String.join("&", query));
        if (terminal.json()) {
            terminal.result(answer);
            return ExitCode.OK;
        }
        JsonNode jobs = answer.isArray() ? answer : answer.path("jobs");
        if (jobs.isEmpty()) {
            terminal.say(terminal.texts().of("jobs.none"));
            return ExitCode.OK;
        }
        Table table = new Table("JOB", "DIRECTION", "STATUS", "%", "VERDICT", "CREATED");
        for (JsonNode json : jobs) {
            JobView job = JobView.of(json);
            String percent = String.format(Locale.ROOT, "%.0f", json.path("progress_percent").asDouble(0));
            table.row(job.id(), job.direction(), job.status(), percent, job.verdict(), time(json, "created_at"));
        }
        terminal.result(table.toString());
        return ExitCode.OK;
    }

    private static String time(JsonNode json, String name) {
        return json.hasNonNull(name) ? json.get(name).asText().replaceFirst("\\.[0-9]+Z$", "Z") : null;
    }
}
