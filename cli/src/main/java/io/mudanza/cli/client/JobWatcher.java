package io.mudanza.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.contracts.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Follows a job until its end: by server-sent events with {@code Last-Event-ID}, and by asking where those are not to
 * be had. A node that restarts meanwhile is waited for.
 */
public final class JobWatcher {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration HEADERS = Duration.ofSeconds(20);

    private final NodeClient node;
    private final Duration patience;

    /** Waits two minutes for a node that does not answer. */
    public JobWatcher(NodeClient node) {
        this(node, Duration.ofMinutes(2));
    }

    /** @param patience how long a node that does not answer is waited for */
    public JobWatcher(NodeClient node, Duration patience) {
        this.node = node;
        this.patience = patience;
    }

    /**
     * Returns when the job has ended.
     *
     * @throws Failure when the job does not exist, is not to be seen with this token, or the node stays away
     */
    public JobView watch(String job, JobListener listener) throws InterruptedException {
        String lastId = null;
        long silentSince = 0;
        while (true) {
            try {
                JobView view = node.job(job);
                silentSince = 0;
                listener.progress(view.progress());
                if (view.ended()) {
                    return view;
                }
                Followed followed = followEvents(job, lastId, listener);
                lastId = followed.lastId();
                if (followed.ended()) {
                    continue;
                }
            } catch (Failure e) {
                if (!isPassing(e)) {
                    throw e;
                }
                silentSince = silentSince == 0 ? System.nanoTime() : silentSince;
                if (System.nanoTime() - silentSince > patience.toNanos()) {
                    throw e;
                }
                listener.reconnecting(e.getMessage());
            }
            Thread.sleep(POLL);
        }
    }

    /**
     * How far the events were followed.
     *
     * @param lastId the id to go on from
     * @param ended  whether they told the end of the job, which the job's record says as well then
     */
    private record Followed(String lastId, boolean ended) {}

    /** Reads events until the stream ends or breaks. */
    private Followed followEvents(String job, String lastId, JobListener listener) {
        HttpRequest.Builder request = node.request("jobs/" + NodeClient.segment(job) + "/events")
                .setHeader("Accept", "text/event-stream")
                .timeout(HEADERS)
                .GET();
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        HttpResponse<InputStream> answer = node.send(request, BodyHandlers.ofInputStream());
        String id = lastId;
        if (answer.statusCode() != 200) {
            close(answer);
            return new Followed(id, false);
        }
        try (ServerEvents events = new ServerEvents(answer.body())) {
            for (ServerEvents.Event event = events.next(); event != null; event = events.next()) {
                id = event.id() == null ? id : event.id();
                if (tell(event, listener)) {
                    return new Followed(id, true);
                }
            }
        } catch (IOException e) {
            listener.reconnecting("the stream of events broke");
        }
        return new Followed(id, false);
    }

    /** @return true when the event tells that the job has ended */
    private static boolean tell(ServerEvents.Event event, JobListener listener) {
        JsonNode data;
        try {
            data = JsonText.MAPPER.readTree(event.data());
        } catch (JsonProcessingException e) {
            return false;
        }
        if (data.hasNonNull("message")) {
            listener.logged(data.path("level").asText("INFO"), data.path("message").asText());
            return false;
        }
        if (data.has("progress_percent") || data.has("rows_done")) {
            listener.progress(JobView.of(data).progress());
        }
        return data.has("status") && JobView.of(data).ended();
    }

    private static boolean isPassing(Failure e) {
        return e.code().equals(ProblemCode.SERVICE_UNAVAILABLE.wire())
                || e.code().equals(ProblemCode.TOO_MANY_REQUESTS.wire())
                || e.code().equals(ProblemCode.DATABASE_UNREACHABLE.wire());
    }

    private static void close(HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            body.readNBytes(1 << 16);
        } catch (IOException e) {
            // The answer was not wanted; polling goes on.
        }
    }
}
