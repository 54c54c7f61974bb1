package io.mudanza.launcher.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicasTest {

    @Test
    void whatIsNotNamedRunsOnce() {
        // Given, When
        Replicas replicas = Replicas.parse("exporting=2, transfer=3");

        // Then
        assertThat(replicas.of("exporting")).isEqualTo(2);
        assertThat(replicas.of("transfer")).isEqualTo(3);
        assertThat(replicas.of("importing")).isEqualTo(1);
        assertThat(Replicas.parse(replicas.text())).isEqualTo(replicas);
        assertThat(Replicas.parse("")).isEqualTo(Replicas.ONE_EACH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway=2", "exporting", "exporting=0", "exporting=17", "exporting=two", ",exporting"})
    void whatCannotBeIsRefusedByName(String text) {
        assertThatThrownBy(() -> Replicas.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NAME=N");
    }
}
