package io.mudanza.importing.hooks;

import io.mudanza.bundle.json.BundleJson;
import io.mudanza.outbound.RefusedTargetException;
import io.mudanza.outbound.client.OutboundAnswer;
import io.mudanza.outbound.client.OutboundClient;
import io.mudanza.outbound.client.OutboundRequest;
import io.mudanza.outbound.target.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A POST with what is done as JSON; every 2xx answer is a yes. Its body is not read. */
final class HttpHook implements Hook {

    private static final long LARGEST = 64 << 10;

    private final OutboundClient http;
    private final Target target;
    private final String authorization;
    private final Duration timeout;

    /** @param authorization value of the header of that name; null for none */
    HttpHook(OutboundClient http, Target target, String authorization, Duration timeout) {
        this.http = http;
        this.target = target;
        this.authorization = authorization;
        this.timeout = timeout;
    }

    @Override
    public void run(HookCall call) throws HookFailure, InterruptedException {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("hook", call.point().wire());
        body.put("action", call.action().wire());
        body.put("job_id", call.job().toString());
        body.put("node", call.node());
        OutboundRequest.Builder request = OutboundRequest.to(target, "")
                .post(BundleJson.write(body).getBytes(StandardCharsets.UTF_8))
                .header("Content-Type", "application/json")
                .timeout(timeout)
                .largest(LARGEST);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try (OutboundAnswer answer = http.send(request.build())) {
            if (answer.status() / 100 != 2) {
                throw new HookFailure("was answered with status " + answer.status() + " by " + target.authority());
            }
        } catch (IOException e) {
            throw new HookFailure("got no answer from " + target.authority() + " (" + e.getClass().getSimpleName() + ")", e);
        } catch (RefusedTargetException e) {
            throw new HookFailure("may not be called: " + e.getMessage(), e);
        }
    }
}
