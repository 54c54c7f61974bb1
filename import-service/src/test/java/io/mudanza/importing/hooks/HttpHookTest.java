package io.mudanza.importing.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.mudanza.outbound.RefusedTargetException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpHookTest {

    private static final HookCall CALL =
            new HookCall(HookPoint.AFTER, SwitchAction.ROLLBACK, UUID.randomUUID(), "node");

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile int status = 204;
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (status == 302) {
                exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private HookSettings settings(String url, boolean allowHttp) throws Exception {
        return new HookSettings(Optional.empty(), Optional.of(List.of(url)), Duration.ofSeconds(5),
                Optional.of("Bearer abc"), allowHttp, Optional.empty(), Optional.empty(), "node");
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Test
    void postsWhatIsDone() throws Exception {
        // When
        settings(url() + "/hooks/start", true).of(HookPoint.AFTER).orElseThrow().run(CALL);

        // Then
        assertThat(asked).containsExactly("POST /hooks/start Bearer abc {\"hook\":\"after-publish\",\"action\":\"rollback\","
                + "\"job_id\":\"" + CALL.job() + "\",\"node\":\"node\"}");
    }

    @Test
    void takesNothingButAYesAndFollowsNoRedirect() throws Exception {
        // Given
        Hook hook = settings(url(), true).of(HookPoint.AFTER).orElseThrow();

        // When / Then
        for (int wrong : new int[] {302, 401, 500}) {
            status = wrong;
            assertThatThrownBy(() -> hook.run(CALL)).isInstanceOf(HookFailure.class).hasMessageContaining("" + wrong);
        }
        server.stop(0);
        assertThatThrownBy(() -> hook.run(CALL)).isInstanceOf(HookFailure.class).hasMessageContaining("no answer");
    }

    @Test
    void theWayOutIsTheGuardedOne() {
        // When / Then
        assertThatThrownBy(() -> settings(url(), false)).isInstanceOf(RefusedTargetException.class);
        assertThatThrownBy(() -> settings("https://127.0.0.1/", false)).isInstanceOf(RefusedTargetException.class);
        assertThatThrownBy(() -> settings("https://user:secret@example.org/", true))
                .isInstanceOf(RefusedTargetException.class).hasMessageNotContaining("secret");
    }
}
