package io.mudanza.bundle.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeKeyTest {

    @TempDir
    Path folder;

    @Test
    void staysTheSameKeyInAPrivateFile() throws Exception {
        Path file = folder.resolve("sub/node-key.pem");
        NodeKey first = NodeKey.loadOrCreate(file);
        NodeKey again = NodeKey.loadOrCreate(file);

        assertThat(again.publicKey()).isEqualTo(first.publicKey());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(again.sign(new byte[] {1, 2}).verifies(new byte[] {1, 2})).isTrue();
        assertThat(first.toString()).isEqualTo("NodeKey " + first.keyId());
    }

    @Test
    void aSignatureFitsOnlyItsBytesAndKey() {
        Signature signature = NodeKey.generate().sign(new byte[] {1, 2});

        assertThat(signature.verifies(new byte[] {1, 3})).isFalse();
        assertThat(new Signature(signature.keyId(), NodeKey.generate().publicKey(), signature.signature())
                .verifies(new byte[] {1, 2})).isFalse();
        assertThat(new Signature(null, null, null).verifies(new byte[0])).isFalse();
    }
}
