package dev.parlance.chat.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parlance.chat.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressesTest {

  @ParameterizedTest
  @ValueSource(strings = {"alice", "alice:", "alice:x", "a:1234567890", "a:-1", "", "a:5/"})
  void takesWhatIsNoAddressForAName(String shown) {
    assertEquals(User.named(shown), Addresses.user(shown));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:5001, 127.0.0.1, 5001",
    "[::1]:65535, ::1, 65535",
    "[::1:5, [::1, 5",
    "::1]:5, ::1], 5"
  })
  void readsAddressesBack(String shown, String host, int port) {
    assertEquals(User.unnamed(host, port), Addresses.user(shown));
  }

  @Test
  void readsNumbersOfNineDigits() {
    assertEquals(0, Addresses.number("0"));
    assertEquals(999_999_999, Addresses.number("999999999"));
    assertEquals(Host.UNKNOWN, Addresses.number("1000000000"));
    assertEquals(Host.UNKNOWN, Addresses.number(""));
    assertEquals(Host.UNKNOWN, Addresses.number("1x"));
    assertEquals(Host.UNKNOWN, Addresses.number(" 1"));
  }
}
