package io.mudanza.outbound.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.outbound.RefusedTargetException;
import io.mudanza.outbound.RefusedTargetException.Reason;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows 48 to 51 of the attack table: what may be asked at all. */
class TargetRulesTest {

    private static final TargetRules STRICT = new TargetRules(false, List.of(), List.of());
    private static final TargetRules LISTED =
            new TargetRules(false, List.of("good.example.org", ".under.example.org"), List.of());

    @ParameterizedTest
    @DisplayName("B48 another scheme than https is refused")
    @ValueSource(strings = {
        "http://good.example.org", "HTTP://good.example.org", "file:///etc/passwd", "gopher://good.example.org:70/x",
        "jar:https://good.example.org!/x", "FTP://good.example.org", "https:good.example.org", "//good.example.org",
        "good.example.org", "data:text/plain,x", "ldap://good.example.org", "htt\u0070s+x://good.example.org", "", "https:",
        "https://", "https:///x"
    })
    void b48OtherSchemes(String url) {
        assertThat(refused(STRICT, url)).isEqualTo(Reason.FORM);
    }

    @Test
    @DisplayName("B48 plain http is for nodes that were started for local use")
    void b48LocalUse() {
        TargetRules local = new TargetRules(true, List.of(), List.of());
        assertThat(local.check("http://127.0.0.1:8080").toString()).isEqualTo("http://127.0.0.1:8080");
        assertThat(local.check("HTTPS://Node.Example.ORG:443/a/").toString()).isEqualTo("https://node.example.org/a");
    }

    @ParameterizedTest
    @DisplayName("B49 a host that can be read in two ways is refused")
    @ValueSource(strings = {
        "https://good.example.org@evil.org", "https://user:pass@good.example.org", "https://good.example.org.",
        "https://good%2eexample.org", "https://good.example.org%00.evil.org", "https://good.example.org\\@evil.org",
        "https://good.example.org\\.evil.org", "https://good.exam\tple.org", "https://good.example.org\r\nHost: evil",
        " https://good.example.org", "https://good.example.org ", "https://good.example.org?x", "https://good.example.org#@evil.org",
        "https://good..example.org", "https://-good.example.org", "https://good_.example.org:x", "https://good.example.org:0",
        "https://good.example.org:65536", "https://good.example.org:443:1", "https://good.example.org:0443", "https://good.example.org:",
        "https://good.example.org/a/../b", "https://good.example.org/./b", "https://good.example.org//b",
        "https://good.example.org/%2e%2e/b", "https://g\u043e\u043ed.example.org", "https://good\u3002example.org",
        "https://\uff47ood.example.org", "https://good.exam\u200bple.org", "https://good.example.org\u202e", "https://g\u00adood.example.org",
        "https://good\u2024example.org", "https://[good.example.org]", "https://good.example.org;x"
    })
    void b49OddHosts(String url) {
        assertThat(refused(LISTED, url)).isEqualTo(Reason.FORM);
    }

    @ParameterizedTest
    @DisplayName("B49 only the very host is allowed, at its port")
    @ValueSource(strings = {
        "https://good.example.org.evil.org", "https://evilgood.example.org", "https://sub.good.example.org",
        "https://example.org", "https://good.example.org:8443", "https://evilunder.example.org",
        "https://\u0440\u0430\u0443.example.org", "https://xn--80ak6aa92e.example.org"
    })
    void b49ExactMatch(String url) {
        assertThat(refused(LISTED, url)).isEqualTo(Reason.NOT_ALLOWED);
    }

    @Test
    @DisplayName("B49 names of one script become punycode, case folds")
    void b49Idna() {
        assertThat(STRICT.check("https://Ñandú.example.org").host()).isEqualTo("xn--and-6ma2c.example.org");
        assertThat(LISTED.check("https://GOOD.Example.Org/").authority()).isEqualTo("good.example.org");
        assertThat(LISTED.check("https://a.b.under.example.org").host()).isEqualTo("a.b.under.example.org");
        assertThat(LISTED.check("https://under.example.org").host()).isEqualTo("under.example.org");
    }

    @Test
    @DisplayName("B49 an entry may name port and path; the path matches by components")
    void b49PortAndPath() {
        TargetRules rules = new TargetRules(false,
                List.of("https://a.example.org:8443/nodes", "b.example.org:*"), List.of());
        assertThat(rules.check("https://a.example.org:8443/nodes/one").path()).isEqualTo("/nodes/one");
        assertThat(rules.check("https://b.example.org:9").port()).isEqualTo(9);
        for (String url : List.of("https://a.example.org/nodes", "https://a.example.org:8443/nodes-evil",
                "https://a.example.org:8443")) {
            assertThat(refused(rules, url)).as(url).isEqualTo(Reason.NOT_ALLOWED);
        }
        assertThatThrownBy(() -> new TargetRules(false, List.of("https://u@x/"), List.of()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("allowed-source-domains");
    }

    @ParameterizedTest
    @DisplayName("B50 addresses in a disguise are refused")
    @ValueSource(strings = {
        "https://2130706433", "https://0x7f000001", "https://0177.0.0.1", "https://127.1", "https://127.0.1", "https://0",
        "https://0x7f.1", "https://127.0.0.01", "https://1.2.3.4.5", "https://256.1.1.1", "https://[::ffff:127.0.0.1]",
        "https://[::ffff:7f00:1]", "https://[fe80::1%25eth0]", "https://[fe80::1%eth0]", "https://[v1.x]", "https://[::1",
        "https://::1", "https://example.0x1", "https://\u0967\u0968\u0969.0.0.1", "https://127\u30020.0.1"
    })
    void b50Disguised(String url) {
        TargetRules all = new TargetRules(true, List.of(), List.of("0.0.0.0/0", "::/0"));
        assertThat(refused(all, url)).isEqualTo(Reason.FORM);
    }

    @ParameterizedTest
    @DisplayName("B50 plain addresses are refused unless a listed range holds them")
    @ValueSource(strings = {
        "https://8.8.8.8", "https://127.0.0.1", "https://10.0.0.1", "https://[2001:4860:4860::8888]", "https://[::1]",
        "https://[64:ff9b::a00:1]", "https://[2002:7f00:1::]", "https://[fd00::1]", "https://[::127.0.0.1]"
    })
    void b50Literals(String url) {
        assertThat(refused(STRICT, url)).isEqualTo(Reason.NOT_ALLOWED);
    }

    @Test
    @DisplayName("B50 a listed range opens its addresses and no others")
    void b50Listed() {
        TargetRules rules = new TargetRules(false, List.of(), List.of("10.1.0.0/16", "fd00:1::/32"));
        assertThat(rules.check("https://10.1.2.3:8443").authority()).isEqualTo("10.1.2.3:8443");
        assertThat(rules.check("https://[fd00:1::5]").authority()).isEqualTo("[fd00:1::5]");
        assertThat(refused(rules, "https://10.2.0.1")).isEqualTo(Reason.NOT_ALLOWED);
        assertThatThrownBy(() -> new TargetRules(false, List.of(), List.of("10.0.0.0/99")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @DisplayName("B51 a public name that leads inside is refused")
    @ValueSource(strings = {
        "127.0.0.1", "127.255.0.9", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "198.18.0.1",
        "240.0.0.1", "0.0.0.0", "169.254.169.254", "100.100.100.200", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1",
        "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1",
        "2002:a00:1::", "2001:0:1::1", "::7f00:1"
    })
    void b51PrivateAddresses(String address) throws Exception {
        InetAddress inside = InetAddress.getByName(address);
        assertThatThrownBy(() -> STRICT.checkResolved(inside)).isInstanceOfSatisfying(
                RefusedTargetException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_ALLOWED));
        assertThatThrownBy(() -> STRICT.checkResolved(InetAddress.getByName("8.8.8.8"), inside))
                .as("a mixed set").isInstanceOf(RefusedTargetException.class);
    }

    @ParameterizedTest
    @DisplayName("B51 link-local and metadata addresses stay closed even where everything is listed")
    @ValueSource(strings = {
        "169.254.169.254", "169.254.0.1", "fe80::1", "fd00:ec2::254", "100.100.100.200", "0.0.0.0", "::", "224.0.0.1",
        "ff02::1", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::"
    })
    void b51Never(String address) throws Exception {
        TargetRules all = new TargetRules(true, List.of(), List.of("0.0.0.0/0", "::/0"));
        InetAddress inside = InetAddress.getByName(address);
        assertThatThrownBy(() -> all.checkResolved(inside)).isInstanceOf(RefusedTargetException.class);
    }

    @ParameterizedTest
    @DisplayName("B51 a translated address needs its own range and that of what it stands for")
    @CsvSource({"64:ff9b::/96,true", "64:ff9b::/96 10.0.0.0/8,false"})
    void b51Translated(String ranges, boolean refused) throws Exception {
        TargetRules rules = new TargetRules(false, List.of(), List.of(ranges.split(" ")));
        InetAddress translated = InetAddress.getByName("64:ff9b::a00:1");
        if (refused) {
            assertThatThrownBy(() -> rules.checkResolved(translated)).isInstanceOf(RefusedTargetException.class);
        } else {
            assertThatCode(() -> rules.checkResolved(translated)).doesNotThrowAnyException();
        }
    }

    @Test
    void publicAddressesAreAllowed() throws Exception {
        STRICT.checkResolved(InetAddress.getByName("8.8.8.8"), InetAddress.getByName("2001:4860:4860::8888"));
    }

    private static Reason refused(TargetRules rules, String url) {
        try {
            throw new AssertionError("allowed: " + rules.check(url));
        } catch (RefusedTargetException refused) {
            assertThat(refused.getMessage()).doesNotContain("user:pass", "@");
            return refused.reason();
        }
    }
}
