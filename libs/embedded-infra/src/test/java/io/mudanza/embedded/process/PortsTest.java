package io.mudanza.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void nobodyWhoStartsAtOnceGetsThePortOfAnother() throws Exception {
        // Given
        Callable<Integer> ask = Ports::free;
        Set<Integer> ports = new HashSet<>();

        // When
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> port : threads.invokeAll(Collections.nCopies(400, ask))) {
                ports.add(port.get());
            }
        }

        // Then
        assertThat(ports).hasSize(400).allMatch(port -> port < 32_768, "not one that an outgoing connection may get");
    }

    @Test
    void aPortInUseIsLeftOut() throws Exception {
        // Given
        int next = Ports.free() + 1;

        // When // Then
        try (ServerSocket taken = new ServerSocket(next, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.free()).isNotEqualTo(taken.getLocalPort());
        }
    }
}
