package dev.parlance.chat.examples.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class ListenSpecTest {

  @ParameterizedTest
  @CsvSource({
    "line, nio line 127.0.0.1:7777",
    "nio/line, nio line 127.0.0.1:7777",
    "socket/line, socket line 127.0.0.1:7777",
    "line@:0, nio line 127.0.0.1:0",
    "line@9000, nio line 127.0.0.1:9000",
    "line@0.0.0.0, nio line 0.0.0.0:7777",
    "line@0.0.0.0:65535, nio line 0.0.0.0:65535",
    "line@chat.example, nio line chat.example:7777",
    "socket/line@[::1], socket line [::1]:7777",
    "line@[::1]:7778, nio line [::1]:7778",
    "tilde, nio tilde 127.0.0.1:65432",
    "datagram@:0, nio datagram 127.0.0.1:0",
  })
  void what_is_left_out_has_its_default(String text, String meaning) {
    ListenSpec spec = ListenSpec.parse(text);
    assertEquals(
        meaning, spec.carriage() + " " + spec.dialect().name() + " " + spec.place().toString());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "foo     | unknown dialect 'foo': one of line, tilde, counted, datagram, address, nick",
        "Line    | unknown dialect 'Line': one of line, tilde, counted, datagram, address, nick",
        "\"\"    | unknown dialect '': one of line, tilde, counted, datagram, address, nick",
        "@:0     | unknown dialect '': one of line, tilde, counted, datagram, address, nick",
        "x/line  | unknown transport 'x': one of nio, socket",
        "/line   | unknown transport '': one of nio, socket",
        "line@   | an address is missing: [HOST][:PORT]",
        "line@:  | '' is no port: 0 to 65535",
        "line@h: | '' is no port: 0 to 65535",
        "line@h:65536 | '65536' is no port: 0 to 65535",
        "line@99999999999 | '99999999999' is no port: 0 to 65535",
        "line@h:-1 | '-1' is no port: 0 to 65535",
        "line@h:x | 'x' is no port: 0 to 65535",
        "line@::1 | '::1': an IPv6 address stands in brackets, [::1]:7777",
        "line@[::1 | '[::1': expected [IPV6] or [IPV6]:PORT",
        "line@[]:1 | '[]:1': expected [IPV6] or [IPV6]:PORT",
        "line@[::1]1 | '[::1]1': expected [IPV6] or [IPV6]:PORT",
      })
  void what_is_wrong_is_named_with_the_rule(String text, String message) {
    TypeConversionException refused =
        assertThrows(TypeConversionException.class, () -> ListenSpec.parse(text));
    assertEquals(message, refused.getMessage());
  }
}
