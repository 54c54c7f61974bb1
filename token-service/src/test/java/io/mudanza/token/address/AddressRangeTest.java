package io.mudanza.token.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,      192.0.2.7,          true",
        "192.0.2.7,      192.0.2.8,          false",
        "192.0.2.0/24,   192.0.2.255,        true",
        "192.0.2.0/24,   192.0.3.0,          false",
        "10.0.0.0/8,     ::ffff:10.1.2.3,    true",
        "0.0.0.0/0,      203.0.113.9,        true",
        "0.0.0.0/0,      2001:db8::1,        false",
        "2001:db8::/33,  2001:db8:7fff::1,   true",
        "2001:db8::/33,  2001:db8:8000::1,   false",
        "fe80::/10,      fe80::1%eth0,       true",
        "10.0.0.0/8,     localhost,          false",
        "10.0.0.0/8,     10.1,               false",
    })
    void anAddressLiesInARangeOrNot(String range, String address, boolean inside) {
        // When / Then
        assertThat(AddressRange.parse(range).orElseThrow().contains(address)).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "10.1", "010.0.0.1", "0x7f.0.0.1", "2130706433", "10.0.0.0/33",
        "10.0.0.1/8", "10.0.0.0/", "10.0.0.0/-1", "::/129", "[::1]", "1.2.3.4.5", "256.0.0.1", "fe80::1%eth0",
        "10.0.0.0/8, 11.0.0.0/8"})
    void whatIsNotExactlyARangeIsRefused(String text) {
        // When / Then
        assertThat(AddressRange.parse(text)).isEmpty();
    }

    @Test
    void aMissingAddressLiesNowhere() {
        // When / Then
        assertThat(AddressRange.parse("0.0.0.0/0").orElseThrow().contains(null)).isFalse();
    }
}
